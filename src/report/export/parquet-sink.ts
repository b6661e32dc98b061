import path from "node:path";
import { fileWriter, ParquetWriter } from "hyparquet-writer";
import type { ColumnType } from "../dictionary/column-note.ts";
import type { CellValue, ExportRow, ExportTable } from "./export-tables.ts";
import { partOf, settle } from "./file-output.ts";
import type { TableSink } from "./table-sink.ts";

/** So many rows sit in memory at a time; with some thirty columns about 20 MB. */
const rowsInGroup = 4_000;
/** Decimals: 18 digits fill a 64-bit number. */
const precision = 18;
const fenInYuan = 100;
const fenInWanYuan = 1_000_000;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

/** A column of the file: where its values come from, and how they are written. */
interface ParquetColumn {
  readonly element: SchemaElement;
  readonly at: number;
  readonly convert: (value: CellValue) => unknown;
}

/**
 * One Parquet file for each table: money as decimal, whole numbers and ids as 64-bit integers, dates as dates. A date of which
 * the form gives only the month is no date: it is null there, and stands as printed in a column of its own, `…_text`.
 */
export class ParquetSink implements TableSink {
  private readonly folder: string;
  private readonly written: string[] = [];
  private writer: ParquetWriter | undefined;
  private columns: readonly ParquetColumn[] = [];
  private rows: ExportRow[] = [];
  private file = "";

  constructor(folder: string) {
    this.folder = folder;
  }

  begin(table: ExportTable): Promise<void> {
    this.file = path.join(this.folder, `${table.name}.parquet`);
    this.columns = table.columns.flatMap((column, at) => parquetColumns(column.name, column.type, at));
    const schema: SchemaElement[] = [{ name: "root", num_children: this.columns.length }, ...this.columns.map((column) => column.element)];
    const kvMetadata = table.columns.map((column) => ({ key: `column.${column.name}`, value: `${column.zh} | ${column.en}` }));
    this.writer = new ParquetWriter({ writer: fileWriter(partOf(this.file)), schema, kvMetadata, createdBy: "jixiao" });
    return Promise.resolve();
  }

  async write(rows: readonly ExportRow[]): Promise<void> {
    this.rows.push(...rows);
    if (this.rows.length >= rowsInGroup) await this.flush();
  }

  async end(): Promise<void> {
    if (this.rows.length > 0) await this.flush();
    await this.writer?.finish();
    this.writer = undefined;
    this.written.push(settle(this.file));
  }

  finish(): Promise<readonly string[]> {
    return Promise.resolve(this.written);
  }

  private async flush(): Promise<void> {
    const rows = this.rows;
    this.rows = [];
    const columnData = this.columns.map(({ element, at, convert }) => ({ name: element.name, data: rows.map((row) => convert(row[at] ?? null)), ...indexing(element) }));
    await this.writer?.write({ columnData, rowGroupSize: rows.length });
  }
}

/**
 * A group is one page, so an index of pages says nothing; and rows come in the order of their projects, so the least and the
 * greatest text of a group rule no group out. Both would lie in memory for every group until the file's end.
 */
function indexing({ type }: SchemaElement): { readonly offsetIndex: false; readonly statistics: boolean } {
  return { offsetIndex: false, statistics: type !== "BYTE_ARRAY" };
}

function parquetColumns(name: string, type: ColumnType, at: number): ParquetColumn[] {
  const optional = { name, repetition_type: "OPTIONAL" } as const;
  const text: ParquetColumn = { element: { ...optional, type: "BYTE_ARRAY", converted_type: "UTF8" }, at, convert: (value) => (value === null ? null : String(value)) };
  switch (type) {
    case "id":
    case "integer":
    case "fen":
      return [{ element: { ...optional, type: "INT64" }, at, convert: (value) => (value === null ? null : BigInt(value)) }];
    case "number":
    case "share":
      return [{ element: { ...optional, type: "DOUBLE" }, at, convert: (value) => (value === null ? null : Number(value)) }];
    case "yuan":
      return [decimal(name, at, fenInYuan)];
    case "wan-yuan":
      return [decimal(name, at, fenInWanYuan)];
    case "date":
      return [
        { element: { ...optional, type: "INT32", converted_type: "DATE" }, at, convert: toDate },
        { ...text, element: { ...text.element, name: `${name}_text` } },
      ];
    case "time":
      return [{ element: { ...optional, type: "INT64", converted_type: "TIMESTAMP_MILLIS" }, at, convert: (value) => (value === null ? null : new Date(value)) }];
    case "text":
    case "json":
    case "bytes":
    case "scalar":
      return [text];
  }
}

/** The views give yuan as a binary fraction that is nearest to a whole number of fen; the decimal is that number. */
function decimal(name: string, at: number, factor: number): ParquetColumn {
  const scale = Math.log10(factor);
  return {
    element: { name, repetition_type: "OPTIONAL", type: "INT64", converted_type: "DECIMAL", scale, precision },
    at,
    convert: (value) => (value === null ? null : BigInt(Math.round(Number(value) * factor))),
  };
}

function toDate(value: CellValue): Date | null {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/u.test(value) ? new Date(`${value}T00:00:00Z`) : null;
}
