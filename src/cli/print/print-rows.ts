import { cutToWidth, displayWidth } from "./display-width.ts";
import { printable } from "./printable.ts";

/** How rows can be printed. */
export const rowFormats = ["table", "csv", "json", "ndjson"] as const;
export type RowFormat = (typeof rowFormats)[number];

/** A row by column names. Values are what SQLite gives; bytes are printed as base64. */
export type Row = Readonly<Record<string, unknown>>;

/** A table's cell takes at most so many columns of the terminal; the other formats cut nothing. */
const widestCell = 60;
/** A table is aligned over so many rows at a time, so that a million rows do not sit in memory. */
const rowsAligned = 2_000;

/**
 * Prints rows in a format, as they come. `columns` are printed in their order, also where there is no row. CSV follows
 * RFC 4180.
 */
export async function printRows(
  rows: Iterable<Row>,
  columns: readonly string[],
  format: RowFormat,
  write: (text: string) => void | Promise<void>,
): Promise<void> {
  const lines = { table: tableLines, csv: csvLines, json: jsonLines, ndjson: ndjsonLines }[format];
  for (const line of lines(rows, columns)) await write(`${line}\n`);
}

function* tableLines(rows: Iterable<Row>, columns: readonly string[]): Generator<string> {
  let some = false;
  for (const part of chunk(rows, rowsAligned)) {
    yield* alignRows(part, columns, !some);
    some = true;
  }
  if (!some) yield* alignRows([], columns, true);
}

function* alignRows(rows: readonly Row[], columns: readonly string[], withHeader: boolean): Generator<string> {
  const cells = rows.map((row) => columns.map((column) => tableCell(row[column])));
  const headers = columns.map((column) => printable(column));
  const widths = headers.map((header, at) => cells.reduce((widest, row) => Math.max(widest, displayWidth(row[at] ?? "")), displayWidth(header)));
  const numeric = columns.map((column) => rows.length > 0 && rows.every((row) => row[column] === null || typeof row[column] === "number"));
  const line = (row: readonly string[]) => row.map((cell, at) => pad(cell, widths[at] ?? 0, numeric[at] === true)).join("  ").trimEnd();
  if (withHeader) {
    yield line(headers);
    yield widths.map((width) => "-".repeat(width)).join("  ");
  }
  for (const row of cells) yield line(row);
}

function pad(cell: string, width: number, right: boolean): string {
  const blank = " ".repeat(Math.max(0, width - displayWidth(cell)));
  return right ? blank + cell : cell + blank;
}

function tableCell(value: unknown): string {
  return cutToWidth(printable(plainText(value)), widestCell);
}

function* csvLines(rows: Iterable<Row>, columns: readonly string[]): Generator<string> {
  yield columns.map(csvCell).join(",");
  for (const row of rows) yield columns.map((column) => csvCell(plainText(row[column]))).join(",");
}

function csvCell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* jsonLines(rows: Iterable<Row>, columns: readonly string[]): Generator<string> {
  let before: string | undefined;
  for (const line of ndjsonLines(rows, columns)) {
    yield before === undefined ? "[" : `  ${before},`;
    before = line;
  }
  yield before === undefined ? "[]" : `  ${before}\n]`;
}

function* ndjsonLines(rows: Iterable<Row>, columns: readonly string[]): Generator<string> {
  for (const row of rows) yield JSON.stringify(Object.fromEntries(columns.map((column) => [column, jsonValue(row[column])])));
}

function jsonValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value ?? null;
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" || typeof value === "bigint" ? String(value) : JSON.stringify(value);
}

function* chunk(rows: Iterable<Row>, size: number): Generator<Row[]> {
  let part: Row[] = [];
  for (const row of rows) {
    part.push(row);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
