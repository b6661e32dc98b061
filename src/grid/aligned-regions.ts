import { findGutters, gapsOf, narrow, type Gutter } from "./gutters.ts";
import type { Row, Segment } from "./segments.ts";

/** Rows that follow each other and leave at least one range of x free between them. */
export interface AlignedRegion {
  /** Indices of its rows: from the first to before the second. */
  readonly from: number;
  readonly to: number;
}

/** A range free on all rows parts columns when it is this wide, in ems. */
const GUTTER_EM = 0.6;
/** Rows further apart than this, in ems from foot to head, are not of one table. */
const MAX_SPACE_EM = 3.2;
/** Rows further apart than this, in ems, are of one table only when their columns agree. */
const APART_EM = 0.9;
/** So many rows without a gap of their own may stand between rows with one: headings of groups, wrapped labels. */
const MAX_PLAIN_ROWS = 3;

/** Regions of rows whose gaps are in line, from top to bottom. Each begins and ends with a row that has a gap. */
export function findAlignedRegions(rows: readonly Row[]): AlignedRegion[] {
  const regions: AlignedRegion[] = [];
  let index = 0;
  while (index < rows.length) {
    const region = growRegion(rows, index);
    if (region === undefined) index++;
    else {
      regions.push(region);
      index = region.to;
    }
  }
  return regions;
}

function growRegion(rows: readonly Row[], from: number): AlignedRegion | undefined {
  const first = rows[from];
  if (first === undefined || first.segments.length < 2) return undefined;
  let gutters: Gutter[] = gapsOf(first);
  let to = from + 1;
  let plain = 0;
  for (let index = from + 1; index < rows.length; index++) {
    const [row, before] = [rows[index], rows[index - 1]];
    if (row === undefined || before === undefined) break;
    const em = Math.max(row.emPt, before.emPt);
    if (row.box[1] - before.box[3] > MAX_SPACE_EM * em) break;
    const left = narrow(gutters, row, GUTTER_EM * em);
    if (left.length === 0 || beginsAnother(rows.slice(from, index), row)) break;
    plain = straddles(row, left) ? 0 : plain + 1;
    if (plain > MAX_PLAIN_ROWS) break;
    gutters = left;
    if (plain === 0) to = index + 1;
  }
  return to - from >= 2 ? { from, to } : undefined;
}

/** Whether a row stands apart from those above it, and its own gaps are not in line with theirs: another table. */
function beginsAnother(above: readonly Row[], row: Row): boolean {
  const before = above.at(-1);
  if (before === undefined || above.length < 2 || row.segments.length < 2) return false;
  if (row.box[1] - before.box[3] <= APART_EM * Math.max(row.emPt, before.emPt)) return false;
  const gutters = findGutters(above, 0, GUTTER_EM * before.emPt);
  const fits = ({ box }: Segment) => !gutters.some(({ from, to }) => (box[0] < from && box[2] > to) || ((box[0] + box[2]) / 2 > from && (box[0] + box[2]) / 2 < to));
  return !row.segments.every(fits);
}

/** Whether a row has text on both sides of one of the gutters. */
function straddles(row: Row, gutters: readonly Gutter[]): boolean {
  return gutters.some(({ from, to }) => row.box[0] <= from && row.box[2] >= to);
}
