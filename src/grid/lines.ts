import type { Box } from "../document/place.ts";
import type { Glyph } from "../document/page-content.ts";
import { overlap, unite } from "./box.ts";

/** Characters that stand beside each other, from left to right. */
export interface TextLine {
  readonly glyphs: readonly Glyph[];
  /** Around the visible characters. */
  readonly box: Box;
  /** The usual height of its characters, in points. */
  readonly emPt: number;
  /** Set where the line does not run from left to right: degrees clockwise from there. */
  readonly turn?: Turn;
}

/** A direction of writing, in degrees clockwise from left to right: 90 runs downwards, with the next line to its left. */
export type Turn = 90 | 180 | 270;

/** Two characters stand on one line when this share of the lower one's height is common to both. */
const SHARED_HEIGHT = 0.5;
/** Heights further apart than this are a note mark or a brace beside text: then the smaller one's middle decides. */
const SIMILAR_HEIGHT = 0.4;
/** How far a raised or lowered character may stick out of its line, as a share of its own height. */
const RAISED = 0.45;

/** Whether a character leaves no ink. */
export function isBlank(glyph: Glyph): boolean {
  return glyph.text.trim() === "";
}

/** The height of a character's font, in points. */
export function emOf(glyph: Glyph): number {
  return glyph.fontSizePt ?? glyph.box[3] - glyph.box[1];
}

/** A line that is still being put together; its height follows the text, so that a skewed line stays one. */
interface OpenLine {
  readonly glyphs: Glyph[];
  y0: number;
  y1: number;
}

/**
 * Lines of text, from top to bottom; those of turned characters follow the upright ones, each direction in its own order.
 * Lines without ink are left out.
 */
export function findLines(glyphs: readonly Glyph[]): TextLine[] {
  if (glyphs.every((glyph) => glyph.turn === undefined)) return findUpright(glyphs);
  const byTurn = Map.groupBy(glyphs, (glyph) => glyph.turn);
  return [...findUpright(byTurn.get(undefined) ?? []), ...([90, 180, 270] as const).flatMap((turn) => findTurned(byTurn.get(turn) ?? [], turn))];
}

/** Lines that run in another direction than from left to right, in their reading order. */
export function findTurned(glyphs: readonly Glyph[], turn: Turn): TextLine[] {
  const originals = new Map(glyphs.map((glyph) => [{ ...glyph, box: turnBack(glyph.box, turn) }, glyph]));
  return findUpright([...originals.keys()]).flatMap((line) => {
    const [turned] = toLine(line.glyphs.flatMap((glyph) => originals.get(glyph) ?? []));
    return turned === undefined ? [] : [{ ...turned, turn }];
  });
}

/** Where a box lies when what runs in a direction is turned to run from left to right, the next line below. */
function turnBack([x0, y0, x1, y1]: Box, turn: Turn): Box {
  if (turn === 90) return [y0, -x1, y1, -x0];
  return turn === 180 ? [-x1, -y1, -x0, -y0] : [-y1, x0, -y0, x1];
}

/**
 * Each character joins the line whose right end it overlaps most, so that lines may rise or fall by much more than their
 * height over the page's width.
 */
function findUpright(glyphs: readonly Glyph[]): TextLine[] {
  const open: OpenLine[] = [];
  for (const glyph of glyphs.toSorted((a, b) => a.box[0] - b.box[0])) {
    const line = bestLine(open, glyph);
    if (line === undefined) open.push({ glyphs: [glyph], y0: glyph.box[1], y1: glyph.box[3] });
    else append(line, glyph);
  }
  return open
    .flatMap(({ glyphs: members }) => toLine(members))
    .toSorted((a, b) => a.box[1] + a.box[3] - (b.box[1] + b.box[3]) || a.box[0] - b.box[0]);
}

/** How far after a character's end the next begins in the direction of their line, in points; negative where they overlap. */
export function gapBetween(before: Glyph, after: Glyph, turn: Turn | undefined): number {
  const [b, a] = turn === undefined ? [before.box, after.box] : [turnBack(before.box, turn), turnBack(after.box, turn)];
  return a[0] - b[2];
}

/** A line of these characters, which are in order; none where no ink is among them. */
export function toLine(glyphs: readonly Glyph[]): TextLine[] {
  const visible = glyphs.filter((glyph) => !isBlank(glyph));
  if (visible.length === 0) return [];
  return [{ glyphs, box: unite(visible.map((glyph) => glyph.box)), emPt: median(visible.map(emOf)) }];
}

/** The middle value; of an even number, the upper of the two in the middle. 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function bestLine(lines: readonly OpenLine[], glyph: Glyph): OpenLine | undefined {
  let best: OpenLine | undefined;
  let bestShare = 0;
  for (const line of lines) {
    const share = sharedHeight(line, glyph.box);
    if (share > bestShare) {
      best = line;
      bestShare = share;
    }
  }
  return best;
}

/** The share of the lower one's height that is common, or 0 where that is too little for one line. */
function sharedHeight(line: OpenLine, box: Box): number {
  const height = box[3] - box[1];
  const lineHeight = line.y1 - line.y0;
  const lower = Math.max(Math.min(height, lineHeight), Number.EPSILON);
  const share = overlap(line.y0, line.y1, box[1], box[3]) / lower;
  if (lower >= SIMILAR_HEIGHT * Math.max(height, lineHeight)) return share >= SHARED_HEIGHT ? share : 0;
  return share >= 1 - RAISED ? share / 2 : 0;
}

function append(line: OpenLine, glyph: Glyph): void {
  const [, y0, , y1] = glyph.box;
  line.glyphs.push(glyph);
  const similar = y1 - y0 >= 0.75 * (line.y1 - line.y0) && y1 - y0 <= (line.y1 - line.y0) / 0.75;
  if (!similar || isBlank(glyph)) return;
  line.y0 = (line.y0 + y0) / 2;
  line.y1 = (line.y1 + y1) / 2;
}
