import type { Cell, Table } from "../document/document.ts";
import type { Box } from "../document/place.ts";
import type { AlignedColumns, PlacedSegment } from "./aligned-columns.ts";
import { middle } from "./aligned-columns.ts";
import { overlap, unite } from "./box.ts";
import { joinLines } from "./cell-text.ts";
import { separatorBetween, shiftRuns } from "./join-text.ts";
import type { Edge } from "./edges.ts";
import { isNumeric, textOf, type Segment } from "./segments.ts";

/** A row of printed text, with the segments that stand in it. */
interface TextRow {
  readonly cells: PlacedSegment[];
  readonly box: Box;
}

/** A cell that is still being put together: rows and columns from the first to the last, included. */
interface OpenCell {
  readonly segments: Segment[];
  top: number;
  bottom: number;
  first: number;
  last: number;
}

/** Lines nearer to each other than this, in ems from foot to head, are one wrapped text where nothing speaks against it. */
const WRAPPED_EM = 0.55;
/** A rule under a heading stands within this, in ems below its foot. */
const UNDERLINE_EM = 0.9;
const LOWER_CASE = /^\p{Ll}/u;

/** Builds a table from rows in line. `levels` are the level rules near it, which part rows and show how far headings reach. */
export function buildAlignedTable(columns: AlignedColumns, levels: readonly Edge[], page: number): Table {
  const rows = columns.rows.filter((cells) => cells.length > 0).map((cells) => ({ cells: [...cells], box: unite(cells.map((cell) => cell.segment.box)) }));
  const headerRows = countHeaderRows(rows, levels);
  stretchHeadings(rows.slice(0, headerRows), levels, columns);
  const cells = [...joinHeader(rows, headerRows, levels), ...joinBody(rows, headerRows, levels)];
  return toTable(compactRows(cells), rows, columns, page);
}

/** How many rows stand above the first whose values are numbers; of a table without numbers, those above its first rule. */
function countHeaderRows(rows: readonly TextRow[], levels: readonly Edge[]): number {
  const firstValues = rows.findIndex(({ cells }) => {
    const values = cells.filter((cell) => cell.first > 0);
    return values.length > 0 && values.filter((cell) => isNumeric(textOf(cell.segment)) && !isYear(textOf(cell.segment))).length * 2 >= values.length;
  });
  if (firstValues > 0) return backToStub(rows, firstValues);
  if (firstValues === 0) return 0;
  const ruled = rows.findIndex((row, index) => {
    const next = rows[index + 1];
    return next !== undefined && isParted(row.box, next.box, levels, row.box[0], row.box[2]);
  });
  return ruled + 1;
}

/** Rows with nothing but a label in the first column belong to the body when they stand just above its first numbers. */
function backToStub(rows: readonly TextRow[], firstValues: number): number {
  let count = firstValues;
  while (count > 1 && rows[count - 1]?.cells.every((cell) => cell.last === 0) === true) count--;
  return count;
}

function isYear(text: string): boolean {
  return /^(?:19|20)\d\d(?:[-–—/](?:\d\d){1,2})?年?\d?$/.test(text);
}

/** Whether a rule lies between two boxes, one above the other, over at least half of a range of x. */
function isParted(upper: Box, lower: Box, levels: readonly Edge[], x0: number, x1: number): boolean {
  const [from, to] = [(upper[1] + upper[3]) / 2, (lower[1] + lower[3]) / 2];
  return levels.some((edge) => edge.position > from && edge.position < to && overlap(edge.from, edge.to, x0, x1) >= (x1 - x0) / 2);
}

