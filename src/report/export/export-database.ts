import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { listCorrectionLines } from "../../store/corrections/correction-lines.ts";
import type { Database } from "../../store/open-database.ts";
import { dictionaryColumns, listDictionary } from "../dictionary/dictionary-rows.ts";
import { readSchema } from "../dictionary/read-schema.ts";
import { chooseProjects, type RowFilter } from "../filter/row-filter.ts";
import { CsvSink } from "./csv-sink.ts";
import { exportRecords } from "./export-records.ts";
import { exportSqlite } from "./export-sqlite.ts";
import { exportTableNames, getExportTable, readRows, type ExportRow, type ExportTable } from "./export-tables.ts";
import { ParquetSink } from "./parquet-sink.ts";
import type { Headings, TableSink } from "./table-sink.ts";
import { XlsxSink } from "./xlsx-sink.ts";

/** What a database can be exported as. */
export const exportFormats = ["csv", "xlsx", "parquet", "json", "ndjson", "sqlite"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is exported, and how. */
export interface ExportOptions {
  readonly folder: string;
  readonly formats: readonly ExportFormat[];
  /** Names of {@link exportTableNames}; all of them where it is left out. */
  readonly tables?: readonly string[] | undefined;
  readonly filter: RowFilter;
  readonly headings: Headings;
  /** Told now and then how many rows of a table are out. */
  readonly onProgress?: (table: string, rows: number) => void;
}

/** What an export wrote. */
export interface ExportReport {
  readonly files: readonly string[];
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Cells whose ends are missing in the workbook, because Excel holds no longer ones. */
  readonly cutCells: number;
}

/** Rows that go to the files at once. */
const rowsAtOnce = 100;

/**
 * Exports a database, all formats in one pass, as it stood when the export began. Rows stream: their number does not matter
 * for memory. A file has its name only once it is whole.
 * @throws {FilterError} or {UnknownRegionError} when the filter cannot be understood.
 */
export async function exportDatabase(database: Database, options: ExportOptions): Promise<ExportReport> {
  mkdirSync(options.folder, { recursive: true });
  // A copy of the file cannot be made inside a transaction.
  const copies = options.formats.includes("sqlite") ? await exportSqlite(database, options.folder) : [];
  if (options.filter.where !== undefined) chooseProjects(database, options.filter);
  // One transaction: every table as it stood at one moment, also while an import goes on.
  database.exec("BEGIN");
  try {
    const tables = await exportTables(database, options);
    const others = [...(await exportAllRecords(database, options)), ...exportCorrections(database, options)];
    return { ...tables, files: [...copies, ...tables.files, ...others] };
  } finally {
    database.exec("ROLLBACK");
  }
}

async function exportAllRecords(database: Database, { folder, formats, filter }: ExportOptions): Promise<string[]> {
  const files: string[] = [];
  for (const format of ["json", "ndjson"] as const) {
    if (formats.includes(format)) files.push(await exportRecords(database, folder, format, filter));
  }
  return files;
}

/** What people said, for another database to take; whatever is filtered, it goes with every export that has any. */
function exportCorrections(database: Database, { folder }: ExportOptions): string[] {
  const lines = Array.from(listCorrectionLines(database), (line) => `${JSON.stringify(line)}\n`);
  if (lines.length === 0) return [];
  const file = path.join(folder, "corrections.jsonl");
  writeFileSync(file, lines.join(""));
  return [file];
}

async function exportTables(database: Database, options: ExportOptions): Promise<ExportReport> {
  const { folder, formats, headings } = options;
  const workbook = formats.includes("xlsx") ? new XlsxSink(folder, headings) : undefined;
  const csv = formats.includes("csv") ? new CsvSink(folder, headings) : undefined;
  const parquet = formats.includes("parquet") ? new ParquetSink(folder) : undefined;
  const sinks = [csv, workbook, parquet].filter((sink) => sink !== undefined);
  const rows: Record<string, number> = {};
  if (sinks.length === 0) return { files: [], rows, cutCells: 0 };
  for (const name of options.tables ?? exportTableNames) {
    const table = getExportTable(database, name);
    const count = (done: number) => options.onProgress?.(name, done);
    rows[name] = await pour(table, readRows(database, table, options.filter), sinks, count);
  }
  const dictionary = dictionaryTable(database);
  await pour(dictionary.table, dictionary.rows, [csv, workbook].filter((sink) => sink !== undefined), () => undefined);
  const files: string[] = [];
  for (const sink of sinks) files.push(...(await sink.finish()));
  return { files: files.map((file) => path.normalize(file)), rows, cutCells: workbook?.cutCells ?? 0 };
}

async function pour(table: ExportTable, rows: Iterable<ExportRow>, sinks: readonly TableSink[], onProgress: (rows: number) => void): Promise<number> {
  for (const sink of sinks) await sink.begin(table);
  let part: ExportRow[] = [];
  let done = 0;
  const flush = async () => {
    const taken = part;
    part = [];
    done += taken.length;
    for (const sink of sinks) await sink.write(taken);
    onProgress(done);
  };
  for (const row of rows) {
    part.push(row);
    if (part.length >= rowsAtOnce) await flush();
  }
  if (part.length > 0) await flush();
  for (const sink of sinks) await sink.end();
  return done;
}

function dictionaryTable(database: Database): { table: ExportTable; rows: ExportRow[] } {
  const columns = dictionaryColumns.map((name) => ({ name, type: "text" as const, zh: name, en: name }));
  const lines = listDictionary(readSchema(database));
  return { table: { name: "dictionary", view: "", columns }, rows: lines.map((line) => dictionaryColumns.map((column) => line[column])) };
}
