import type { Glyph } from "../document/page-content.ts";
import { findAlignedColumns, middle } from "./aligned-columns.ts";
import { judgeAligned } from "./aligned-kind.ts";
import { overlap } from "./box.ts";
import type { Edge } from "./edges.ts";
import type { Gutter } from "./gutters.ts";
import { findLines, median } from "./lines.ts";
import type { Grid, GridCell } from "./ruled-grid.ts";
import { findRows, isNumeric, textOf, type Row, type Segment } from "./segments.ts";

/** So many rows of numbers in one cell are rows of the table that nobody ruled; a form's cell may hold two. */
const LEAST_ROWS = 3;
/** The share of them that must be rows of several values, or of numbers. */
const MOST = 0.6;
const NUMBERS = 0.8;
/** A rule this near to a gutter is the one that stands in it on other rows. */
const SNAP_PT = 3;
/** Lines nearer than this, in ems from foot to head, may be one wrapped text. */
const WRAPPED_EM = 0.55;
const LOWER_CASE = /^\p{Ll}/u;
/** A cell with no more room than this beside its lines, in ems, padding on both sides included, may have broken its number. */
const BROKEN_ROOM_EM = 2.5;
/** Lines of one broken number differ in width by less than a digit, in ems. */
const DIGIT_EM = 0.5;

/**
 * Upright rules that a table leaves out where the text shows its columns: cells that span several columns, row after row,
 * and hold a value for each. `glyphs` are those of each of the grid's cells.
 */
export function findImpliedUprights(grid: Grid, glyphs: readonly (readonly Glyph[])[]): Edge[] {
  const wide = Map.groupBy(grid.cells.entries(), ([, cell]) => `${cell.column}+${cell.columnSpan}`);
  return [...wide.values()].flatMap((entries) => {
    const rowsOf = entries.map(([index, cell]) => ({ cell, rows: findRows(glyphs[index] ?? []) }));
    const crowded = rowsOf.filter(({ rows }) => rows.some((row) => row.segments.length > 1));
    const gutters = findInnerColumns(crowded.flatMap(({ rows }) => rows));
    return crowded.flatMap(({ cell }) => gutters.map((gutter) => uprightIn(cell, gutter, grid)));
  });
}

function findInnerColumns(rows: readonly Row[]): readonly Gutter[] {
  const crowded = rows.filter((row) => row.segments.length > 1);
  if (crowded.length < LEAST_ROWS || crowded.length < MOST * rows.length) return [];
  const values = crowded.flatMap((row) => row.segments.slice(1));
  if (values.filter((segment) => isNumeric(textOf(segment))).length < MOST * values.length) return [];
  const columns = findAlignedColumns(rows);
  return judgeAligned(columns) === "table" ? columns.gutters : [];
}

function uprightIn(cell: GridCell, gutter: Gutter, grid: Grid): Edge {
  const ruled = grid.xs.find((x) => x >= gutter.from - SNAP_PT && x <= gutter.to + SNAP_PT && x > cell.box[0] && x < cell.box[2]);
  return { axis: "vertical", position: ruled ?? middle(gutter), from: cell.box[1], to: cell.box[3] };
}

/** Level rules that a table leaves out where rows of numbers stand below each other in one ruled row. */
export function findImpliedLevels(grid: Grid, glyphs: readonly (readonly Glyph[])[]): Edge[] {
  const rows = Map.groupBy(grid.cells.entries(), ([, cell]) => `${cell.row}+${cell.rowSpan}`);
  return [...rows.values()].flatMap((entries) => {
    const cells = entries.map(([index, cell]) => ({ cell, lines: findLines(glyphs[index] ?? []) }));
    if (cells.length < 2 || !cells.some(({ cell, lines }) => isColumnOfNumbers(lines) && !isBrokenNumber(lines, cell))) return [];
    const levels = findRowLevels(cells.flatMap(({ cell, lines }) => lines.map((line) => ({ line, isFirst: cell.column === 0 }))));
    return cells.flatMap(({ cell }) => levels.map((position): Edge => ({ axis: "horizontal", position, from: cell.box[0], to: cell.box[2] })));
  });
}

function isColumnOfNumbers(lines: readonly Segment[]): boolean {
  return lines.length >= LEAST_ROWS && lines.filter((line) => isNumeric(textOf(line))).length >= NUMBERS * lines.length;
}

/** Whether lines are one long number, such as that of a phone, broken where its narrow cell ended: each but the last fills it. */
function isBrokenNumber(lines: readonly Segment[], { box }: GridCell): boolean {
  const widths = lines.map((line) => line.box[2] - line.box[0]);
  const last = widths.at(-1) ?? 0;
  const em = median(lines.map((line) => line.emPt));
  const [least, most] = [Math.min(...widths.slice(0, -1)), Math.max(...widths)];
  return most - least < DIGIT_EM * em && last <= least + DIGIT_EM * em && box[2] - box[0] - least <= BROKEN_ROOM_EM * em;
}

interface CellLine {
  readonly line: Segment;
  readonly isFirst: boolean;
}

/** Where one row of text ends and the next begins, half way between them. */
function findRowLevels(lines: readonly CellLine[]): number[] {
  const rows = groupLevel(lines);
  return rows.slice(1).flatMap((row, index) => {
    const before = rows[index] ?? [];
    const foot = Math.max(...before.map(({ line }) => line.box[3]));
    const head = Math.min(...row.map(({ line }) => line.box[1]));
    return goesOn(row, head - foot) ? [] : [(foot + head) / 2];
  });
}

function groupLevel(lines: readonly CellLine[]): CellLine[][] {
  const rows: CellLine[][] = [];
  for (const entry of lines.toSorted((a, b) => a.line.box[1] + a.line.box[3] - b.line.box[1] - b.line.box[3])) {
    const row = rows.at(-1);
    const [, y0, , y1] = entry.line.box;
    const shared = row === undefined ? 0 : Math.max(...row.map(({ line }) => overlap(line.box[1], line.box[3], y0, y1)));
    if (row !== undefined && shared > (y1 - y0) / 2) row.push(entry);
    else rows.push([entry]);
  }
  return rows;
}

/** Whether a row of text only goes on with texts of the row above. */
function goesOn(row: readonly CellLine[], gapPt: number): boolean {
  return row.every(({ line, isFirst }) => {
    const text = textOf(line);
    return gapPt <= WRAPPED_EM * line.emPt && !isNumeric(text) && (!isFirst || LOWER_CASE.test(text));
  });
}
