import Database from "better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import { makeFinding } from "../../src/document/finding.ts";
import { findAnchor } from "../../src/store/corrections/anchor.ts";
import { insertCorrection } from "../../src/store/corrections/correction-rows.ts";
import type { Correction } from "../../src/store/corrections/correction.ts";
import { DocumentWriter, type FailedDocument } from "../../src/store/document-writer.ts";
import { unpackRecord } from "../../src/store/document-rows.ts";
import { writeFindingCodes } from "../../src/store/finding-codes.ts";
import { migrate } from "../../src/store/migrate.ts";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, buildRecord, traced } from "./build-record.ts";

let database: Database.Database;
let writer: DocumentWriter;

beforeEach(() => {
  database = new Database(":memory:");
  database.pragma("foreign_keys = ON");
  migrate(database, ":memory:");
  writeFindingCodes(database);
  writer = new DocumentWriter(database);
});

const once = { refresh: false };
const again = { refresh: true };

function all(sql: string): unknown[] {
  return database.prepare(sql).all();
}

function value(sql: string): unknown {
  return database.prepare(sql).pluck().get();
}

const failed: FailedDocument = {
  path: "/in/broken.pdf",
  fileName: "broken.pdf",
  sha256: "0".repeat(64),
  byteCount: 3,
  reader: "test 1",
  code: "corrupt",
  reason: "the file ends in the middle",
  findings: [],
};

describe("a document that was read", () => {
  it("gives a row for its filing, its project and everything below", () => {
    const project = buildProject({
      name: traced("道路养护"),
      funding: [buildFunding("total", 870_350_000), buildFunding("fiscal", 870_350_000)],
      indicators: [buildIndicator("养护里程", 120)],
      schedule: [{ content: traced("招标"), start: traced("2024-01"), end: traced("2024-03") }],
    });
    writer.writeRead(buildImport({ filings: [buildFiling([project])] }), once);
    expect(all("SELECT status, layout, unmapped_count FROM documents")).toEqual([
      { status: "ok", layout: "testform", unmapped_count: 2 },
    ]);
    expect(all("SELECT name, region_code, fiscal_year FROM projects")).toEqual([
      { name: "道路养护", region_code: "990100", fiscal_year: 2024 },
    ]);
    expect(all("SELECT source, amount_fen FROM funding ORDER BY ordinal")).toEqual([
      { source: "total", amount_fen: 870_350_000 },
      { source: "fiscal", amount_fen: 870_350_000 },
    ]);
    expect(all("SELECT name, target_comparator, target_value, path FROM indicators")).toEqual([
      { name: "养护里程", target_comparator: ">=", target_value: 120, path: "filings[0].projects[0].indicators[0]" },
    ]);
    expect(value("SELECT start_date FROM schedule_items")).toBe("2024-01");
  });

  it("keeps every leaf as a reading with its place, and the record itself to the letter", () => {
    const imported = buildImport();
    writer.writeRead(imported, once);
    expect(all("SELECT value, at, chosen FROM field_values WHERE path = 'filings[0].projects[0].name'")).toEqual([
      { value: "道路养护", at: '[{"line":1,"from":0,"to":4}]', chosen: 1 },
    ]);
    const packed = value("SELECT record FROM document_records");
    expect(packed).toBeInstanceOf(Uint8Array);
    if (packed instanceof Uint8Array) expect(JSON.parse(unpackRecord(packed))).toEqual(imported.record);
  });

  it("keeps readings that were not chosen, with the reason", () => {
    const other = { value: "道路养妒", raw: "道路养妒", at: [], rule: "testform:9", reason: "lower confidence" };
    const name = { ...traced("道路养护"), others: [other] };
    writer.writeRead(buildImport({ filings: [buildFiling([buildProject({ name })])] }), once);
    expect(all("SELECT reading, value, chosen, reason FROM field_values WHERE path LIKE '%projects[0].name' ORDER BY reading")).toEqual([
      { reading: 0, value: "道路养护", chosen: 1, reason: null },
      { reading: 1, value: "道路养妒", chosen: 0, reason: "lower confidence" },
    ]);
  });

  it("shows amounts in yuan and levels in words in the overviews", () => {
    const project = buildProject({ funding: [buildFunding("total", 870_350_000)], indicators: [buildIndicator("里程", 5)] });
    writer.writeRead(buildImport({ filings: [buildFiling([project])] }), once);
    expect(all("SELECT annual_total_yuan, indicator_count, documents FROM project_overview")).toEqual([
      { annual_total_yuan: 8_703_500, indicator_count: 1, documents: "form.txt" },
    ]);
    expect(all("SELECT source, amount_wan_yuan FROM funding_overview")).toEqual([{ source: "合计", amount_wan_yuan: 870.35 }]);
    expect(all("SELECT level1, level2, target_kind, region_name FROM indicator_overview")).toEqual([
      { level1: "产出指标", level2: "数量指标", target_kind: "数字", region_name: "试验区" },
    ]);
  });

  it("writes a department's own budget and indicators under the department", () => {
    const department = {
      name: traced("林业局"),
      fundingDepartment: null,
      staffCount: traced(12),
      subordinateUnitCount: null,
      budget: [{ side: traced("income" as const), item: traced("fiscal" as const), amountFen: traced(500) }],
      goal: null,
      indicators: [buildIndicator("造林", 3)],
    };
    writer.writeRead(buildImport({ filings: [buildFiling([], { kind: traced("department"), department })] }), once);
    expect(all("SELECT name, staff_count FROM departments")).toEqual([{ name: "林业局", staff_count: 12 }]);
    expect(all("SELECT side, item, amount_fen FROM department_budget")).toEqual([{ side: "income", item: "fiscal", amount_fen: 500 }]);
    expect(all("SELECT owner_kind, owner_name, region_code FROM indicator_overview")).toEqual([
      { owner_kind: "部门整体", owner_name: "林业局", region_code: "990100" },
    ]);
  });

  it("is doubtful where a finding is an error, and failed where no layout was recognised", () => {
    writer.writeRead(buildImport({ content: "a", findings: [makeFinding("unit-missing", "no unit")] }), once);
    const unknown = { document: { layout: null }, filings: [], findings: [makeFinding("layout-unknown", "no mapping")] };
    writer.writeRead(buildImport({ content: "b", ...unknown }), once);
    expect(all("SELECT status, status_code FROM documents ORDER BY status")).toEqual([
      { status: "doubtful", status_code: "unit-missing" },
      { status: "failed", status_code: "layout-unknown" },
    ]);
  });
});

