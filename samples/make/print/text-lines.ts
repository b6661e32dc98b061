import type { PrintedCell, PrintedTable } from "../form.ts";
import { measureCell, wrapText } from "./wrap.ts";

/** Width of the form in Chinese characters. */
export const formCharacters = 38;
/** Space between two rows, in lines. */
const rowPadding = 0.3;

interface PlacedLine {
  readonly text: string;
  readonly y: number;
  readonly column: number;
}

/**
 * A table as a reader of lines sees it: every cell's text wrapped in its width and centred in its height, then all lines
 * from top to bottom and left to right, whatever cell they belong to. `[from, to)` are the rows printed.
 */
export function printTextLines(table: PrintedTable, from: number, to: number): string {
  const cells = table.cells.filter((cell) => cell.text !== "" && cell.row < to && cell.row + cell.rowSpan > from);
  const tops = placeRows(table, cells, from, to);
  const lines = cells.flatMap((cell) => placeLines(table, cell, tops, from, to));
  lines.sort((left, right) => (Math.abs(left.y - right.y) < 0.05 ? left.column - right.column : left.y - right.y));
  return lines.map((line) => line.text).join(" ");
}

/** The top of each row in lines, and at the end the table's bottom. */
function placeRows(table: PrintedTable, cells: readonly PrintedCell[], from: number, to: number): number[] {
  const tops = [0];
  for (let row = from; row < to; row += 1) {
    const own = cells.filter((cell) => cell.row === row && cell.rowSpan === 1);
    const height = Math.max(1, ...own.map((cell) => wrapCell(table, cell).length));
    tops.push((tops.at(-1) ?? 0) + height + rowPadding);
  }
  return tops;
}

function placeLines(table: PrintedTable, cell: PrintedCell, tops: readonly number[], from: number, to: number): PlacedLine[] {
  const top = tops[Math.max(0, cell.row - from)] ?? 0;
  const bottom = tops[Math.min(to, cell.row + cell.rowSpan) - from] ?? 0;
  const lines = wrapCell(table, cell);
  return lines.map((text, index) => ({ text, y: (top + bottom) / 2 + index - (lines.length - 1) / 2, column: cell.column }));
}

function wrapCell(table: PrintedTable, cell: PrintedCell): string[] {
  return wrapText(cell.text, measureCell(table, cell, formCharacters));
}
