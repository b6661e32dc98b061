import type { Box } from "../document/place.ts";
import { overlap, unite } from "./box.ts";
import type { Edge } from "./edges.ts";
import { isNumeric, textOf, type Row, type Segment } from "./segments.ts";

/** Lines of text that stand below each other at the pitch of wrapped lines: what one cell holds. */
export interface TextBlock {
  /** From top to bottom. */
  readonly lines: readonly Segment[];
  readonly box: Box;
  readonly emPt: number;
}

/** A line, and the only one that stands next below it. */
interface LinePair {
  readonly upper: Segment;
  readonly lower: Segment;
  /** From foot to head, in ems. */
  readonly gapEm: number;
  /** Indices of the rows that the two are of. */
  readonly rows: readonly [number, number];
}

/** Lines further apart than this, in ems from foot to head, are never of one text. */
const MOST_APART_EM = 1.1;
/** Gaps between wrapped lines differ by less than this, in ems; a cell's padding adds more. */
const SAME_GAP_EM = 0.2;
/** So many pairs of lines, and this share of all, must stand at one distance before it is that of wrapped lines. */
const LEAST_PAIRS = 2;
const LEAST_SHARE = 0.08;
/** Where this share of a line's texts have one below them on the next, the two are rows of a list and not wrapped texts. */
const LIST_ROW_SHARE = 0.8;
/** Lines at one distance are those of a list where this share of them are. */
const LIST_SHARE = 0.6;
/** A distance smaller than that of a list's rows by this, in ems, is of a wrapped text in one of them. */
const LESS_EM = 0.1;
/** How far the sides or the middles of one text's lines may lie apart, in ems. */
const SAME_SIDE_EM = 0.35;
const SAME_MIDDLE_EM = 0.6;
/** A paragraph's first line is indented by up to this, in ems. */
const INDENT_EM = 2.6;

/** Puts lines together into the texts of cells. A rule of `levels` between two lines parts them. In order of their lines' rows. */
export function findTextBlocks(rows: readonly Row[], levels: readonly Edge[]): TextBlock[] {
  const pairs = findPairs(rows, levels);
  const limit = findLimit(pairs, rows);
  const next = new Map(pairs.filter((pair) => pair.gapEm <= limit).map((pair) => [pair.upper, pair.lower]));
  const continued = new Set(next.values());
  return rows.flatMap((row) => row.segments.filter((segment) => !continued.has(segment)).map((first) => toBlock(followLines(first, next))));
}

/** A block of lines, which are in order. */
export function toBlock(lines: readonly Segment[]): TextBlock {
  return { lines, box: unite(lines.map((line) => line.box)), emPt: Math.max(...lines.map((line) => line.emPt)) };
}

function followLines(first: Segment, next: ReadonlyMap<Segment, Segment>): Segment[] {
  const lines: Segment[] = [];
  for (let line: Segment | undefined = first; line !== undefined; line = next.get(line)) lines.push(line);
  return lines;
}

function findPairs(rows: readonly Row[], levels: readonly Edge[]): LinePair[] {
  const pairs = rows.flatMap((row, index) => row.segments.flatMap((lower) => findUpper(rows, index, lower, levels)));
  const counts = Map.groupBy(pairs, (pair) => pair.upper);
  return pairs.filter((pair) => counts.get(pair.upper)?.length === 1);
}

/** The line next above in the same columns, where it is the only one there. */
function findUpper(rows: readonly Row[], index: number, lower: Segment, levels: readonly Edge[]): LinePair[] {
  for (let above = index - 1; above >= 0; above--) {
    const row = rows[above];
    if (row === undefined || lower.box[1] - row.box[3] > MOST_APART_EM * lower.emPt) return [];
    const met = row.segments.filter(({ box }) => overlap(box[0], box[2], lower.box[0], lower.box[2]) > 0);
    const [upper] = met;
    if (upper === undefined) continue;
    const gapEm = (lower.box[1] - upper.box[3]) / Math.max(lower.emPt, upper.emPt);
    const isOne = met.length === 1 && gapEm <= MOST_APART_EM && isInLine(upper, lower) && !isParted(upper, lower, levels);
    return isOne ? [{ upper, lower, gapEm, rows: [above, index] }] : [];
  }
  return [];
}

function isInLine({ box: upper, emPt }: Segment, { box: lower }: Segment): boolean {
  const middles = Math.abs(upper[0] + upper[2] - lower[0] - lower[2]) / 2;
  const left = upper[0] - lower[0];
  if (middles <= SAME_MIDDLE_EM * emPt || Math.abs(left) <= SAME_SIDE_EM * emPt) return true;
  return Math.abs(upper[2] - lower[2]) <= SAME_SIDE_EM * emPt || (left > 0 && left <= INDENT_EM * emPt);
}

function isParted(upper: Segment, lower: Segment, levels: readonly Edge[]): boolean {
  const [from, to] = [(upper.box[1] + upper.box[3]) / 2, (lower.box[1] + lower.box[3]) / 2];
  const middle = (lower.box[0] + lower.box[2]) / 2;
  return levels.some((edge) => edge.position > from && edge.position < to && edge.from <= middle && edge.to >= middle);
}

/** The greatest gap between wrapped lines, in ems: a little more than the least that is common, but less than that of a list's rows. */
function findLimit(pairs: readonly LinePair[], rows: readonly Row[]): number {
  const gaps = pairs.map((pair) => pair.gapEm).sort((a, b) => a - b);
  const least = Math.max(LEAST_PAIRS, LEAST_SHARE * gaps.length);
  const common = gaps.find((gap, index) => countUpTo(gaps, gap + SAME_GAP_EM) - index >= least);
  if (common === undefined) return (gaps[0] ?? -Infinity) + SAME_GAP_EM;
  const near = pairs.filter((pair) => pair.gapEm <= common + SAME_GAP_EM);
  const listed = findListed(near, rows);
  if (listed.length <= LIST_SHARE * near.length) return common + SAME_GAP_EM;
  return Math.min(...listed.map((pair) => pair.gapEm)) - LESS_EM;
}

function countUpTo(sorted: readonly number[], most: number): number {
  const end = sorted.findIndex((value) => value > most);
  return end === -1 ? sorted.length : end;
}

/**
 * The pairs that two rows of a list are likely to make: the lower is a number, or nearly all of the upper row has something below
 * it. No text stands half way between such rows, as that of one line does beside texts of two.
 */
function findListed(pairs: readonly LinePair[], rows: readonly Row[]): LinePair[] {
  const byRows = Map.groupBy(pairs, (pair) => pair.rows.join());
  return pairs.filter((pair) => {
    const beside = rows[pair.rows[0]]?.segments.length ?? 0;
    const level = byRows.get(pair.rows.join())?.length ?? 0;
    const isNext = pair.rows[1] - pair.rows[0] === 1;
    return (isNext && beside > 1 && level >= LIST_ROW_SHARE * beside) || isNumeric(textOf(pair.lower));
  });
}