/** Gives a heading the columns over which the rule under it reaches. */
function stretchHeadings(rows: readonly TextRow[], levels: readonly Edge[], { gutters }: AlignedColumns): void {
  for (const { cells } of rows) {
    for (const [index, cell] of cells.entries()) {
      const { box, emPt } = cell.segment;
      const rule = levels.find(
        (edge) =>
          edge.position >= box[3] - emPt / 2 &&
          edge.position <= box[3] + UNDERLINE_EM * emPt &&
          edge.from <= box[0] + emPt &&
          edge.to >= box[2] - emPt &&
          !cells.some((other) => other !== cell && overlap(other.segment.box[0], other.segment.box[2], edge.from, edge.to) > emPt / 2),
      );
      if (rule === undefined) continue;
      const first = gutters.filter((gutter) => middle(gutter) <= rule.from + emPt / 2).length;
      const last = gutters.filter((gutter) => middle(gutter) < rule.to - emPt / 2).length;
      cells[index] = { ...cell, first: Math.min(first, cell.first), last: Math.max(last, cell.last) };
    }
  }
}

/** Cells of the header: lines of one column go together unless a rule, or a heading over several columns, parts them. */
function joinHeader(rows: readonly TextRow[], headerRows: number, levels: readonly Edge[]): OpenCell[] {
  const cells: OpenCell[] = [];
  rows.slice(0, headerRows).forEach((row, index) => {
    for (const { segment, first, last } of row.cells) {
      const above = cells.findLast((cell) => cell.first <= last && cell.last >= first);
      if (above !== undefined && goesOn(above, segment, first, last, levels)) {
        above.segments.push(segment);
        above.bottom = index;
      } else {
        cells.push({ segments: [segment], top: index, bottom: index, first, last });
      }
    }
  });
  return cells;
}

function goesOn(above: OpenCell, segment: Segment, first: number, last: number, levels: readonly Edge[]): boolean {
  const before = above.segments.at(-1);
  if (before === undefined || above.first !== first || above.last !== last) return false;
  const near = segment.box[1] - before.box[3] <= 2 * WRAPPED_EM * segment.emPt;
  return near && !isParted(before.box, segment.box, levels, Math.min(before.box[0], segment.box[0]), Math.max(before.box[2], segment.box[2]));
}

/** Cells of the body: a row of text is a row, save those that only go on with the texts of the row above. */
function joinBody(rows: readonly TextRow[], headerRows: number, levels: readonly Edge[]): OpenCell[] {
  const cells: OpenCell[] = [];
  let current: OpenCell[] = [];
  for (let index = headerRows; index < rows.length; index++) {
    const [row, before] = [rows[index], rows[index - 1]];
    if (row === undefined) break;
    const continued = before === undefined || index === headerRows ? undefined : continuations(row, before, current, levels);
    if (continued === undefined) {
      current = row.cells.map(({ segment, first, last }) => ({ segments: [segment], top: index, bottom: index, first, last }));
      cells.push(...current);
    } else {
      for (const [cell, segment] of continued) {
        cell.segments.push(segment);
        for (const other of current) other.bottom = index;
      }
    }
  }
  return cells;
}

/** The cells of the row above in which each segment goes on; undefined where the row is one of its own. */
function continuations(row: TextRow, before: TextRow, current: readonly OpenCell[], levels: readonly Edge[]): [OpenCell, Segment][] | undefined {
  const em = Math.max(...row.cells.map((cell) => cell.segment.emPt));
  if (row.box[1] - before.box[3] > WRAPPED_EM * em || isParted(before.box, row.box, levels, row.box[0], row.box[2])) return undefined;
  const pairs: [OpenCell, Segment][] = [];
  for (const { segment, first, last } of row.cells) {
    const above = current.find((cell) => cell.first <= first && cell.last >= last);
    const text = textOf(segment);
    if (above === undefined || isNumeric(text)) return undefined;
    if (first === 0 && !LOWER_CASE.test(text)) return undefined;
    pairs.push([above, segment]);
  }
  return pairs;
}

/** Numbers rows anew without those that have been joined to the one above. */
function compactRows(cells: readonly OpenCell[]): OpenCell[] {
  const tops = [...new Set(cells.map((cell) => cell.top))].sort((a, b) => a - b);
  return cells.map((cell) => {
    const top = tops.indexOf(cell.top);
    const bottom = tops.findLastIndex((row) => row <= cell.bottom);
    return { ...cell, top, bottom };
  });
}

