import { overlap } from "./box.ts";
import type { Gutter } from "./gutters.ts";
import { isBlank } from "./lines.ts";
import { splitAtGaps, type Row, type Segment } from "./segments.ts";

/** Between two columns of wrapped text no more than their padding may be free: this, in ems; within Chinese text nothing is. */
const NARROW_EM = 0.25;
/** Two lines have a gap in common when it is this wide, in ems. */
const COMMON_EM = 0.2;
/** Lines of two columns that are not quite level alternate: a line's neighbours in its own column are this near. */
const NEIGHBOURS = 2;
/** A rule's joint may stand this far beside the gap of a line, in points. */
const SLACK_PT = 1;

/** Parts texts at narrow gaps that a line near by has at the same place, or where rules are pieced. */
export function partAtNarrowGaps(rows: readonly Row[], joints: readonly number[]): Row[] {
  const gaps = rows.map(findGaps);
  return rows.map((row, index) => {
    const near = gaps.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1).filter((other) => other !== gaps[index]);
    const isCommon = (gap: Gutter) => near.some((others) => others.some((other) => overlap(other.from, other.to, gap.from, gap.to) >= COMMON_EM * row.emPt));
    const isJoint = (gap: Gutter) => joints.some((x) => x >= gap.from - SLACK_PT && x <= gap.to + SLACK_PT);
    const segments = row.segments.flatMap((segment) => joinUnless(splitAtGaps(segment, NARROW_EM), (gap) => isCommon(gap) || isJoint(gap)));
    return segments.length === row.segments.length ? row : { ...row, segments };
  });
}

function findGaps({ segments }: Row): Gutter[] {
  const pieces = segments.flatMap((segment) => splitAtGaps(segment, NARROW_EM));
  return pieces.slice(1).flatMap(({ box }, index) => {
    const before = pieces[index];
    return before === undefined || endsBlank(before) ? [] : [{ from: before.box[2], to: box[0] }];
  });
}

/** Puts the pieces of a text together again, save at gaps where they are of two columns. */
function joinUnless(pieces: readonly Segment[], isParted: (gap: Gutter) => boolean): Segment[] {
  const joined: Segment[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    if (before === undefined || (!endsBlank(before) && isParted({ from: before.box[2], to: piece.box[0] }))) joined.push(piece);
    else joined[joined.length - 1] = unitePieces(before, piece);
  }
  return joined;
}

/** A typed space is within a text; between two cells none is typed. */
function endsBlank({ glyphs }: Segment): boolean {
  const last = glyphs.at(-1);
  return last !== undefined && isBlank(last);
}

function unitePieces(a: Segment, b: Segment): Segment {
  const box: Segment["box"] = [Math.min(a.box[0], b.box[0]), Math.min(a.box[1], b.box[1]), Math.max(a.box[2], b.box[2]), Math.max(a.box[3], b.box[3])];
  return { glyphs: [...a.glyphs, ...b.glyphs], box, emPt: Math.max(a.emPt, b.emPt) };
}
