import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Traced } from "../../../src/canonical/traced.ts";
import { stripTraces } from "../../../src/canonical/traced.ts";
import { filingSchema, projectSchema, type Project } from "../../../src/canonical/record.ts";
import { chooseValue, saysTheSame, type ValueCandidate } from "../../../src/reconcile/merge/choose-value.ts";
import { mergeProject } from "../../../src/reconcile/merge/merge-project.ts";
import type { MergeReading } from "../../../src/reconcile/merge/rank-readings.ts";
import { reconcileProjects, type ReconcileReading } from "../../../src/reconcile/reconcile-projects.ts";
import { buildFiling, buildFunding, buildIndicator, buildProject, leaf, wan } from "../record-builder.ts";

function candidate<T extends string | number>(value: T, parts: Partial<ValueCandidate<T>> = {}): ValueCandidate<T> {
  return { documentId: 1, path: "a", value, raw: String(value), at: [], confidence: 0.9, rule: "test:1", quality: 0.99, entered: false, ...parts };
}

describe("chooseValue", () => {
  it("takes the surer reading and says why it refused the other", () => {
    const choice = chooseValue([candidate(3, { documentId: 2, confidence: 0.6 }), candidate(8)]);
    expect(choice).toMatchObject({ value: 8, differs: true });
    expect(choice.candidates.map((one) => [one.value, one.chosen])).toEqual([[8, true], [3, false]]);
    expect(choice.candidates[1]?.reason).toContain("less sure");
  });

  it("takes what two documents say over what one says as surely", () => {
    expect(chooseValue([candidate(3), candidate(8, { documentId: 2 }), candidate(8, { documentId: 3 })]).value).toBe(8);
  });

  it("takes what a person entered over everything", () => {
    const choice = chooseValue([candidate(3, { entered: true, confidence: 1 }), ...[2, 3, 4].map((documentId) => candidate(8, { documentId, confidence: 0.9999 }))]);
    expect(choice.value).toBe(3);
  });

  it("sees no difference in width, white space and punctuation", () => {
    const choice = chooseValue([candidate("甲（乙）项目"), candidate("甲 (乙)项目", { documentId: 2, quality: 0.5 })]);
    expect(choice).toMatchObject({ value: "甲（乙）项目", differs: false });
  });

  it("takes the more exact of two dates that agree", () => {
    expect(chooseValue([candidate("2023-01"), candidate("2023-01-15", { documentId: 2, quality: 0.9 })])).toMatchObject({ value: "2023-01-15", differs: false });
    expect(saysTheSame("2023-01", "2023-02-01")).toBe(false);
  });

  it("is null where nobody says anything", () => {
    expect(chooseValue([])).toEqual({ value: null, candidates: [], differs: false });
  });

  it("chooses the same for any order, and keeps every candidate", () => {
    const one = fc.record({ documentId: fc.nat({ max: 9 }), path: fc.constantFrom("a", "b"), value: fc.nat({ max: 3 }), confidence: fc.double({ min: 0, max: 1, noNaN: true }), entered: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(one, { maxLength: 6, selector: ({ documentId, path }) => `${documentId}${path}` }), (parts) => {
        const candidates = parts.map((part) => candidate(part.value, part));
        const choice = chooseValue(candidates);
        expect(chooseValue(candidates.toReversed()).candidates[0]?.path).toBe(choice.candidates[0]?.path);
        expect(choice.candidates).toHaveLength(candidates.length);
        expect(choice.candidates.filter((judged) => judged.chosen)).toHaveLength(Math.min(1, candidates.length));
      }),
    );
  });
});

function reading(documentId: number, project: Traced<Project>, parts: Partial<MergeReading> = {}): MergeReading {
  const { region, fiscalYear, reportingUnit } = buildFiling();
  return { documentId, path: "filings[0].projects[0]", format: "docx", ocrPages: [], kind: "project", filing: { region, fiscalYear, reportingUnit }, project, ...parts };
}

const full = buildProject({
  indicators: [
    buildIndicator({ name: "巡检次数", target: "≥4次", level2Code: "quantity" }),
    buildIndicator({ name: "故障率", target: "≤5%", level2Code: "quality" }),
  ],
  funding: [buildFunding("annual", "total", wan("10"), "2023"), buildFunding("annual", "fiscal", wan("10"), "2023")],
});

