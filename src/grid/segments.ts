import type { Glyph } from "../document/page-content.ts";
import type { Box } from "../document/place.ts";
import { emOf, findLines, isBlank, toLine, type TextLine } from "./lines.ts";

/** A stretch of a line that no wide gap parts: a cell's text, or a line of prose. */
export type Segment = TextLine;

/** The segments that stand beside each other, from left to right. */
export interface Row {
  readonly segments: readonly Segment[];
  readonly box: Box;
  readonly emPt: number;
}

/** A gap this wide, in ems, may part two columns; justified Latin text stays below. */
const COLUMN_GAP_EM = 0.9;
/** So many dots in a row lead the eye to a number at the end of the line, and are no text. */
const LEADER_DOTS = 4;
/** Signs that are printed at the edge of a column, away from their number. */
const LONE_SIGN = /^[$¥￥€£(（<>≤≥=±]$/;

/** Every character of some rows, row by row from the left. */
export function listGlyphs(rows: readonly Row[]): Glyph[] {
  return rows.flatMap((row) => row.segments.flatMap((segment) => segment.glyphs));
}

/** Rows of segments, from top to bottom. */
export function findRows(glyphs: readonly Glyph[]): Row[] {
  return findLines(glyphs).flatMap((line) => {
    const segments = attachSigns(splitAtGaps(line));
    return segments.length === 0 ? [] : [{ segments, box: line.box, emPt: line.emPt }];
  });
}

/** Parts a line at its wide gaps; dot leaders count as a gap, and stay with the text before them. */
export function splitAtGaps(line: TextLine, gapEm = COLUMN_GAP_EM): Segment[] {
  const leaders = findLeaders(line.glyphs);
  const pieces: Glyph[][] = [];
  let reach = -Infinity;
  for (const [index, glyph] of line.glyphs.entries()) {
    const last = pieces.at(-1);
    if (last === undefined) pieces.push([glyph]);
    else if (isBlank(glyph) || leaders.has(index)) last.push(glyph);
    else if (glyph.box[0] - reach > gapEm * Math.min(emOf(glyph), line.emPt * 1.5)) pieces.push([glyph]);
    else last.push(glyph);
    if (!isBlank(glyph) && !leaders.has(index)) reach = Math.max(reach, glyph.box[2]);
  }
  return pieces.flatMap(toSegment);
}

function toSegment(glyphs: readonly Glyph[]): Segment[] {
  const leaders = findLeaders(glyphs);
  const inked = glyphs.filter((_, index) => !leaders.has(index));
  const [line] = toLine(inked.some((glyph) => !isBlank(glyph)) ? inked : glyphs);
  return line === undefined ? [] : [{ ...line, glyphs }];
}

/** Indices of the dots that lead to something at the end of a line. */
function findLeaders(glyphs: readonly Glyph[]): Set<number> {
  const found = new Set<number>();
  let run: number[] = [];
  const flush = () => {
    if (run.length >= LEADER_DOTS) for (const index of run) found.add(index);
    run = [];
  };
  for (const [index, glyph] of glyphs.entries()) {
    if (/^[.·…．]+$/.test(glyph.text)) run.push(index);
    else if (!isBlank(glyph)) flush();
  }
  flush();
  return found;
}

function attachSigns(segments: readonly Segment[]): Segment[] {
  const attached: Segment[] = [];
  for (const segment of segments) {
    const before = attached.at(-1);
    if (before !== undefined && LONE_SIGN.test(textOf(before))) {
      attached.pop();
      attached.push(...toSegment([...before.glyphs, ...segment.glyphs]));
    } else {
      attached.push(segment);
    }
  }
  return attached;
}

/** A segment's characters without spaces. */
export function textOf(segment: Segment): string {
  return segment.glyphs
    .filter((glyph) => !isBlank(glyph))
    .map((glyph) => glyph.text)
    .join("");
}

const NUMBER = /^[-–—−+*†‡#$¥￥€£(（<>≤≥=±~]*\d[\d.,:/\s%％‰)）*†‡a-z万元亿人个次天年月日-]*$/i;
const NO_VALUE = /^[-–—−.…/*†‡#]+$|^(?:n\/?a|n\.a\.|无|\(.{1,4}\))$/i;

/** Whether a text is a number as tables print it, with its sign, unit or note mark, or a dash in place of one. */
export function isNumeric(text: string): boolean {
  return NUMBER.test(text) || NO_VALUE.test(text);
}
