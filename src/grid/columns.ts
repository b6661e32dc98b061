import type { Cell, Table } from "../document/document.ts";
import { boxOf } from "./reading-order.ts";

/** Where a table's column lines stand, from its left side, in points: `columnCount + 1` of them, ascending. */
export type ColumnLines = readonly number[];

/** Lines this near, or by this share of the table's width, are one column line on two pages. */
const SAME_LINE_PT = 4;
const SAME_LINE_SHARE = 0.008;
/** A part of a table on the next page is as wide as the first, to this share. */
const SAME_WIDTH_SHARE = 0.02;
/** At least this share of the inner lines of the part with fewer of them goes on from the other. */
const SHARED_LINES = 0.5;

/** The column lines of a table that stands on one page. */
export function columnLines(table: Table): ColumnLines {
  const left = boxOf(table)[0];
  const lines = Array.from<number | undefined>({ length: table.columnCount + 1 });
  for (const cell of table.cells) {
    const [x0, , x1] = boxOf(cell);
    lines[cell.column] ??= x0 - left;
    lines[cell.column + cell.columnSpan] ??= x1 - left;
  }
  // A line on which no cell ends has no place of its own: it takes that of the line before it.
  let last = 0;
  return lines.map((line) => (last = Math.max(last, line ?? last)));
}

/** Column lines stretched to the width of others, where both are about as wide: two scans are never quite of one scale. */
export function fitWidth(lines: ColumnLines, others: ColumnLines): ColumnLines {
  const [own, wanted] = [lines.at(-1) ?? 0, others.at(-1) ?? 0];
  if (own === 0 || Math.abs(own - wanted) > SAME_WIDTH_SHARE * Math.max(own, wanted)) return lines;
  return lines.map((line) => (line * wanted) / own);
}

/** Whether two tables have the same width and go on in the same columns, as parts of one table do. */
export function areAlike(a: ColumnLines, b: ColumnLines): boolean {
  const widthA = a.at(-1) ?? 0;
  const widthB = b.at(-1) ?? 0;
  if (Math.abs(widthA - widthB) > SAME_WIDTH_SHARE * Math.max(widthA, widthB)) return false;
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  const inner = few.slice(1, -1);
  const shared = inner.filter((line) => findLine(many, line, tolerance(widthA)) !== -1);
  return shared.length >= SHARED_LINES * inner.length;
}

/** All lines of both, those of one place taken as one. */
export function mergeLines(a: ColumnLines, b: ColumnLines): ColumnLines {
  const slack = tolerance(a.at(-1) ?? 0);
  const added = b.filter((line) => findLine(a, line, slack) === -1);
  return [...a, ...added].sort((x, y) => x - y);
}

/** The cells of a table with these lines, counted along `merged`, which has all of them. */
export function recount(cells: readonly Cell[], lines: ColumnLines, merged: ColumnLines): Cell[] {
  const slack = tolerance(merged.at(-1) ?? 0);
  const indices = lines.map((line, index) => (index === lines.length - 1 ? merged.length - 1 : Math.max(0, findLine(merged, line, slack))));
  return cells.map((cell) => {
    const column = indices[cell.column] ?? cell.column;
    const end = indices[cell.column + cell.columnSpan] ?? column + cell.columnSpan;
    return { ...cell, column, columnSpan: Math.max(1, end - column) };
  });
}

function tolerance(widthPt: number): number {
  return Math.max(SAME_LINE_PT, SAME_LINE_SHARE * widthPt);
}

/** Index of the nearest line within the slack; -1 where there is none. */
function findLine(lines: ColumnLines, line: number, slack: number): number {
  let best = -1;
  let bestDistance = slack;
  for (const [index, other] of lines.entries()) {
    const distance = Math.abs(other - line);
    if (distance <= bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}
