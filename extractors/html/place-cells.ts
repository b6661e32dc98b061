/** A cell of a row as the page states it; `rowSpan` 0 reaches to the end of its group of rows. */
export interface StatedCell<T> {
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly content: T;
}

export interface PlacedCell<T> {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly content: T;
}

/** No printed table is wider; a span past it counts for one column, so that absurd spans cannot fill the memory. */
const MAX_COLUMNS = 1024;

/**
 * Puts cells into a grid as a browser does: each takes the first free column of its row, spans reach no further than the
 * group of rows. Cells never overlap: where a browser would draw one over the other, the later one is cut off.
 * Source: HTML Living Standard, 4.9.12.1 Forming a table.
 */
export function placeCells<T>(groups: readonly (readonly (readonly StatedCell<T>[])[])[]): PlacedCell<T>[] {
  const placed: PlacedCell<T>[] = [];
  let groupStart = 0;
  for (const rows of groups) {
    /** For each column the first row, counted in the group, that no cell from above reaches into. */
    const freeFrom: number[] = [];
    rows.forEach((row, rowIndex) => {
      let column = 0;
      for (const cell of row) {
        while ((freeFrom[column] ?? 0) > rowIndex) column += 1;
        const rowSpan = Math.min(cell.rowSpan === 0 ? Infinity : cell.rowSpan, rows.length - rowIndex);
        const columnSpan = countFree(freeFrom, column, column + cell.columnSpan > MAX_COLUMNS ? 1 : cell.columnSpan, rowIndex);
        placed.push({ row: groupStart + rowIndex, column, rowSpan, columnSpan, content: cell.content });
        freeFrom.splice(column, columnSpan, ...padded(freeFrom, column, columnSpan, rowIndex + rowSpan));
        column += columnSpan;
      }
    });
    groupStart += rows.length;
  }
  return placed;
}

function countFree(freeFrom: readonly number[], column: number, wanted: number, row: number): number {
  let free = 1;
  while (free < wanted && (freeFrom[column + free] ?? 0) <= row) free += 1;
  return free;
}

/** Values for `splice`; columns skipped over since the last cell are free. */
function padded(freeFrom: number[], column: number, count: number, value: number): number[] {
  while (freeFrom.length < column) freeFrom.push(0);
  return new Array<number>(count).fill(value);
}