describe("a document that is in already", () => {
  it("is not written twice, but its other path is noted", () => {
    writer.writeRead(buildImport(), once);
    expect(writer.writeRead(buildImport({}, "/in/copy.txt"), once).kind).toBe("present");
    expect(all("SELECT path FROM document_paths")).toEqual([{ path: "/in/copy.txt" }, { path: "/in/form.txt" }]);
    expect(value("SELECT count(*) FROM projects")).toBe(1);
  });

  it("is read anew where a refresh is asked for, and keeps its ids", () => {
    const before = writer.writeRead(buildImport(), once);
    const projectId = value("SELECT id FROM projects");
    const after = writer.writeRead(buildImport({ filings: [buildFiling([buildProject({ name: traced("桥梁养护") })])] }), again);
    expect(after).toEqual({ ...before, kind: "written" });
    expect(all("SELECT id, name FROM projects")).toEqual([{ id: projectId, name: "桥梁养护" }]);
  });

  it("keeps its reading where reading it anew fails", () => {
    const { record } = buildImport();
    writer.writeRead(buildImport(), once);
    expect(writer.writeFailed({ ...failed, sha256: record.document.sha256 }).kind).toBe("kept");
    expect(value("SELECT status FROM documents")).toBe("ok");
  });
});

describe("a document that failed", () => {
  it("has a row with its status and the reason", () => {
    writer.writeFailed(failed);
    expect(all("SELECT file_name, status, status_code, status_reason FROM documents")).toEqual([
      { file_name: "broken.pdf", status: "failed", status_code: "corrupt", status_reason: "the file ends in the middle" },
    ]);
  });

  it("has one row however often it fails, also where its bytes could not be read", () => {
    for (let time = 0; time < 2; time += 1) writer.writeFailed(failed);
    for (let time = 0; time < 2; time += 1) writer.writeFailed({ ...failed, sha256: null, byteCount: null, code: "unreadable" });
    expect(all("SELECT status_code FROM documents ORDER BY status_code")).toEqual([{ status_code: "corrupt" }, { status_code: "unreadable" }]);
  });

  it("is replaced by its reading once it can be read", () => {
    const imported = buildImport();
    writer.writeFailed({ ...failed, path: imported.path, sha256: null, byteCount: null, code: "unreadable" });
    writer.writeFailed({ ...failed, path: imported.path, sha256: imported.record.document.sha256, code: "timeout" });
    expect(writer.writeRead(imported, once).kind).toBe("written");
    expect(all("SELECT status FROM documents")).toEqual([{ status: "ok" }]);
  });
});