describe("mergeProject", () => {
  it("gives one reading back as it is", () => {
    const { project, findings } = mergeProject(7, [reading(1, full)]);
    expect(project.fields.name).toBe("甲项目");
    expect(project.funding.map((row) => row.value)).toEqual(stripTraces(full.funding));
    expect(project.indicators.map((row) => row.value)).toEqual(stripTraces(full.indicators));
    expect(project.indicators[1]?.path).toBe("filings[0].projects[0].indicators[1]");
    expect(findings).toEqual([]);
  });

  it("prefers the file that was typed to its scan, and finds where they differ", () => {
    const scanned = buildProject({ ...full, manager: leaf("某人"), name: leaf("田项目"), narratives: {} });
    const { project, findings } = mergeProject(7, [reading(1, scanned, { format: "pdf", ocrPages: [1] }), reading(2, full)]);
    expect(project.fields).toMatchObject({ name: "甲项目", manager: "某人" });
    expect(findings.map(({ documentId, finding }) => [documentId, finding.code, finding.path])).toEqual([[1, "readings-differ", "filings[0].projects[0].name"]]);
  });

  it("aligns indicators by what they say, whatever their order, and takes a target from one reading", () => {
    const scanned = buildProject({ indicators: [
      buildIndicator({ name: "故樟率", target: "≤5%", level2Code: "quality" }),
      buildIndicator({ name: "巡检次数", target: ">4次", level2Code: "quantity" }),
      buildIndicator({ name: "无中生有", target: "1", level2Code: "social" }),
    ] });
    const { project, choices } = mergeProject(7, [reading(1, scanned, { format: "image", ocrPages: [1] }), reading(2, full)]);
    expect(project.indicators.map((row) => row.value)).toEqual(stripTraces(full.indicators));
    const raw = choices.find(({ field }) => field === "indicators[0].target.raw");
    expect(raw?.choice.candidates.map((one) => one.value)).toEqual(["≥4次", ">4次"]);
  });

  it("tells of a row that only the worse document has", () => {
    const more = buildProject({ ...full, narratives: {}, indicators: [...full.indicators, buildIndicator({ name: "培训场次", target: "≥1场", level2Code: "quantity" })] });
    const { project, findings } = mergeProject(7, [reading(1, more, { format: "text" }), reading(2, full)]);
    expect(project.indicators).toHaveLength(2);
    expect(findings.map(({ documentId, finding }) => [documentId, finding.code, finding.path])).toEqual([[1, "item-left-out", "filings[0].projects[0].indicators[2]"]]);
  });

  it("counts a scanned page of a PDF as a scan, and its other pages as typed", () => {
    const onPage = (value: string, page: number) => ({ ...leaf(value), at: [{ page, box: [0, 0, 1, 1] as [number, number, number, number] }], confidence: 0.99 });
    const half = buildProject({ name: onPage("甲项目", 1), manager: onPage("某人", 2), narratives: {} });
    const typed = buildProject({ name: { ...leaf("乙项目"), confidence: 0.97 }, manager: { ...leaf("别人"), confidence: 0.97 }, narratives: {} });
    const { project } = mergeProject(7, [reading(1, half, { format: "pdf", ocrPages: [2] }), reading(2, typed, { format: "text" })]);
    expect(project.fields).toMatchObject({ name: "甲项目", manager: "别人" });
  });

  it("takes a project's list from its own form, not from its department's", () => {
    const task = buildProject({ indicators: [], funding: [buildFunding("annual", "total", wan("10"))] });
    const { project, findings } = mergeProject(7, [reading(1, task, { kind: "department" }), reading(2, full, { format: "text" })]);
    expect(project.indicators).toHaveLength(2);
    expect(project.funding).toHaveLength(2);
    expect(findings).toEqual([]);
  });

  it("is the same for any order of the readings", () => {
    const readings = [reading(1, full), reading(2, buildProject({ name: leaf("乙项目") }), { format: "pdf" }), reading(3, buildProject({ name: leaf("乙项目"), manager: leaf("某人") }), { ocrPages: [1], format: "image" })];
    fc.assert(
      fc.property(fc.shuffledSubarray(readings, { minLength: 3, maxLength: 3 }), (shuffled) => {
        expect(mergeProject(7, shuffled)).toEqual(mergeProject(7, readings));
      }),
    );
  });

  it("refuses to make a project of nothing", () => {
    expect(() => mergeProject(7, [])).toThrow(RangeError);
  });
});

describe("reconcileProjects", () => {
  const toReading = (sha256: string, documentId: number, year: number, format: MergeReading["format"]): ReconcileReading => {
    const filing = buildFiling({ fiscalYear: leaf(year), region: { code: leaf("130100"), name: null }, projects: [full] });
    const { region, fiscalYear, reportingUnit } = filing;
    return {
      sha256,
      plainFiling: filingSchema.parse(stripTraces(filing)),
      plainProject: projectSchema.parse(stripTraces(full)),
      merge: reading(documentId, full, { format, ocrPages: format === "image" ? [1] : [], filing: { region, fiscalYear, reportingUnit } }),
    };
  };

  it("makes one project of one filing in five formats, in any order, and one series of two years", () => {
    const formats = (["docx", "pdf", "image", "text", "xlsx"] as const).map((format, index) => toReading(`${index}`.repeat(64), index + 1, 2023, format));
    const readings = [...formats, toReading("a".repeat(64), 9, 2024, "docx")];
    const toId = (key: string): number => key.charCodeAt(0);
    const expected = reconcileProjects(readings, toId);
    expect(expected.projects.map(({ group }) => group.members.length)).toEqual([5, 1]);
    expect(expected.series.map((series) => series.members.map((member) => member.year))).toEqual([[2023, 2024]]);
    fc.assert(
      fc.property(fc.shuffledSubarray(readings, { minLength: 6, maxLength: 6 }), (shuffled) => {
        expect(reconcileProjects(shuffled, toId)).toEqual(expected);
      }),
    );
  });

  it("splits what a person split", () => {
    const [one, other] = [toReading("1".repeat(64), 1, 2023, "docx"), toReading("2".repeat(64), 2, 2023, "pdf")];
    const ids = [one, other].map(({ sha256, merge }) => `${sha256}#${merge.path}`);
    expect(reconcileProjects([one, other], () => 1, [{ kind: "split", one: ids[0] ?? "", other: ids[1] ?? "" }]).projects).toHaveLength(2);
  });
});
