import { describe, expect, it } from "vitest";
import { makeFinding } from "../../../src/document/finding.ts";
import type { TracedRecord } from "../../../src/canonical/traced.ts";
import { checkRecord } from "../../../src/reconcile/checks/check-record.ts";
import { reviseFindings, type ReplayedCorrection } from "../../../src/reconcile/corrections/revise-findings.ts";
import { buildFunding, buildProject, recordOf, wan } from "../record-builder.ts";

const path = "filings[0].projects[0].funding[0].amountFen";
const doubt = makeFinding("text-repaired", "mended", { path });
const elsewhere = makeFinding("characters-unmapped", "some");

function recordWith(total: string): TracedRecord {
  return recordOf(buildProject({ funding: [buildFunding("annual", "total", wan(total)), buildFunding("annual", "fiscal", wan("10"))] }));
}

function extract(total: string): TracedRecord {
  const record = { ...recordWith(total), findings: [doubt, elsewhere] };
  return { ...record, findings: [...record.findings, ...checkRecord(record)] };
}

const replay = (state: ReplayedCorrection["state"]): ReplayedCorrection => ({
  state,
  path: state === "lost" ? null : path,
  correction: { path, author: "某人", stood: 100 },
});

describe("reviseFindings", () => {
  it("takes back what the corrected value mends, and what a person's word settles", () => {
    const extracted = extract("1");
    expect(extracted.findings.map((finding) => finding.code)).toEqual(["text-repaired", "characters-unmapped", "sum-mismatch"]);
    expect(reviseFindings(extracted, recordWith("10"), [replay("applied")])).toEqual([elsewhere]);
  });

  it("finds what a correction puts out of order", () => {
    const codes = reviseFindings(extract("10"), recordWith("12"), [replay("applied")]).map((finding) => finding.code);
    expect(codes).toEqual(["characters-unmapped", "sum-mismatch"]);
  });

  it("tells of corrections that no longer fit, and keeps the doubts there", () => {
    const stale = reviseFindings(extract("10"), recordWith("10"), [replay("stale")]);
    expect(stale.map((finding) => [finding.code, finding.path])).toEqual([["text-repaired", path], ["characters-unmapped", null], ["correction-stale", path]]);
    const lost = reviseFindings(extract("10"), recordWith("10"), [replay("lost")]);
    expect(lost.at(-1)).toMatchObject({ code: "correction-lost", path, expected: "100" });
  });

  it("changes nothing where nothing was corrected", () => {
    const extracted = extract("1");
    expect(reviseFindings(extracted, extracted, [])).toEqual(extracted.findings);
  });
});