describe("the order of import", () => {
  it("leaves no trace but in row numbers that nothing refers to", () => {
    const dump = () =>
      ["documents", "filings", "projects", "project_readings", "funding", "field_values"].map((table) =>
        all(`SELECT * FROM ${table} ORDER BY 1, 2`).map((row) => JSON.stringify(row).replace(/"imported_at":"[^"]*"/u, "")),
      );
    const documents = ["a", "b", "c"].map((content) => buildImport({ content }, `/in/${content}.txt`));
    for (const document of documents) writer.writeRead(document, once);
    const forwards = dump();
    for (const document of documents.toReversed()) writer.writeRead(document, again);
    expect(dump()).toEqual(forwards);
  });

  it("takes another id where two documents ask for the same one", () => {
    const sha = (end: string) => `${"ab".repeat(20)}${end.repeat(24)}`;
    for (const end of ["1", "2"]) writer.writeRead(buildImport({ document: { sha256: sha(end) } }), once);
    expect(value("SELECT max(id) - min(id) FROM documents")).toBe(1);
  });
});

function correct(path: string, entered: Partial<Correction>): void {
  const record = buildRecord(twoProjects);
  const anchor = findAnchor(record, path) ?? [];
  const made = { author: "clerk", why: null, madeAt: "2024-01-01T00:00:00Z", documentSha256: record.document.sha256 };
  insertCorrection(database, { ...made, path, anchor, kind: "value", stood: null, ...entered });
}

const first = buildProject({ name: traced("道路养护"), phone: traced("6000") });
const second = buildProject({ name: traced("桥梁养护"), phone: traced("7000") });
const twoProjects = { filings: [buildFiling([first, second])] };

describe("a correction", () => {
  it("stands in the canonical rows, and the reading it overrules stays beside it", () => {
    correct("filings[0].projects[1].phone", { stood: "7000", value: "7001" });
    writer.writeRead(buildImport(twoProjects), once);
    expect(all("SELECT phone FROM projects ORDER BY phone")).toEqual([{ phone: "6000" }, { phone: "7001" }]);
    expect(all("SELECT value, origin, chosen FROM field_values WHERE path = 'filings[0].projects[1].phone' ORDER BY reading")).toEqual([
      { value: "7000", origin: "extraction", chosen: 0 },
      { value: "7001", origin: "correction", chosen: 1 },
    ]);
    expect(value("SELECT state FROM corrections")).toBe("applied");
  });

  it("fills a field that the extraction left empty, and empties one that is rejected", () => {
    correct("filings[0].projects[0].manager", { value: "甲" });
    correct("filings[0].projects[0].phone", { kind: "reject", stood: "6000" });
    writer.writeRead(buildImport(twoProjects), once);
    expect(all("SELECT manager, phone FROM projects WHERE name = '道路养护'")).toEqual([{ manager: "甲", phone: null }]);
  });

  it("follows its value when a refresh finds a row above it", () => {
    correct("filings[0].projects[1].phone", { stood: "7000", value: "7001" });
    writer.writeRead(buildImport(twoProjects), once);
    const third = buildProject({ name: traced("隧道养护"), phone: traced("8000") });
    writer.writeRead(buildImport({ filings: [buildFiling([third, first, second])] }), again);
    expect(all("SELECT name, phone FROM projects ORDER BY phone")).toEqual([
      { name: "道路养护", phone: "6000" },
      { name: "桥梁养护", phone: "7001" },
      { name: "隧道养护", phone: "8000" },
    ]);
  });

  it("says that the reading under it changed, and stays in force", () => {
    correct("filings[0].projects[1].phone", { stood: "7000", value: "7001" });
    const changed = buildProject({ name: traced("桥梁养护"), phone: traced("7999") });
    writer.writeRead(buildImport({ filings: [buildFiling([first, changed])] }), once);
    expect(all("SELECT phone FROM projects WHERE name = '桥梁养护'")).toEqual([{ phone: "7001" }]);
    expect(value("SELECT state FROM corrections")).toBe("stale");
  });

  it("is never lost, and says so where its place is gone", () => {
    correct("filings[0].projects[1].phone", { stood: "7000", value: "7001" });
    writer.writeRead(buildImport({ filings: [buildFiling([first])] }), once);
    expect(all("SELECT state, value FROM corrections")).toEqual([{ state: "lost", value: '"7001"' }]);
  });
});
