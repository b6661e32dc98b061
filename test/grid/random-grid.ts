import fc from "fast-check";
import type { Glyph, Ruling } from "../../src/document/page-content.ts";
import { frame, write } from "./pages.ts";
import type { Box } from "../../src/document/place.ts";

export interface ModelCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
}

export interface ModelGrid {
  readonly xs: number[];
  readonly ys: number[];
  readonly cells: ModelCell[];
}

/** Grids of 1 to 7 rows and columns with merged cells, at least two cells, each row and column line of which some cell ends on. */
export const modelGrid: fc.Arbitrary<ModelGrid> = fc
  .record({
    widths: fc.array(fc.integer({ min: 24, max: 90 }), { minLength: 1, maxLength: 6 }),
    heights: fc.array(fc.integer({ min: 14, max: 60 }), { minLength: 1, maxLength: 9 }),
    merges: fc.array(fc.tuple(fc.nat(8), fc.nat(5), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { maxLength: 6 }),
    x: fc.integer({ min: 20, max: 40 }),
    y: fc.integer({ min: 20, max: 200 }),
  })
  .map(({ widths, heights, merges, x, y }) => {
    const xs = sums(x, widths);
    const ys = sums(y, heights);
    return compact({ xs, ys, cells: fill(heights.length, widths.length, merges) });
  })
  .filter((grid) => grid.cells.length > 1);

function sums(start: number, lengths: number[]): number[] {
  return lengths.reduce<number[]>((all, length) => [...all, (all.at(-1) ?? 0) + length], [start]);
}

function fill(rowCount: number, columnCount: number, merges: [number, number, number, number][]): ModelCell[] {
  const taken = new Set<string>();
  const cells: ModelCell[] = [];
  const place = (row: number, column: number, rowSpan: number, columnSpan: number) => {
    const slots: string[] = [];
    for (let r = row; r < row + rowSpan; r++) for (let c = column; c < column + columnSpan; c++) slots.push(`${r},${c}`);
    if (row + rowSpan > rowCount || column + columnSpan > columnCount || slots.some((slot) => taken.has(slot))) return;
    for (const slot of slots) taken.add(slot);
    cells.push({ row, column, rowSpan, columnSpan, text: `${row}-${column}` });
  };
  for (const [row, column, rowSpan, columnSpan] of merges) place(row % rowCount, column % columnCount, rowSpan, columnSpan);
  for (let row = 0; row < rowCount; row++) for (let column = 0; column < columnCount; column++) place(row, column, 1, 1);
  return cells.toSorted((a, b) => a.row - b.row || a.column - b.column);
}

/** Takes away lines on which no cell begins or ends: nobody can see them. */
function compact({ xs, ys, cells }: ModelGrid): ModelGrid {
  const rows = [...new Set(cells.flatMap((cell) => [cell.row, cell.row + cell.rowSpan]))].sort((a, b) => a - b);
  const columns = [...new Set(cells.flatMap((cell) => [cell.column, cell.column + cell.columnSpan]))].sort((a, b) => a - b);
  return {
    xs: columns.map((column) => xs[column] ?? 0),
    ys: rows.map((row) => ys[row] ?? 0),
    cells: cells.map((cell) => {
      const row = rows.indexOf(cell.row);
      const column = columns.indexOf(cell.column);
      const rowSpan = rows.indexOf(cell.row + cell.rowSpan) - row;
      const columnSpan = columns.indexOf(cell.column + cell.columnSpan) - column;
      return { row, column, rowSpan, columnSpan, text: cell.text };
    }),
  };
}

export function boxOfCell(grid: ModelGrid, cell: ModelCell): Box {
  return [
    grid.xs[cell.column] ?? 0,
    grid.ys[cell.row] ?? 0,
    grid.xs[cell.column + cell.columnSpan] ?? 0,
    grid.ys[cell.row + cell.rowSpan] ?? 0,
  ];
}

/** The four sides of every cell, so that inner ones are drawn twice. */
export function drawCells(grid: ModelGrid): Ruling[] {
  return grid.cells.flatMap((cell) => frame(boxOfCell(grid, cell)));
}

/** Each cell's text near its top left corner. */
export function writeCells(grid: ModelGrid): Glyph[] {
  return grid.cells.flatMap((cell) => {
    const [x0, y0] = boxOfCell(grid, cell);
    return write(cell.text, x0 + 3, y0 + 3, 8);
  });
}
