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
/** What reaches into the columns on both sides of a gutter by less than this, in ems, stands in one of them. */
const REACH_EM = 0.4;
/** At a gutter, a gap as wide as a space parts two cells. */
const SPACE_EM = 0.22;

/** Finds the columns of rows in line, and puts each segment where it belongs. */
export function findAlignedColumns(rows: readonly Row[]): AlignedColumns {
  const em = median(rows.map((row) => row.emPt));
  const most = Math.max(...rows.map((row) => row.segments.length));
  const full = rows.filter((row) => row.segments.length >= Math.max(2, FULL_ROW * most));
  const guttersOf = (some: readonly Row[]) => findGutters(some, Math.floor(CROSSING_SHARE * some.length), GUTTER_EM * em);
  const gutters = guttersOf(dropOverhead(full, guttersOf(full), most));
  return { gutters, rows: rows.map((row) => placeRow(row, gutters)) };
}

/** Leaves out rows that alone fill a column, though others have more texts: headings in the middle over several columns. */
function dropOverhead(rows: readonly Row[], gutters: readonly Gutter[], most: number): Row[] {
  const columnOf = ({ box }: Segment) => gutters.filter((gutter) => middle(gutter) < (box[0] + box[2]) / 2).length;
  const filled = Map.groupBy(rows.flatMap((row) => row.segments.map((segment) => ({ row, column: columnOf(segment) }))), ({ column }) => column);
  const alone = new Set([...filled.values()].flatMap((entries) => (new Set(entries.map(({ row }) => row)).size === 1 ? entries.map(({ row }) => row) : [])));
  return rows.filter((row) => row.segments.length === most || !alone.has(row));
}

/** Columns of a row's segments, cut at the gutters where they have a space there. */
function placeRow(row: Row, gutters: readonly Gutter[]): PlacedSegment[] {
  const isHeaded = row.segments.length > (gutters.length + 1) / 2;
  const placed = row.segments.flatMap((segment) => cutAtGutters(segment, gutters, isHeaded)).map((piece) => place(piece, gutters));
  const united: PlacedSegment[] = [];
  for (const piece of placed) {
    const before = united.at(-1);
    if (before === undefined || before.last < piece.first) united.push(piece);
    else united[united.length - 1] = { segment: unite(before.segment, piece.segment), first: Math.min(before.first, piece.first), last: Math.max(before.last, piece.last) };
  }
  return united;
}

function cutAtGutters(segment: Segment, gutters: readonly Gutter[], isHeaded: boolean): Segment[] {
  const crossed = gutters.some((gutter) => isCrossed(gutter, segment));
  return crossed ? joinWithin(splitAtGaps(segment, SPACE_EM), gutters, isHeaded) : [segment];
}

/** Whether a segment reaches over the whole of a gutter, into what stands on both sides. */
export function isCrossed(gutter: Gutter, { box, emPt }: Segment): boolean {
  return box[0] < gutter.from - REACH_EM * emPt && box[2] > gutter.to + REACH_EM * emPt;
}

function place(segment: Segment, gutters: readonly Gutter[]): PlacedSegment {
  const centre = (segment.box[0] + segment.box[2]) / 2;
  const crossed = gutters.filter((gutter) => isCrossed(gutter, segment));
  const first = gutters.filter((gutter) => !crossed.includes(gutter) && middle(gutter) < centre).length;
  return { segment, first, last: first + crossed.length };
}

/**
 * Puts words together again, save where a gutter lies between two that are numbers, or, on a row with a text for most
 * columns, between any: a heading over several columns that merely has a space over a gutter must stay whole.
 */
function joinWithin(words: readonly Segment[], gutters: readonly Gutter[], isHeaded: boolean): Segment[] {
  const joined: Segment[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    const atGutter = before !== undefined && gutters.some((gutter) => before.box[2] <= gutter.to && word.box[0] >= gutter.from && middle(gutter) > before.box[0] && middle(gutter) < word.box[2]);
    if (before === undefined || (atGutter && (isHeaded || isNumeric(textOf(before)) || isNumeric(textOf(word))))) joined.push(word);
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
