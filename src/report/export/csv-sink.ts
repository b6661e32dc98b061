import path from "node:path";
import { headingOf } from "../dictionary/column-note.ts";
import type { CellValue, ExportColumn, ExportRow, ExportTable } from "./export-tables.ts";
import { FileOutput } from "./file-output.ts";
import type { Headings, TableSink } from "./table-sink.ts";

/** Without it Excel takes the file for one in the system's old encoding. */
const byteOrderMark = "\uFEFF";
/** Excel and its likes take a cell that begins so for a formula. Source: OWASP, CSV Injection; with the full-width forms. */
const formulaStart = /^[=+\-@＝＋－＠\t\r]/u;

/** One CSV file for each table (RFC 4180), in UTF-8 with a byte order mark. */
export class CsvSink implements TableSink {
  private readonly folder: string;
  private readonly headings: Headings;
  private readonly written: string[] = [];
  private file: FileOutput | undefined;

  constructor(folder: string, headings: Headings) {
    this.folder = folder;
    this.headings = headings;
  }

  async begin(table: ExportTable): Promise<void> {
    this.file = new FileOutput(path.join(this.folder, `${table.name}.csv`));
    await this.file.write(byteOrderMark + formatCsvRow(table.columns.map((column) => headingText(column, this.headings))));
  }

  async write(rows: readonly ExportRow[]): Promise<void> {
    await this.file?.write(rows.map(formatCsvRow).join(""));
  }

  async end(): Promise<void> {
    if (this.file !== undefined) this.written.push(await this.file.close());
    this.file = undefined;
  }

  finish(): Promise<readonly string[]> {
    return Promise.resolve(this.written);
  }
}

/** What stands at the head of a column. */
export function headingText(column: ExportColumn, headings: Headings): string {
  return headings === "names" ? column.name : headingOf(column, headings);
}

/** One line of CSV, with its end. */
export function formatCsvRow(row: readonly CellValue[]): string {
  return `${row.map(formatCsvCell).join(",")}\r\n`;
}

/** A cell: a text that a spreadsheet would run as a formula gets an apostrophe before it. A number is a number, also below zero. */
function formatCsvCell(value: CellValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
