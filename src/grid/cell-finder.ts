import type { Grid } from "./ruled-grid.ts";

/** Finds the cell of a grid in which a point lies: its index, or -1 where none is. */
export type CellFinder = (x: number, y: number) => number;

/** Prepares to find the cells of a grid by points, in time that hardly grows with their number. */
export function makeCellFinder({ xs, ys, cells }: Grid): CellFinder {
  const columnCount = Math.max(0, xs.length - 1);
  const owners = new Int32Array(columnCount * Math.max(0, ys.length - 1)).fill(-1);
  cells.forEach((cell, index) => {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      owners.fill(index, row * columnCount + cell.column, row * columnCount + cell.column + cell.columnSpan);
    }
  });
  return (x, y) => {
    const column = intervalOf(xs, x);
    const row = intervalOf(ys, y);
    return column === -1 || row === -1 ? -1 : (owners[row * columnCount + column] ?? -1);
  };
}

/** Between which two of ascending values another lies, the last included; -1 outside of all. */
function intervalOf(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length - 1;
  if (high < 1 || value < (values[0] ?? 0) || value > (values[high] ?? 0)) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  return low;
}