function toTable(open: readonly OpenCell[], rows: readonly TextRow[], { gutters }: AlignedColumns, page: number): Table {
  const box = unite(rows.map((row) => row.box));
  const xs = [box[0], ...gutters.map(middle), box[2]];
  const ys = rowLines(open, box);
  const cells = open.map((cell) => toCell(cell, xs, ys, page)).toSorted((a, b) => a.row - b.row || a.column - b.column);
  return { kind: "table", at: [{ page, box }], rowCount: ys.length - 1, columnCount: xs.length - 1, grid: "aligned", cells: dropOverlaps(cells) };
}

/** The lines between rows: half way from the foot of one to the head of the next. */
function rowLines(cells: readonly OpenCell[], box: Box): number[] {
  const rowCount = Math.max(...cells.map((cell) => cell.bottom)) + 1;
  const heads = Array.from({ length: rowCount }, (_, row) => Math.min(...cells.filter((cell) => cell.top === row).flatMap((cell) => cell.segments.map((segment) => segment.box[1]))));
  const feet = Array.from({ length: rowCount }, (_, row) => Math.max(...cells.filter((cell) => cell.bottom === row).flatMap((cell) => cell.segments.map((segment) => segment.box[3])), -Infinity));
  const lines = [box[1]];
  for (let row = 1; row < rowCount; row++) {
    const [foot, head] = [feet[row - 1] ?? box[1], heads[row] ?? box[3]];
    const line = Number.isFinite(foot) ? (foot + head) / 2 : head;
    lines.push(Math.max(lines.at(-1) ?? box[1], Math.min(line, box[3])));
  }
  return [...lines, box[3]];
}

function toCell({ segments, top, bottom, first, last }: OpenCell, xs: readonly number[], ys: readonly number[], page: number): Cell {
  const box: Box = [xs[first] ?? 0, ys[top] ?? 0, xs[last + 1] ?? 0, ys[bottom + 1] ?? 0];
  const { text, runs } = joinLines(segments, page, box[0], box[2]);
  return { row: top, column: first, rowSpan: bottom - top + 1, columnSpan: last - first + 1, text, at: [{ page, box }], runs };
}

/**
 * Makes cells smaller that would overlap another, which a stray rule under a heading can bring about: none covers the slot
 * in which another begins, and those that begin in one slot are one cell.
 */
function dropOverlaps(cells: readonly Cell[]): Cell[] {
  const whole = joinSame(cells);
  const starts = new Set(whole.map((cell) => `${cell.row},${cell.column}`));
  const taken = new Set<string>();
  return whole.map((cell) => {
    const { row, column, rowSpan, columnSpan } = cell;
    const fits = (rows: number, columns: number) => !slots(row, column, rows, columns).slice(1).some((slot) => taken.has(slot) || starts.has(slot));
    const sizes: [number, number][] = [[rowSpan, columnSpan], [rowSpan, 1], [1, columnSpan]];
    const size = sizes.find(([rows, columns]) => fits(rows, columns)) ?? [1, 1];
    for (const slot of slots(row, column, ...size)) taken.add(slot);
    return { ...cell, rowSpan: size[0], columnSpan: size[1] };
  });
}

function joinSame(cells: readonly Cell[]): Cell[] {
  const joined: Cell[] = [];
  for (const cell of cells) {
    const before = joined.at(-1);
    if (before?.row === cell.row && before.column === cell.column) joined[joined.length - 1] = joinCells(before, cell);
    else joined.push(cell);
  }
  return joined;
}

function joinCells(a: Cell, b: Cell): Cell {
  const separator = separatorBetween(a.text, b.text);
  const runs = [...a.runs, ...shiftRuns(b.runs, a.text.length + separator.length)];
  return { ...a, rowSpan: Math.max(a.rowSpan, b.rowSpan), columnSpan: Math.max(a.columnSpan, b.columnSpan), text: a.text + separator + b.text, at: [...a.at, ...b.at], runs };
}

function slots(row: number, column: number, rowSpan: number, columnSpan: number): string[] {
  const rows = Array.from({ length: rowSpan }, (_, index) => row + index);
  return rows.flatMap((r) => Array.from({ length: columnSpan }, (_, index) => `${r},${column + index}`));
}
