import type { Cell, Table } from "./document.ts";
import { readInlineMarkup } from "./inline-markup.ts";
import { placePieces, type Piece } from "./placed-text.ts";
import type { SourceText, Span } from "./source-text.ts";
import { coverLines } from "./ragged-table.ts";

/** One table of HTML; `parent` is set where it stands in a cell of an earlier one of the same list. */
export interface HtmlTable {
  readonly table: Table;
  readonly parent?: { readonly index: number; readonly row: number; readonly column: number };
}

/** Tables in the order they open, what stood in them outside every cell, and the offset behind the last end tag. */
export interface HtmlTables {
  readonly tables: readonly HtmlTable[];
  readonly strays: readonly Span[];
  readonly to: number;
}

/** The greatest spans that HTML allows (HTML standard, 4.9.11). */
const MAX_COLUMN_SPAN = 1000;
const MAX_ROW_SPAN = 65534;

const tags = /<(\/?)(table|tr|td|th|thead|tbody|tfoot|caption|colgroup|col)\b([^<>]*)>/gi;

interface OpenCell {
  readonly from: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly spans: Span[];
}

interface OpenTable {
  readonly index: number;
  readonly rows: OpenCell[][];
  readonly parent?: { readonly table: OpenTable; readonly cell: OpenCell };
  cell?: OpenCell | undefined;
}

function readSpan(attributes: string, name: string, most: number): number {
  const value = Number(new RegExp(`\\b${name}\\s*=\\s*["']?\\s*(\\d{1,6})`, "i").exec(attributes)?.[1] ?? "1");
  // A row span of 0 reaches to the end of the table.
  return value === 0 ? (name === "rowspan" ? most : 1) : Math.min(value, most);
}

/** Follows the tags of a table; end tags may be missing where HTML lets them. */
class HtmlTableReader {
  readonly tables: OpenTable[] = [];
  readonly strays: Span[] = [];
  private readonly source: SourceText;
  private readonly stack: OpenTable[] = [];
  private done: number;

  constructor(source: SourceText, from: number) {
    this.source = source;
    this.done = from;
  }

  /** Reads up to the end tag of the first table; returns the offset behind it, or the end of the text. */
  read(): number {
    tags.lastIndex = this.done;
    for (let found = tags.exec(this.source.text); found !== null; found = tags.exec(this.source.text)) {
      this.takeText(found.index);
      this.done = found.index + found[0].length;
      const name = found[2]?.toLowerCase() ?? "";
      if (found[1] === "/") this.close(name);
      else this.open(name, found[3] ?? "");
      if (this.stack.length === 0) return this.done;
    }
    this.takeText(this.source.text.length);
    return this.source.text.length;
  }

  private takeText(to: number): void {
    const span = { from: this.done, to };
    if (this.source.slice(span).trim() === "") return;
    (this.stack.at(-1)?.cell?.spans ?? this.strays).push(span);
  }

  private open(name: string, attributes: string): void {
    const table = this.stack.at(-1);
    if (name === "table") this.openTable(table);
    else if (table === undefined) return;
    else if (name === "td" || name === "th") this.openCell(table, attributes);
    else {
      table.cell = undefined;
      if (name === "tr") table.rows.push([]);
    }
  }

  private openTable(outer: OpenTable | undefined): void {
    const parent = outer?.cell === undefined ? {} : { parent: { table: outer, cell: outer.cell } };
    const table: OpenTable = { index: this.tables.length, rows: [], ...parent };
    this.tables.push(table);
    this.stack.push(table);
  }

  private openCell(table: OpenTable, attributes: string): void {
    if (table.rows.length === 0) table.rows.push([]);
    const cell: OpenCell = {
      from: this.done,
      rowSpan: readSpan(attributes, "rowspan", MAX_ROW_SPAN),
      columnSpan: readSpan(attributes, "colspan", MAX_COLUMN_SPAN),
      spans: [],
    };
    table.rows.at(-1)?.push(cell);
    table.cell = cell;
  }

  private close(name: string): void {
    const table = this.stack.at(-1);
    if (table === undefined) return;
    table.cell = undefined;
    if (name === "table") this.stack.pop();
  }
}

interface Slot {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly cell: OpenCell;
}

/** Gives each cell its place in the grid: the first column that no cell above still spans. A span never runs over another cell. */
function placeCells(rows: readonly (readonly OpenCell[])[]): Slot[] {
  const slots: Slot[] = [];
  /** For each column, the first row in which it is free again. */
  const freeFrom: number[] = [];
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while ((freeFrom[column] ?? 0) > row) column += 1;
      let columnSpan = 1;
      while (columnSpan < cell.columnSpan && (freeFrom[column + columnSpan] ?? 0) <= row) columnSpan += 1;
      const rowSpan = Math.min(cell.rowSpan, rows.length - row);
      for (let at = column; at < column + columnSpan; at += 1) freeFrom[at] = row + rowSpan;
      slots.push({ row, column, rowSpan, columnSpan, cell });
      column += columnSpan;
    }
  });
  return slots;
}

function buildCell(source: SourceText, { cell, ...slot }: Slot): Cell {
  const pieces = cell.spans.flatMap((span): Piece[] => [{ kind: "break", text: "\n" }, ...readInlineMarkup(source, span)]);
  return { ...slot, ...placePieces(source, pieces, { from: cell.from, to: cell.from }) };
}

function buildTable(source: SourceText, rows: OpenTable["rows"], slots: readonly Slot[]): Table {
  const cells = slots.map((slot) => buildCell(source, slot));
  const columnCount = slots.reduce((most, slot) => Math.max(most, slot.column + slot.columnSpan), 0);
  return { kind: "table", at: coverLines(cells), rowCount: rows.length, columnCount, grid: "ruled", cells };
}

/**
 * Reads the HTML table whose start tag is at `from`, and the tables in its cells, with their spans.
 * A table that is never closed reaches to the end of the text.
 */
export function readHtmlTables(source: SourceText, from: number): HtmlTables {
  const reader = new HtmlTableReader(source, from);
  const to = reader.read();
  const slots = reader.tables.map((open) => placeCells(open.rows));
  const tables = reader.tables.map((open, index): HtmlTable => {
    const table = buildTable(source, open.rows, slots[index] ?? []);
    const holder = open.parent && slots[open.parent.table.index]?.find(({ cell }) => cell === open.parent?.cell);
    if (open.parent === undefined || holder === undefined) return { table };
    return { table, parent: { index: open.parent.table.index, row: holder.row, column: holder.column } };
  });
  return { tables, strays: reader.strays, to };
}
