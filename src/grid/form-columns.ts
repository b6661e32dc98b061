import type { FormRows, PlacedBlock } from "./form-rows.ts";
import type { Gutter } from "./gutters.ts";
import type { Segment } from "./segments.ts";

/** A block with the columns over which its cell reaches, 0-based, the last included. */
export interface FormCell extends PlacedBlock {
  readonly first: number;
  readonly last: number;
}

/** Where a form's column lines may stand, from its left to its right side; a range of no width is certain. */
export interface FormColumns {
  readonly lines: readonly Gutter[];
  readonly cells: readonly FormCell[];
}

/** A text may reach this far over the place of a line, in points: boxes of characters are wider than their ink. */
const SLACK_PT = 1;
/** A text this near to the range of its line, or to a certain line, in ems, stands at that side of its cell. */
const SIDE_EM = 0.4;
const PADDING_EM = 0.9;
/** What a blank column costs, and a line that the row above has and a cell runs over, in ems by which a text is out of the middle. */
const BLANK_COST = 0.4;
const CROSSED_COST = 0.9;
/** A text at the side of its cell costs a little more than one in the middle: labels stand in the middle of theirs. */
const SIDE_COST = 0.25;
/** Lines in the middle of a cell have their own middles this near, in ems. */
const CENTRED_EM = 0.15;
/** More than this out of place is no worse. */
const WORST_COST = 4;
/** Places of pieced rules are the columns when they part this share of the texts that stand beside each other. */
const PARTED_SHARE = 0.8;

/** Finds the columns of a form's rows. `joints` are the x at which its rules are pieced, ascending; `left` and `right` its sides. */
export function findFormColumns({ ys, blocks }: FormRows, joints: readonly number[], left: number, right: number): FormColumns {
  const rows = Array.from({ length: ys.length - 1 }, (_, row) => blocks.filter((one) => one.top <= row && one.bottom >= row).toSorted((a, b) => a.block.box[0] - b.block.box[0]));
  const inner = findLines(rows.flatMap(findGaps), joints.filter((x) => x > left + SLACK_PT && x < right - SLACK_PT));
  const lines = [{ from: left, to: left }, ...inner, { from: right, to: right }];
  const cells = new Map<PlacedBlock, FormCell>();
  let above = new Set<number>();
  for (const row of rows) above = placeRow(row, lines, above, cells);
  return { lines, cells: [...cells.values()] };
}

function findGaps(row: readonly PlacedBlock[]): Gutter[] {
  return row.slice(1).flatMap(({ block }, index) => {
    const from = row[index]?.block.box[2] ?? Infinity;
    return from <= block.box[0] ? [{ from, to: block.box[0] }] : [];
  });
}

/** The fewest lines of which one stands in each gap, from left to right; the joints of pieced rules where they do. */
function findLines(gaps: readonly Gutter[], joints: readonly number[]): Gutter[] {
  const parted = gaps.filter((gap) => joints.some((x) => isIn(x, gap)));
  if (joints.length > 0 && parted.length >= PARTED_SHARE * gaps.length) return joints.map((x) => ({ from: x, to: x }));
  const lines: Gutter[] = [];
  for (const gap of gaps.toSorted((a, b) => a.to - b.to)) {
    const last = lines.at(-1);
    if (last !== undefined && gap.from <= last.to) lines[lines.length - 1] = { from: Math.max(last.from, gap.from), to: last.to };
    else lines.push(gap);
  }
  return lines;
}

function isIn(x: number, { from, to }: Gutter): boolean {
  return x >= from - SLACK_PT && x <= to + SLACK_PT;
}

interface RowState {
  readonly cost: number;
  readonly cells: readonly FormCell[];
}

/** Places a row's blocks where they are best in the middle, or at a side, of their cells; gives the lines between its cells. */
function placeRow(row: readonly PlacedBlock[], lines: readonly Gutter[], above: ReadonlySet<number>, cells: Map<PlacedBlock, FormCell>): Set<number> {
  const last = lines.length - 1;
  let states = new Map<number, RowState>([[0, { cost: 0, cells: [] }]]);
  for (const one of row) {
    const next = new Map<number, RowState>();
    for (const [start, state] of states) {
      for (let from = start; from < last; from++) {
        for (let to = from + 1; to <= last; to++) {
          const cost = state.cost + BLANK_COST * (from - start) + placeCost(one, from, to, lines, above, cells.get(one));
          if (cost < (next.get(to)?.cost ?? Infinity)) next.set(to, { cost, cells: [...state.cells, { ...one, first: from, last: to - 1 }] });
        }
      }
    }
    // A block that no cell can hold is left where it can be: `finish` puts it into the cell before it.
    if (next.size > 0) states = next;
  }
  const found = [...states].map(([end, state]) => ({ ...state, cost: state.cost + BLANK_COST * (last - end) })).toSorted((a, b) => a.cost - b.cost)[0];
  for (const cell of found?.cells ?? []) {
    const one = row.find(({ block }) => block === cell.block);
    if (one !== undefined && !cells.has(one)) cells.set(one, cell);
  }
  const own = found?.cells ?? [];
  const isCovered = (line: number) => own.some((cell) => cell.first < line && cell.last + 1 > line);
  return new Set([...own.flatMap((cell) => [cell.first, cell.last + 1]), ...[...above].filter((line) => !isCovered(line))]);
}

function placeCost({ block: { box, emPt, lines } }: PlacedBlock, from: number, to: number, columns: readonly Gutter[], above: ReadonlySet<number>, fixed: FormCell | undefined): number {
  if (fixed !== undefined) return fixed.first === from && fixed.last === to - 1 ? 0 : Infinity;
  const [left, right] = [columns[from], columns[to]];
  if (left === undefined || right === undefined || left.from > box[0] + SLACK_PT || right.to < box[2] - SLACK_PT) return Infinity;
  const middle = (left.from + left.to + right.from + right.to) / 4;
  const unsure = (left.to - left.from + right.to - right.from) / 4;
  const offMiddle = Math.max(0, Math.abs((box[0] + box[2]) / 2 - middle) - unsure / 2);
  const offLeft = Math.max(0, box[0] - left.to - sideEm(left) * emPt);
  const offRight = Math.max(0, right.from - box[2] - sideEm(right) * emPt);
  let crossed = 0;
  for (let line = from + 1; line < to; line++) if (above.has(line)) crossed++;
  const offSide = isCentred(lines) ? Infinity : Math.min(offLeft, offRight) / emPt + SIDE_COST;
  return Math.min(WORST_COST, offMiddle / emPt, offSide) + CROSSED_COST * crossed;
}

/** Whether the lines of a text stand in the middle of their cell: then they differ in length, and their middles do not. */
function isCentred(lines: readonly Segment[]): boolean {
  const [first] = lines;
  if (first === undefined || lines.length < 2) return false;
  const middle = (first.box[0] + first.box[2]) / 2;
  const isLevel = lines.every(({ box }) => Math.abs((box[0] + box[2]) / 2 - middle) <= CENTRED_EM * first.emPt);
  return isLevel && lines.some(({ box }) => Math.abs(box[0] - first.box[0]) > SIDE_EM * first.emPt);
}

function sideEm({ from, to }: Gutter): number {
  return to - from < SLACK_PT ? PADDING_EM : SIDE_EM;
}
