import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadDocument } from "../../../src/store/document-writer.ts";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced } from "../build-record.ts";
import { settleReadings } from "../../../src/store/identity/settle-readings.ts";
import { dumpRows } from "../../support/dump-database.ts";
import { dumpAfter, openTestDatabase } from "./write-database.ts";

interface Sketch {
  readonly name: string;
  readonly unit: string;
  readonly year: number;
  readonly amountFen: number;
  readonly format: "docx" | "pdf" | "html";
  readonly target: number;
  readonly confidence: number;
}

const sketches: fc.Arbitrary<Sketch> = fc.record({
  name: fc.constantFrom("道路养护", "道路养护项目", "道路养 护", "2024年道路养护", "路灯更换", "路灯史换"),
  unit: fc.constantFrom("甲县交通局", "甲县交通局 ", "乙县城管局"),
  year: fc.constantFrom(2023, 2024),
  amountFen: fc.constantFrom(100_000_000, 250_000_000),
  format: fc.constantFrom("docx", "pdf", "html"),
  target: fc.integer({ min: 1, max: 3 }),
  confidence: fc.constantFrom(0.9, 0.97, 0.999),
});

function toImport(projects: readonly Sketch[], index: number): ReadDocument {
  const [first] = projects;
  const filing = buildFiling(
    projects.map(({ name, unit, amountFen, target, confidence }) =>
      buildProject({
        name: traced(name, confidence),
        implementingUnit: traced(unit),
        funding: [buildFunding("total", amountFen)],
        indicators: [buildIndicator("养护里程", target)],
      }),
    ),
    { fiscalYear: traced(first?.year ?? 2024) },
  );
  return buildImport({ content: `document ${index}`, filings: [filing], document: { fileName: `${index}`, format: first?.format ?? "docx" } }, `/in/${index}`);
}

const documentSets = fc.array(fc.array(sketches, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 6 }).map((sets) => sets.map(toImport));

/** What a document read before is kept beside what it reads now. */
function isOfNow(row: string): boolean {
  return !row.startsWith("previous_records ");
}

describe("importing documents", () => {
  it("gives the same rows in whatever order they come", () => {
    fc.assert(
      fc.property(
        documentSets.chain((documents) => fc.tuple(fc.constant(documents), fc.shuffledSubarray(documents, { minLength: documents.length }))),
        ([documents, shuffled]) => {
          expect(dumpAfter(shuffled)).toEqual(dumpAfter(documents));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("gives the same rows when some are written again", () => {
    fc.assert(
      fc.property(
        documentSets.chain((documents) => fc.tuple(fc.constant(documents), fc.subarray(documents))),
        ([documents, again]) => {
          expect(dumpAfter([...documents, ...again], true)).toEqual(dumpAfter(documents));
        },
      ),
      { numRuns: 20 },
    );
  });

  it("gives the same rows when a document reads otherwise at first", () => {
    fc.assert(
      fc.property(documentSets, fc.array(sketches, { minLength: 1, maxLength: 3 }), (documents, first) => {
        expect(dumpAfter([toImport(first, 0), ...documents], true).filter(isOfNow)).toEqual(dumpAfter(documents));
      }),
      { numRuns: 25 },
    );
  });
});

describe("a database of an earlier schema", () => {
  it("is reconciled to the rows that a new one gets", () => {
    const sketch: Sketch = { name: "道路养护", unit: "甲县交通局", year: 2024, amountFen: 100_000_000, format: "docx", target: 1, confidence: 0.999 };
    const documents = [toImport([sketch], 0), toImport([{ ...sketch, format: "pdf" }], 1)];
    const { database, writer } = openTestDatabase();
    for (const document of documents) writer.writeRead(document, { refresh: false });
    database.exec("UPDATE project_readings SET facts = NULL; DELETE FROM reading_keys");
    settleReadings(database);
    expect(dumpRows(database)).toEqual(dumpAfter(documents));
  });
});

describe("readings of one project", () => {
  const base: Sketch = { name: "道路养护", unit: "甲县交通局", year: 2024, amountFen: 100_000_000, format: "docx", target: 1, confidence: 0.999 };

  it("become one project, each with a score and a reason, and with a finding where they differ", () => {
    const { database, writer } = openTestDatabase();
    writer.writeRead(toImport([base], 0), { refresh: false });
    writer.writeRead(toImport([{ ...base, format: "pdf", target: 2 }], 1), { refresh: false });
    expect(database.prepare("SELECT count(*) FROM projects").pluck().get()).toBe(1);
    expect(database.prepare("SELECT join_score > 0.85, join_reason LIKE 'same name%' FROM project_readings").raw().all()).toEqual([[1, 1], [1, 1]]);
    expect(database.prepare("SELECT target_value FROM indicators").pluck().all()).toEqual([1]);
    expect(database.prepare("SELECT d.file_name, n.expected, n.actual FROM findings n JOIN documents d ON d.id = n.document_id WHERE n.code = 'readings-differ'").all()).toContainEqual({
      file_name: "1",
      expected: "≥1个",
      actual: "≥2个",
    });
    expect(database.prepare("SELECT chosen, count(*) FROM project_values WHERE field = 'indicators[0].target.raw' GROUP BY chosen").raw().all()).toEqual([[0, 1], [1, 1]]);
    expect(database.prepare("SELECT warning_count > 0 FROM document_reviews r JOIN documents d ON d.id = r.document_id WHERE d.file_name = '1'").pluck().get()).toBe(1);
  });

  it("of two years become two projects of one series, with what changed", () => {
    const { database, writer } = openTestDatabase();
    writer.writeRead(toImport([base], 0), { refresh: false });
    writer.writeRead(toImport([{ ...base, year: 2023, amountFen: 80_000_000 }], 1), { refresh: false });
    expect(database.prepare("SELECT year_count, fiscal_year, annual_total_yuan, change_yuan FROM project_series ORDER BY fiscal_year").raw().all()).toEqual([
      [2, 2023, 800_000, null],
      [2, 2024, 1_000_000, 200_000],
    ]);
  });

  it("of one name in another unit stay apart, and a person is asked where it is doubtful", () => {
    const { database, writer } = openTestDatabase();
    writer.writeRead(toImport([base], 0), { refresh: false });
    writer.writeRead(toImport([{ ...base, unit: "乙县城管局" }], 1), { refresh: false });
    expect(database.prepare("SELECT count(*) FROM projects").pluck().get()).toBe(2);
  });
});
