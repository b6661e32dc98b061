import type { Cell, Table } from "../../src/document/document.ts";
import type { Place } from "../../src/document/place.ts";
import { makeCell, showText } from "../../src/foreign/place-text.ts";
import { locateBox, locateItem, type PageSizes } from "./locate.ts";
import type { TableCell, TableItem } from "./schema.ts";

/** More slots than a table of a document has; spans that would take more count for one slot each. */
const MAX_SLOTS = 1_000_000;

/** Cells in row-major order. Of cells that claim the same slot, which the model sometimes predicts, the later gets no more than one slot. */
function placeCells(cells: readonly TableCell[]): { slot: Pick<Cell, "row" | "column" | "rowSpan" | "columnSpan">; cell: TableCell }[] {
  const taken = new Set<string>();
  const ordered = cells.toSorted((a, b) => a.start_row_offset_idx - b.start_row_offset_idx || a.start_col_offset_idx - b.start_col_offset_idx);
  return ordered.map((cell) => {
    const row = cell.start_row_offset_idx;
    let column = cell.start_col_offset_idx;
    let rowSpan = Math.max(1, cell.end_row_offset_idx - row);
    let columnSpan = Math.max(1, cell.end_col_offset_idx - column);
    const slots = (): string[] => Array.from({ length: rowSpan * columnSpan }, (_, at) => `${row + Math.floor(at / columnSpan)},${column + (at % columnSpan)}`);
    if (rowSpan * columnSpan > MAX_SLOTS - taken.size || slots().some((slot) => taken.has(slot))) {
      rowSpan = columnSpan = 1;
      while (taken.has(`${row},${column}`)) column += 1;
    }
    for (const slot of slots()) taken.add(slot);
    return { slot: { row, column, rowSpan, columnSpan }, cell };
  });
}

/** A table with the spans and boxes that Docling states. `fallback` is its place where it has no box itself. */
export function readTable(item: TableItem, sizes: PageSizes, fallback: Place): Table {
  const at = locateItem(item.prov, sizes);
  const [own = fallback] = at;
  const page = "page" in own ? own.page : undefined;
  const cells = placeCells(item.data.table_cells).map(({ slot, cell }) => {
    const place = page === undefined || !cell.bbox ? undefined : locateBox(cell.bbox, page, sizes);
    return makeCell(slot, showText(cell.text), { at: [place ?? own] });
  });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  const rowCount = cells.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), item.data.num_rows);
  const columnCount = cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), item.data.num_cols);
  return { kind: "table", at: at.length > 0 ? at : [own], rowCount, columnCount, grid: "ruled", cells };
}
