import { findGutters, type Gutter } from "./gutters.ts";
import { median } from "./lines.ts";
import { isNumeric, splitAtGaps, textOf, type Row, type Segment } from "./segments.ts";

/** A segment and the columns over which it stands, both counted from 0, the last one included. */
export interface PlacedSegment {
  readonly segment: Segment;
  readonly first: number;
  readonly last: number;
}

/** Rows and the gutters between their columns. */
export interface AlignedColumns {
  readonly gutters: readonly Gutter[];
  readonly rows: readonly (readonly PlacedSegment[])[];
}

/** Rows with this share of the most segments of any are full ones, which show where the columns are. */
const FULL_ROW = 0.6;
/** So many of the full rows may cross a gutter: a long label, a heading. */
const CROSSING_SHARE = 0.06;
const GUTTER_EM = 0.45;
/** At a gutter, a gap as wide as a space parts two cells. */
const SPACE_EM = 0.22;

/** Finds the columns of rows in line, and puts each segment where it belongs. */
export function findAlignedColumns(rows: readonly Row[]): AlignedColumns {
  const em = median(rows.map((row) => row.emPt));
  const most = Math.max(...rows.map((row) => row.segments.length));
  const full = rows.filter((row) => row.segments.length >= Math.max(2, FULL_ROW * most));
  const gutters = findGutters(full, Math.floor(CROSSING_SHARE * full.length), GUTTER_EM * em);
  return { gutters, rows: rows.map((row) => row.segments.flatMap((segment) => place(segment, gutters))) };
}

/** Columns of a segment, cut at the gutters where it has at least a space there. */
function place(segment: Segment, gutters: readonly Gutter[]): PlacedSegment[] {
  const crossed = gutters.some((gutter) => segment.box[0] < gutter.from && segment.box[2] > gutter.to);
  const words = crossed ? splitAtGaps(segment, SPACE_EM) : [segment];
  const pieces = crossed ? joinWithin(words, gutters) : words;
  return pieces.map((piece) => {
    const first = gutters.filter((gutter) => middle(gutter) <= piece.box[0]).length;
    const last = gutters.filter((gutter) => middle(gutter) < piece.box[2]).length;
    return { segment: piece, first: Math.min(first, last), last };
  });
}

/**
 * Puts words together again, save where a gutter lies between two that are numbers or of which both keep to their sides:
 * a heading that merely has a space over a gutter must stay whole.
 */
function joinWithin(words: readonly Segment[], gutters: readonly Gutter[]): Segment[] {
  const joined: Segment[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    const gutter = before === undefined ? undefined : gutters.find(({ from, to }) => before.box[2] <= to && word.box[0] >= from && middle({ from, to }) > before.box[0] && middle({ from, to }) < word.box[2]);
    const parted = before !== undefined && gutter !== undefined && (isNumeric(textOf(before)) || isNumeric(textOf(word)));
    if (before === undefined || parted) joined.push(word);
    else joined[joined.length - 1] = unite(before, word);
  }
  return joined;
}

function unite(a: Segment, b: Segment): Segment {
  return {
    glyphs: [...a.glyphs, ...b.glyphs],
    box: [Math.min(a.box[0], b.box[0]), Math.min(a.box[1], b.box[1]), Math.max(a.box[2], b.box[2]), Math.max(a.box[3], b.box[3])],
    emPt: Math.max(a.emPt, b.emPt),
  };
}

/** The middle of a gutter. */
export function middle({ from, to }: Gutter): number {
  return (from + to) / 2;
}
