import type { Row } from "./segments.ts";
import { median } from "./lines.ts";
import { findTextBlocks } from "./text-blocks.ts";

/** Rows of text that follow each other and may be a form's. */
export interface FormRegion {
  /** Indices of its rows: from the first to before the second. */
  readonly from: number;
  readonly to: number;
}

/** Rows further apart than this, in ems from foot to head, are not of one form. */
const MAX_SPACE_EM = 4;
/** So many rows of text may stand between rows with a gap: prose in a cell beside a label, a heading. */
const MAX_PLAIN_ROWS = 12;
/** Text of a size this much larger is a title. */
const TITLE_SIZE = 1.25;

/** Stretches of rows between titles and wide spaces that begin and end with a row that has a gap, from top to bottom. */
export function findFormRegions(rows: readonly Row[]): FormRegion[] {
  const em = median(rows.map((row) => row.emPt));
  const regions: FormRegion[] = [];
  let from: number | undefined;
  let to = 0;
  const flush = () => {
    if (from !== undefined && to - from > 1) regions.push({ from, to });
    from = undefined;
  };
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    const isApart = before !== undefined && row.box[1] - before.box[3] > MAX_SPACE_EM * em;
    if (isApart || row.emPt > TITLE_SIZE * em || index - to > MAX_PLAIN_ROWS) flush();
    if (row.segments.length < 2 || row.emPt > TITLE_SIZE * em) return;
    from ??= index;
    to = index + 1;
  });
  flush();
  return regions.map((region, index) => widen(rows, region, regions[index - 1]?.to ?? 0, regions[index + 1]?.from ?? rows.length));
}

/** Adds rows above and below whose lines go on in the region: the first and last lines of wrapped texts have no gap. */
function widen(rows: readonly Row[], { from, to }: FormRegion, least: number, most: number): FormRegion {
  const first = Math.max(least, from - MAX_PLAIN_ROWS);
  const near = rows.slice(first, Math.min(most, to + MAX_PLAIN_ROWS));
  const rowOf = new Map(near.flatMap((row, index) => row.segments.map((segment) => [segment, first + index] as const)));
  const reached = findTextBlocks(near, []).flatMap((block) => {
    const indices = block.lines.map((line) => rowOf.get(line) ?? from);
    return indices.some((index) => index >= from && index < to) ? indices : [];
  });
  return { from: Math.min(from, ...reached), to: Math.max(to, ...reached.map((index) => index + 1)) };
}

/** So many of the rows with gaps have a row above or below that is blank there too. */
const LEAST_SUPPORTED = 0.6;

/**
 * Whether the gaps of rows lie above each other, as those between columns do. Prose has gaps too, where a scan lost a
 * character or a bracket stands in white space, but the lines above and below run on through them.
 */
export function hasGutters(rows: readonly Row[]): boolean {
  const gapped = rows.flatMap((row, index) => (row.segments.length < 2 ? [] : [{ row, near: [rows[index - 1], rows[index + 1]] }]));
  const supported = gapped.filter(({ row, near }) => listGaps(row).some((x) => near.some((other) => other !== undefined && !covers(other, x))));
  return supported.length >= LEAST_SUPPORTED * gapped.length;
}

/** The middles of a row's gaps, in points. */
function listGaps(row: Row): number[] {
  return row.segments.slice(1).map((segment, index) => (segment.box[0] + (row.segments[index]?.box[2] ?? segment.box[0])) / 2);
}

function covers(row: Row, x: number): boolean {
  return row.segments.some(({ box }) => box[0] < x && box[2] > x);
}
