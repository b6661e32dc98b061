import { describe, expect, it } from "vitest";
import { findDocumentReview } from "../../src/store/review/document-review.ts";
import { makeCorrections } from "../../src/store/review/make-corrections.ts";
import { readReviewLevel } from "../../src/store/review/review-level.ts";
import { setReviewLevel } from "../../src/store/review/set-review-level.ts";
import { makeFinding } from "../../src/document/finding.ts";
import { buildFiling, buildFunding, buildImport, buildProject, traced } from "./build-record.ts";
import { openTestDatabase, type TestDatabase } from "./identity/write-database.ts";

const project = "filings[0].projects[0]";

function readProgress({ database }: TestDatabase): unknown {
  return database.prepare("SELECT asking_count, reviewed_count FROM document_reviews ORDER BY document_id").raw().all();
}

function countAsking({ database }: TestDatabase, documentId: number): number | undefined {
  return findDocumentReview(database, documentId)?.fields.filter(({ asks }) => asks).length;
}

function readForm(content: string, confidence: number, manager = "某人") {
  const parts = { name: traced("道路养护"), code: traced("9901-01"), manager: traced(manager, confidence), phone: traced("5550100", 0.5) };
  return buildImport({ content, filings: [buildFiling([buildProject({ ...parts, funding: [buildFunding("total", 100)] })])] }, `/in/${content}`);
}

function say(test: TestDatabase, documentId: number, path: string, kind: "confirm" | "reject"): void {
  const revision = findDocumentReview(test.database, documentId)?.revision ?? "";
  expect(makeCorrections(test.database, { documentId, revision, author: "clerk", why: null, changes: [{ path, seen: null, kind }] }).kind).toBe("made");
}

describe("the level under which values ask for review", () => {
  it("is kept for the database, and what asks is counted anew", () => {
    const test = openTestDatabase();
    const { documentId } = test.writer.writeRead(readForm("a", 0.9), { refresh: false });
    setReviewLevel(test.database, 0.6);
    expect([readReviewLevel(test.database), readProgress(test), countAsking(test, documentId)]).toEqual([0.6, [[1, 0]], 1]);
    setReviewLevel(test.database, 0.95);
    expect([readProgress(test), countAsking(test, documentId)]).toEqual([[[2, 0]], 2]);
    test.writer.writeRead(readForm("b", 0.1, "别人"), { refresh: false });
    setReviewLevel(test.database, "fitted");
    expect(readReviewLevel(test.database)).toBeUndefined();
  });
});

describe("the count of values that ask for review", () => {
  it("follows what other documents say of the project", () => {
    const test = openTestDatabase();
    setReviewLevel(test.database, 0.4);
    const first = test.writer.writeRead(readForm("a", 0.99), { refresh: false }).documentId;
    expect(readProgress(test)).toEqual([[0, 0]]);
    const second = test.writer.writeRead(readForm("b", 0.6, "别人"), { refresh: false }).documentId;
    expect(test.database.prepare("SELECT document_id, path FROM findings WHERE code = 'readings-differ'").raw().all()).toEqual([[second, `${project}.manager`]]);
    const asking = (id: number) => test.database.prepare("SELECT asking_count FROM document_reviews WHERE document_id = ?").pluck().get(id);
    expect([asking(first), asking(second), countAsking(test, first), countAsking(test, second)]).toEqual([0, 1, 0, 1]);
  });

  it("keeps counting what a person answered, and drops what their answer settled elsewhere", () => {
    const test = openTestDatabase();
    setReviewLevel(test.database, 0.4);
    const read = readForm("a", 0.99);
    const record = { ...read.record, findings: [makeFinding("value-unparsed", "x", { path: `${project}.phone` })] };
    const { documentId } = test.writer.writeRead({ ...read, record, packed: buildImport({ ...record, content: "a", filings: [...record.filings], findings: [...record.findings] }).packed }, { refresh: false });
    expect(readProgress(test)).toEqual([[1, 0]]);
    say(test, documentId, `${project}.phone`, "confirm");
    expect(readProgress(test)).toEqual([[1, 1]]);
    expect(countAsking(test, documentId)).toBe(1);
  });
});
