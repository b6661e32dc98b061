import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { formatCsvRow } from "../../src/report/export/csv-sink.ts";
import { exportDatabase, exportFormats, type ExportOptions } from "../../src/report/export/export-database.ts";
import { openReport } from "../../src/report/open-report.ts";
import { plainRecordSchema } from "../../src/canonical/record.ts";
import { DocumentWriter } from "../../src/store/document-writer.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced } from "../store/build-record.ts";
import { makeFolder } from "../support/temp-folder.ts";
import { askDuckDb, askSqliteShell, convertWithLibreOffice } from "./foreign-readers.ts";

/** Two projects of two years and regions; texts that a spreadsheet would run, and one with everything that CSV quotes. */
function makeDatabase(): { folder: string; file: string } {
  const folder = makeFolder();
  const file = path.join(folder, "x.db");
  const database = openDatabase(file);
  const writer = new DocumentWriter(database);
  const road = buildProject({
    name: traced("=道路养护"),
    startDate: traced("2024-01-15"),
    endDate: traced("2024-12"),
    goals: { overall: null, annual: traced("一，“二”\n\"三\"") },
    funding: [buildFunding("total", 870_350_001), buildFunding("fiscal", 870_350_001)],
    indicators: [buildIndicator("里程", 5), buildIndicator("满意度", 90.5)],
  });
  const school = buildProject({ name: traced("校舍维修"), funding: [buildFunding("total", 100)], indicators: [buildIndicator("面积", 7)] });
  writer.writeRead(buildImport({ content: "a", filings: [buildFiling([road])] }), { refresh: false });
  const elsewhere = { region: { code: traced("110000"), name: traced("北京市") }, fiscalYear: traced(2023) };
  writer.writeRead(buildImport({ content: "b", filings: [buildFiling([school], elsewhere)], document: { fileName: "b.txt" } }, "/in/b.txt"), { refresh: false });
  database.close();
  return { folder, file };
}

async function exportFrom(file: string, options: Partial<ExportOptions>): Promise<string> {
  const database = openReport(file);
  const folder = path.join(path.dirname(file), "out");
  await exportDatabase(database, { folder, formats: ["csv"], filter: {}, headings: "names", ...options });
  database.close();
  return folder;
}

describe("an export", () => {
  it("leaves whole files only", async () => {
    const { file } = makeDatabase();
    const names = readdirSync(await exportFrom(file, { formats: exportFormats }));
    expect(names.filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(["indicators.csv", "jixiao.xlsx", "projects.parquet", "records.json", "records.ndjson", "jixiao.db", "metadata.json", "dictionary.csv"]));
  });

  it("keeps to a region, a year and a condition, in every table", async () => {
    const { file } = makeDatabase();
    const names = async (filter: ExportOptions["filter"], table: string) => {
      const rows = await askDuckDb(`SELECT count(*)::INT AS n FROM '${await exportFrom(file, { filter })}/${table}.csv'`);
      return rows;
    };
    expect(await names({ region: "北京" }, "indicators")).toEqual([{ n: 1 }]);
    expect(await names({ year: 2024 }, "indicators")).toEqual([{ n: 2 }]);
    expect(await names({ where: "annual_total_yuan > 100" }, "funding")).toEqual([{ n: 2 }]);
    expect(await names({ where: "name = '校舍维修'" }, "documents")).toEqual([{ n: 1 }]);
    await expect(names({ where: "no_such_column = 1" }, "funding")).rejects.toThrow(/no such column/u);
  });

  it("has the years of a project side by side", async () => {
    const folder = makeFolder();
    const file = path.join(folder, "x.db");
    const database = openDatabase(file);
    for (const year of [2023, 2024]) {
      const project = buildProject({ name: traced("路灯养护"), code: traced("LD-77"), implementingUnit: traced("市容管理所"), funding: [buildFunding("total", year * 100)] });
      new DocumentWriter(database).writeRead(buildImport({ content: String(year), filings: [buildFiling([project], { fiscalYear: traced(year) })] }, `/in/${year}.txt`), { refresh: false });
    }
    database.close();
    const rows = await askDuckDb(`SELECT fiscal_year::INT AS year, year_count::INT AS years, change_yuan::DOUBLE AS change FROM '${await exportFrom(file, { formats: ["parquet"] })}/series.parquet' ORDER BY 1`);
    expect(rows).toEqual([{ year: 2023, years: 2, change: null }, { year: 2024, years: 2, change: 1 }]);
    const later = await askDuckDb(`SELECT count(*)::INT AS n FROM '${await exportFrom(file, { formats: ["csv"], filter: { year: 2024 } })}/series.csv'`);
    expect(later).toEqual([{ n: 1 }]);
  });

  it("as JSON holds records of the contract, filtered like the tables", async () => {
    const { file } = makeDatabase();
    const folder = await exportFrom(file, { formats: ["json", "ndjson"], filter: { where: "name = '校舍维修'" } });
    const lines = readFileSync(path.join(folder, "records.ndjson"), "utf8").trimEnd().split("\n");
    const records = lines.map((line) => plainRecordSchema.parse(JSON.parse(line)));
    expect(records.map((record) => record.filings.flatMap((filing) => filing.projects.map((project) => project.name)))).toEqual([["校舍维修"]]);
    expect(JSON.parse(readFileSync(path.join(folder, "records.json"), "utf8"))).toEqual(records);
  });
});

