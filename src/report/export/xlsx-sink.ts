import { once } from "node:events";
import path from "node:path";
import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import { headingText } from "./csv-sink.ts";
import type { ExportColumn, ExportRow, ExportTable } from "./export-tables.ts";
import { FileOutput } from "./file-output.ts";
import type { Headings, TableSink } from "./table-sink.ts";
import { columnWidth, headCell, longestCell, stylesXml, typedCell } from "./xlsx-cells.ts";
import { contentTypesXml, rootRelationsXml, workbookRelationsXml, workbookXml } from "./xlsx-package.ts";

/** Rows of a sheet, the header among them. Source: Excel specifications and limits, Microsoft. */
const rowsInSheet = 1_048_576;
/** Speed over size: level 6 takes twice the time for a tenth less. */
const compressionLevel = 2;
/** The same bytes from the same database: the members carry no time of their own. */
const memberTime = new Date(Date.UTC(1980, 0, 1));

/** One workbook with a sheet for each table: typed cells, frozen headers, filters. A table too long for a sheet goes on in a next one. */
export class XlsxSink implements TableSink {
  /** Cells that Excel could not have held whole; their ends are missing. */
  cutCells = 0;
  private readonly headings: Headings;
  private readonly file: FileOutput;
  private readonly zip = new ZipFile();
  private readonly sheets: string[] = [];
  private table: ExportTable | undefined;
  private sheet: PassThrough | undefined;
  private rowCount = 0;

  constructor(folder: string, headings: Headings) {
    this.headings = headings;
    this.file = new FileOutput(path.join(folder, "jixiao.xlsx"));
    this.zip.outputStream.pipe(this.file.stream, { end: false });
  }

  async begin(table: ExportTable): Promise<void> {
    this.table = table;
    await this.beginSheet(table, table.name);
  }

  async write(rows: readonly ExportRow[]): Promise<void> {
    const { table } = this;
    if (table === undefined) return;
    const free = rowsInSheet - this.rowCount;
    await this.put(rows.slice(0, free).map((row) => this.formatRow(row, table.columns)).join(""));
    this.rowCount += Math.min(rows.length, free);
    if (rows.length <= free) return;
    await this.endSheet();
    await this.beginSheet(table, `${table.name} ${this.sheets.filter((name) => name.startsWith(table.name)).length + 1}`);
    await this.write(rows.slice(free));
  }

  async end(): Promise<void> {
    await this.endSheet();
    this.table = undefined;
  }

  async finish(): Promise<readonly string[]> {
    const options = { compressionLevel, mtime: memberTime };
    this.zip.addBuffer(Buffer.from(stylesXml), "xl/styles.xml", options);
    this.zip.addBuffer(Buffer.from(workbookXml(this.sheets)), "xl/workbook.xml", options);
    this.zip.addBuffer(Buffer.from(workbookRelationsXml(this.sheets)), "xl/_rels/workbook.xml.rels", options);
    this.zip.addBuffer(Buffer.from(rootRelationsXml), "_rels/.rels", options);
    this.zip.addBuffer(Buffer.from(contentTypesXml(this.sheets)), "[Content_Types].xml", options);
    this.zip.end();
    await finished(this.zip.outputStream, { writable: false });
    return [await this.file.close()];
  }

  private async beginSheet(table: ExportTable, name: string): Promise<void> {
    this.sheets.push(name);
    this.sheet = new PassThrough();
    this.rowCount = 1;
    this.zip.addReadStream(this.sheet, `xl/worksheets/sheet${this.sheets.length}.xml`, { compressionLevel, mtime: memberTime });
    await this.put(sheetHead(table.columns, this.headings));
  }

  private async endSheet(): Promise<void> {
    await this.put("</sheetData></worksheet>");
    const { sheet } = this;
    sheet?.end();
    if (sheet !== undefined) await finished(sheet);
    this.sheet = undefined;
  }

  private async put(xml: string): Promise<void> {
    if (this.sheet?.write(xml) === false) await once(this.sheet, "drain");
  }

  private formatRow(row: ExportRow, columns: readonly ExportColumn[]): string {
    const cells = columns.map(({ type }, at) => {
      const value = row[at] ?? null;
      if (typeof value === "string" && value.length > longestCell) this.cutCells += 1;
      return typedCell(value, type);
    });
    return `<row>${cells.join("")}</row>`;
  }
}

function sheetHead(columns: readonly ExportColumn[], headings: Headings): string {
  const widths = columns.map(({ type }, at) => `<col min="${at + 1}" max="${at + 1}" width="${columnWidth(type)}" customWidth="1"/>`);
  const head = columns.map((column) => headCell(headingText(column, headings)));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row>${head.join("")}</row>`;
}
