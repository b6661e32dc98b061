import type { Cell, Paragraph, Table } from "../../document/document.ts";
import type { CellPlace } from "../../document/place.ts";
import type { CellRange, CellReference } from "./cell-reference.ts";
import { MergeIndex } from "./merge-index.ts";
import { SheetAxis } from "./sheet-axis.ts";
import type { SheetCell, SheetContent } from "./sheet-content.ts";

/** Something that lies over a cell of the sheet and is read as its text, such as a check box. */
export interface Overlay extends CellReference {
  readonly text: string;
}

/** A sheet as a table, and what the sheet holds beside it. */
export interface SheetTable {
  /** Undefined where the sheet shows nothing. */
  readonly table: Table | undefined;
  /** Hidden text, each paragraph at its cell. */
  readonly hidden: readonly Paragraph[];
}

function keyOf({ row, column }: CellReference): string {
  return `${row},${column}`;
}

function expandColumns(stretches: SheetContent["hiddenColumns"]): Set<number> {
  const columns = new Set<number>();
  for (const [first, last] of stretches) for (let column = first; column <= last; column += 1) columns.add(column);
  return columns;
}

function isFirst(cell: CellReference, range: CellRange): boolean {
  return cell.row === range.first.row && cell.column === range.first.column;
}

/** Puts overlays into the cells that they lie on, in order, so that they are read with them. */
function addOverlays(cells: readonly SheetCell[], overlays: readonly Overlay[], merges: MergeIndex): SheetCell[] {
  const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]));
  for (const overlay of overlays) {
    const { row, column } = merges.find(overlay)?.first ?? overlay;
    const under = byKey.get(keyOf({ row, column }));
    const text = [under?.text ?? "", overlay.text].filter((part) => part !== "").join(" ");
    byKey.set(keyOf({ row, column }), { row, column, text });
  }
  return [...byKey.values()];
}

function makeHidden(text: string, at: CellPlace): Paragraph {
  return { kind: "paragraph", role: "hidden", text, at: [at], runs: [{ from: 0, to: text.length, at }] };
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** Sorts a sheet's cells into those that show, with their place in the table, and hidden text. */
class SheetReader {
  readonly hidden: Paragraph[] = [];
  private readonly rows: SheetAxis;
  private readonly columns: SheetAxis;
  private readonly cells: readonly SheetCell[];
  private readonly merges: MergeIndex;
  private readonly table: number;
  private readonly sheet: string;

  constructor(content: SheetContent, overlays: readonly Overlay[], table: number, sheet: string) {
    this.merges = new MergeIndex(content.merges, [...content.cells, ...overlays].map((cell) => cell.row));
    this.cells = addOverlays(content.cells, overlays, this.merges);
    this.table = table;
    this.sheet = sheet;
    const ranges = this.cells.filter((cell) => !isBlank(cell.text)).flatMap((cell) => this.findOwnRange(cell) ?? []);
    this.rows = new SheetAxis(ranges.flatMap(({ first, last }) => [first.row, last.row]), content.hiddenRows);
    this.columns = new SheetAxis(ranges.flatMap(({ first, last }) => [first.column, last.column]), expandColumns(content.hiddenColumns));
  }

  read(): SheetTable {
    const cells = this.cells.flatMap((cell) => this.readCell(cell) ?? []);
    cells.sort((a, b) => a.row - b.row || a.column - b.column);
    if (cells.length === 0) return { table: undefined, hidden: this.hidden };
    const at: CellPlace = { table: this.table, row: 0, column: 0, sheet: this.sheet };
    const size = { rowCount: this.rows.count, columnCount: this.columns.count };
    return { table: { kind: "table", at: [at], ...size, grid: "ruled", cells, name: this.sheet }, hidden: this.hidden };
  }

  /** What the cell covers; undefined for one that lies under a merged cell, of which Excel shows nothing. */
  private findOwnRange(cell: CellReference): CellRange | undefined {
    const range = this.merges.find(cell) ?? { first: cell, last: cell };
    return isFirst(cell, range) ? range : undefined;
  }

  private readCell(cell: SheetCell): Cell | undefined {
    const at: CellPlace = { table: this.table, row: cell.row, column: cell.column, sheet: this.sheet };
    if (cell.unshown !== undefined) this.hidden.push(makeHidden(cell.unshown, at));
    const range = this.findOwnRange(cell);
    const rows = range === undefined ? undefined : this.rows.findSpan(range.first.row, range.last.row);
    const columns = range === undefined ? undefined : this.columns.findSpan(range.first.column, range.last.column);
    if (rows !== undefined && columns !== undefined) {
      const grid = { row: rows.start, column: columns.start, rowSpan: rows.count, columnSpan: columns.count };
      const text = isBlank(cell.text) ? "" : cell.text;
      return { ...grid, text, at: [at], runs: text === "" ? [] : [{ from: 0, to: text.length, at }] };
    }
    if (!isBlank(cell.text)) this.hidden.push(makeHidden(cell.text, at));
    return undefined;
  }
}

/**
 * Makes one table of a sheet: every row and column up to the last that shows something, but for hidden ones and for long
 * stretches of nothing. The cells' places keep the sheet's own rows and columns. `table` is the table's number.
 */
export function makeSheetTable(content: SheetContent, overlays: readonly Overlay[], table: number, sheet: string): SheetTable {
  return new SheetReader(content, overlays, table, sheet).read();
}
