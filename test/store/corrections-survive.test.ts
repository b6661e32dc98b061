import { describe, expect, it } from "vitest";
import { makeCorrections } from "../../src/store/review/make-corrections.ts";
import { findStoredRecord } from "../../src/store/review/stored-record.ts";
import type { ReadDocument } from "../../src/store/document-writer.ts";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced } from "./build-record.ts";
import { openTestDatabase, type TestDatabase } from "./identity/write-database.ts";

function readForm(content: string, indicators: readonly (readonly [string, number])[]): ReadDocument {
  const project = buildProject({
    name: traced("道路养护"),
    implementingUnit: traced("甲县交通局"),
    funding: [buildFunding("total", 100_000_000)],
    indicators: indicators.map(([name, target]) => buildIndicator(name, target)),
  });
  return buildImport({ content, filings: [buildFiling([project])], document: { fileName: content } }, `/in/${content}`);
}

function correctTarget({ database }: TestDatabase, documentId: number): void {
  const revision = findStoredRecord(database, documentId)?.revision ?? "";
  const changes = [{ path: "filings[0].projects[0].indicators[0].target.value", seen: null, kind: "value", value: 99 } as const];
  expect(makeCorrections(database, { documentId, revision, author: "clerk", why: null, changes }).kind).toBe("made");
}

function readTargets({ database }: TestDatabase): unknown {
  return database.prepare("SELECT name, target_value FROM indicators ORDER BY ordinal").raw().all();
}

describe("a correction of a list's item", () => {
  it("follows the item when a new reading of the document has a row above it", () => {
    const test = openTestDatabase();
    const { documentId } = test.writer.writeRead(readForm("form", [["养护里程", 10]]), { refresh: false });
    correctTarget(test, documentId);
    test.writer.writeRead(readForm("form", [["招标次数", 1], ["养护里程", 10]]), { refresh: true });
    expect(readTargets(test)).toEqual([["招标次数", 1], ["养护里程", 99]]);
  });

  it("holds for the project when a new edition of the document, with a row above the item, comes in", () => {
    const test = openTestDatabase();
    const { documentId } = test.writer.writeRead(readForm("first edition", [["养护里程", 10]]), { refresh: false });
    correctTarget(test, documentId);
    test.writer.writeRead(readForm("second edition", [["招标次数", 1], ["养护里程", 10]]), { refresh: false });
    expect(test.database.prepare("SELECT count(*) FROM projects").pluck().get()).toBe(1);
    expect(readTargets(test)).toEqual(expect.arrayContaining([["养护里程", 99], ["招标次数", 1]]));
  });

  it("reports itself when the original no longer says what it corrected, and when its item is gone", () => {
    const test = openTestDatabase();
    const { documentId } = test.writer.writeRead(readForm("form", [["养护里程", 10]]), { refresh: false });
    correctTarget(test, documentId);
    test.writer.writeRead(readForm("form", [["养护里程", 11]]), { refresh: true });
    expect(readTargets(test)).toEqual([["养护里程", 99]]);
    expect(test.database.prepare("SELECT code FROM findings WHERE code LIKE 'correction-%'").pluck().all()).toEqual(["correction-stale"]);
    test.writer.writeRead(readForm("form", [["招标次数", 1]]), { refresh: true });
    expect(test.database.prepare("SELECT code FROM findings WHERE code LIKE 'correction-%'").pluck().all()).toEqual(["correction-lost"]);
  });
});
