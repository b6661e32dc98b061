import type { PixelBox } from "./gray-image.ts";
import type { PixelGlyph } from "./line-glyphs.ts";
import { lookAtPoint, type SeenPoint } from "./point-eye.ts";
import type { SeenLine } from "./seen-line.ts";
import { softTrim } from "./soft-trim.ts";

/** What readers make of points, brackets and quotation marks: those themselves, and signs of the same strokes. */
const POINT_LIKE = new Set("。，、；：.,;:．·•●■*'`\"＂‘’“”〃-－—!！?？|丨/()（）[]［］{}〔〕【】〈〉《》%％".split(""));
/** Points that differ in a pixel or two, of which judgePoints tells more between digits. */
const SMALL_POINTS = new Set([".", ",", "．", "，", "·", "、", "。"]);
const DIGIT = /^[0-9０-９]$/u;

/** The eye has a say where it takes the ink for anything else with no more than this chance. */
const MOST_OTHER = 0.35;
/** It overrules the reader only where it is itself this sure, and never one this sure. */
const SURE = 0.9;
const READER_SURE = 0.985;
/** On worn pages a reader is less sure of points than it says: its odds count as this power of them. */
const READER_WEIGHT = 0.6;
/** Neither reader nor eye is surer than this of a sign that the other takes for another; together they are no surer than the second. */
const MOST_OVERRULED = 0.9;
const MOST_SURE = 0.999;

/** No sign is quite out of the question. */
const LEAST_CHANCE = 1e-3;
/** A sign takes no more room than this to either side of its middle, in heights of the print. */
const HALF_ROOM = 0.6;

/** The line's points, brackets and quotation marks weighed by what the eye sees of them. */
export function seePoints(glyphs: readonly PixelGlyph[], seen: SeenLine): PixelGlyph[] {
  return glyphs.map((glyph, index) => {
    const beside: Neighbours = { before: glyphs[index - 1]?.text, after: glyphs[index + 1]?.text, read: glyph.text };
    if (glyph.sign === true || !isLookedAt(glyph, beside)) return glyph;
    const box = findInk(glyph, seen);
    return box === undefined ? glyph : weigh(glyph, lookAt(box, seen, beside));
  });
}

/** A digit this sure is one, also behind another at a line's end, where a % is read as one. */
const SURE_DIGIT = 0.97;
const PERCENT_LIKE = /^[0-9oO]$/u;

function isLookedAt({ text, confidence }: PixelGlyph, { before, after }: Neighbours): boolean {
  const isDigit = (one: string | undefined): boolean => one !== undefined && DIGIT.test(one);
  if (PERCENT_LIKE.test(text)) return after === undefined && isDigit(before) && confidence < SURE_DIGIT;
  return POINT_LIKE.has(text) && !(SMALL_POINTS.has(text) && isDigit(before) && isDigit(after));
}

/** What was read on either side of a place, and there. */
export interface Neighbours {
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly read?: string;
}

const OPENING = new Set(["“", "（", "〔", "[", "【", "《"]);
const NARROW = /^[\dA-Za-z]$/u;

/** What the eye sees in a box of a line, between the characters given. */
export function lookAt(box: PixelBox, { frame, gray }: SeenLine, beside: Neighbours): SeenPoint {
  return lookAtPoint(gray, box, { middle: (frame.y0 + frame.y1) / 2, size: frame.size }, (sign) => canStand(sign, beside));
}

/** A point of a number stands among digits or letters, a % behind a digit; a middle dot and a dash are too rare to be seen where the reader saw none. */
function canStand(sign: string, { before, after, read }: Neighbours): boolean {
  const isNarrow = (text: string | undefined): boolean => text !== undefined && NARROW.test(text);
  // 4.目前 begins the fourth of a list; a full stop behind a digit is as likely where the reader saw none.
  if (sign === ".") return isNarrow(before) && (read === "." || after === undefined || isNarrow(after));
  if (read !== undefined && fold(read) === fold(sign)) return true;
  if (sign === "%") return before !== undefined && DIGIT.test(before);
  // A line begins with no point, and a bracket that closes nothing.
  if (before === undefined && read === undefined) return OPENING.has(sign);
  return sign !== "·" && sign !== "-";
}

function findInk({ centre, room, size }: PixelGlyph, { frame, gray }: SeenLine): PixelBox | undefined {
  const x0 = Math.floor(Math.max(room.x0, centre - HALF_ROOM * size));
  const x1 = Math.ceil(Math.min(room.x1, centre + HALF_ROOM * size));
  return x1 - x0 < 2 ? undefined : softTrim(gray, { x0, x1, y0: Math.round(frame.y0) - 2, y1: Math.round(frame.y1) + 2 });
}

/** Reader and eye together: the chances that each gives to a sign, multiplied. */
function weigh(glyph: PixelGlyph, { chances, other }: SeenPoint): PixelGlyph {
  if (other > MOST_OTHER) return glyph;
  if (PERCENT_LIKE.test(glyph.text)) return (chances.get("%") ?? 0) < SURE ? glyph : { ...glyph, text: "%", confidence: MOST_OVERRULED, readings: keepOthers(glyph, "%", glyph.text) };
  const read = [...chances.keys()].find((sign) => fold(sign) === fold(glyph.text));
  const doubt = ((1 - glyph.confidence) / Math.max(LEAST_CHANCE, glyph.confidence)) ** READER_WEIGHT;
  const odds = new Map(Array.from(chances, ([sign, chance]) => [sign, Math.max(LEAST_CHANCE, chance) * (sign === read ? 1 : doubt)]));
  const sum = odds.values().reduce((so, one) => so + one, 0);
  const [best] = [...odds].sort((a, b) => b[1] - a[1]);
  if (best === undefined) return glyph;
  const [sign, confidence] = [best[0], best[1] / sum];
  if (sign === read) return { ...glyph, confidence: Math.min(MOST_SURE, Math.max(glyph.confidence, confidence)) };
  if ((chances.get(sign) ?? 0) < SURE || glyph.confidence >= READER_SURE) return keepOther(glyph, sign);
  return { ...glyph, text: sign, confidence: Math.min(confidence, MOST_OVERRULED), readings: keepOthers(glyph, sign, glyph.text) };
}

/** The reader's sign with another one beside it, of which the eye is not sure either. */
function keepOther(glyph: PixelGlyph, other: string): PixelGlyph {
  return { ...glyph, confidence: Math.min(glyph.confidence, MOST_OVERRULED), readings: [...new Set([...glyph.readings, other])] };
}

function keepOthers(glyph: PixelGlyph, chosen: string, other: string): string[] {
  return [other, ...glyph.readings.filter((reading) => reading !== chosen && reading !== other)];
}

/** Wide and narrow forms are one sign. */
function fold(text: string): string {
  return text.normalize("NFKC");
}