describe("what foreign readers find", () => {
  it("in CSV: DuckDB gets the figures of the database, and Excel its mark of UTF-8 and no formula", async () => {
    const { file } = makeDatabase();
    const folder = await exportFrom(file, {});
    const rows = await askDuckDb(`SELECT name, annual_total_yuan, goal_annual FROM read_csv('${folder}/projects.csv') ORDER BY fiscal_year DESC`);
    expect(rows).toEqual([
      { name: "'=道路养护", annual_total_yuan: 8_703_500.01, goal_annual: "一，“二”\n\"三\"" },
      { name: "校舍维修", annual_total_yuan: 1, goal_annual: null },
    ]);
    expect([...readFileSync(path.join(folder, "projects.csv")).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(formatCsvRow(["+1", "-1", "@a", "＝b", "a=b", -1])).toBe("'+1,'-1,'@a,'＝b,a=b,-1\r\n");
  });

  it("in Parquet: DuckDB gets money as decimals, dates as dates, and the month that is no date as text", async () => {
    const { file } = makeDatabase();
    const projects = `'${await exportFrom(file, { formats: ["parquet"] })}/projects.parquet'`;
    const types = await askDuckDb(`SELECT column_name AS c, column_type AS t FROM (DESCRIBE SELECT project_id, fiscal_year, start_date, annual_total_yuan, annual_total_wan_yuan, confidence FROM ${projects})`);
    expect(types).toEqual([
      { c: "project_id", t: "BIGINT" },
      { c: "fiscal_year", t: "BIGINT" },
      { c: "start_date", t: "DATE" },
      { c: "annual_total_yuan", t: "DECIMAL(18,2)" },
      { c: "annual_total_wan_yuan", t: "DECIMAL(18,6)" },
      { c: "confidence", t: "DOUBLE" },
    ]);
    expect(await askDuckDb(`SELECT name, start_date, end_date, end_date_text, annual_total_yuan, annual_total_wan_yuan FROM ${projects} ORDER BY fiscal_year DESC LIMIT 1`)).toEqual([
      { name: "=道路养护", start_date: "2024-01-15", end_date: null, end_date_text: "2024-12", annual_total_yuan: "8703500.01", annual_total_wan_yuan: "870.350001" },
    ]);
  });

  it("in the workbook: LibreOffice gets a sheet for each table, typed cells, and text that is no formula", { timeout: 120_000 }, async () => {
    const { folder, file } = makeDatabase();
    const out = await exportFrom(file, { formats: ["xlsx"] });
    const sheets = convertWithLibreOffice(path.join(out, "jixiao.xlsx"), path.join(folder, "sheets"));
    expect(readdirSync(sheets).filter((name) => name.endsWith(".csv"))).toHaveLength(12);
    const read = `read_csv('${sheets}/jixiao-projects.csv', header = true)`;
    expect(await askDuckDb(`SELECT name, start_date, end_date, annual_total_yuan FROM ${read} ORDER BY fiscal_year DESC`)).toEqual([
      { name: "=道路养护", start_date: expect.stringMatching(/^2024-01-15/u) as unknown, end_date: "2024-12", annual_total_yuan: 8_703_500.01 },
      { name: "校舍维修", start_date: null, end_date: null, annual_total_yuan: 1 },
    ]);
    expect(await askDuckDb(`SELECT sum(target_value) AS s FROM read_csv('${sheets}/jixiao-indicators.csv', header = true)`)).toEqual([{ s: 102.5 }]);
  });

  it("in the copy of the database: the sqlite3 shell gets the same sums", async () => {
    const { file } = makeDatabase();
    const folder = await exportFrom(file, { formats: ["sqlite"] });
    const sql = "SELECT count(*), sum(target_value) FROM indicators; SELECT sum(amount_fen) FROM funding; PRAGMA integrity_check";
    expect(askSqliteShell(path.join(folder, "jixiao.db"), sql)).toBe("3|102.5\n1740700102\nok");
    const metadata = readFileSync(path.join(folder, "metadata.json"), "utf8");
    expect(metadata).toContain("largest-projects");
  });
});
