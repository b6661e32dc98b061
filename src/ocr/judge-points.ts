import type { GrayImage, PixelBox } from "./gray-image.ts";
import { groupAtoms } from "./ink-atoms.ts";
import type { PixelGlyph } from "./line-glyphs.ts";
import { softTrim } from "./soft-trim.ts";
import type { TextLine } from "./text-lines.ts";

/** A comma hangs below the digits beside it and is higher than a point. Both are measured in digits' heights. */
const POINT_HEIGHT = 0.22;
const HEIGHT_WEIGHT = 0.6;
/** The sum of drop and weighted height above which a sign is a comma, and below which it is a point; measured on worn scans. */
const COMMA_FROM = 0.14;
const POINT_UP_TO = 0.05;
/** Above this nothing but a comma hangs so low, whatever the reader says. */
const PLAIN_COMMA = 0.24;
/** A point or comma is at most this share of a digit's height high. */
const MAX_HEIGHT = 0.6;
/** The reader is overruled only where it is less certain than this. */
const READER_SURE = 0.97;
/** Where pixels and reader differ, neither is more certain than this. */
const UNSURE = 0.6;

/** A comma of a number parts off three digits at a time. */
const GROUP = 3;
const DIGIT = /^[0-9０-９]$/u;
const POINTS = new Set([".", ",", "．", "，", "·", "、", "。", "丶"]);

/** The glyphs with every point and comma between two digits told apart by how far its ink hangs below them. */
export function judgePoints(glyphs: readonly PixelGlyph[], line: TextLine, gray: GrayImage): PixelGlyph[] {
  if (!glyphs.some((glyph) => POINTS.has(glyph.text))) return [...glyphs];
  const atoms = groupAtoms(line.parts);
  return glyphs.map((glyph, index) => {
    const before = glyphs[index - 1];
    const after = glyphs[index + 1];
    const between = before !== undefined && after !== undefined && DIGIT.test(before.text) && DIGIT.test(after.text);
    if (!POINTS.has(glyph.text) || !between) return glyph;
    const digitsBehind = countDigits(glyphs, index + 1);
    return judge(glyph, [before, after], { atoms, gray, digitsBehind }) ?? leaveOpen(glyph, digitsBehind);
  });
}

/** How many digits follow each other from a place on. */
function countDigits(glyphs: readonly PixelGlyph[], from: number): number {
  const end = glyphs.findIndex(({ text }, index) => index >= from && !DIGIT.test(text));
  return (end < 0 ? glyphs.length : end) - from;
}

interface Surroundings {
  readonly atoms: readonly PixelBox[];
  readonly gray: GrayImage;
  readonly digitsBehind: number;
}

/** @returns Undefined where the pixels do not tell. */
function judge(glyph: PixelGlyph, digits: readonly PixelGlyph[], { atoms, gray, digitsBehind }: Surroundings): PixelGlyph | undefined {
  const [left, right] = digits.flatMap((digit) => atomAt(atoms, digit.centre) ?? []);
  if (left === undefined || right === undefined || right.x0 - left.x1 < 2) return undefined;
  const height = (left.y1 - left.y0 + right.y1 - right.y0) / 2;
  const baseline = Math.round((left.y1 + right.y1) / 2);
  // The lower half of the gap, and as far below as a comma hangs; its tail is often too pale for the page's threshold.
  const mark = softTrim(gray, { x0: left.x1, x1: right.x0, y0: Math.round(baseline - height / 2), y1: Math.round(baseline + 0.4 * height) });
  if (mark === undefined || mark.y1 - mark.y0 > MAX_HEIGHT * height || mark.y1 < baseline - 0.2 * height) return undefined;
  const solid = atoms.find((atom) => atom.x0 >= left.x1 - 1 && atom.x1 <= right.x0 + 1);
  const bottom = Math.max(mark.y1, solid?.y1 ?? 0);
  const top = Math.min(mark.y0, solid?.y0 ?? mark.y0);
  const score = (bottom - baseline) / height + HEIGHT_WEIGHT * Math.max(0, (bottom - top) / height - POINT_HEIGHT);
  if (score >= PLAIN_COMMA) return decide(glyph, ",", true);
  if (score >= COMMA_FROM) return digitsBehind < GROUP ? undefined : decide(glyph, ",", false);
  return score <= POINT_UP_TO ? decide(glyph, ".", false) : undefined;
}

/** Pixels that hang between a point and a comma: a reader that is itself unsure is no more than a guess, but a comma before one or two digits is none. */
function leaveOpen(glyph: PixelGlyph, digitsBehind: number): PixelGlyph {
  if (glyph.confidence >= READER_SURE) return glyph;
  const isComma = glyph.text.normalize("NFKC") === ",";
  if (isComma && digitsBehind < GROUP) return decide(glyph, ".", true);
  const other = isComma ? "." : ",";
  return { ...glyph, confidence: Math.min(glyph.confidence, UNSURE), readings: [other, ...glyph.readings.filter((reading) => reading !== other)] };
}

function decide(glyph: PixelGlyph, text: string, plain: boolean): PixelGlyph {
  // The full-width forms say the same; what the reader saw of the width stays.
  if (glyph.text.normalize("NFKC") === text || (!plain && glyph.confidence >= READER_SURE)) return glyph;
  const confidence = Math.min(glyph.confidence, UNSURE);
  const [chosen, dropped] = [text, glyph.text];
  return { ...glyph, text: chosen, confidence, readings: [dropped, ...glyph.readings.filter((reading) => reading !== chosen && reading !== dropped)] };
}

function atomAt(atoms: readonly PixelBox[], x: number): PixelBox | undefined {
  return atoms.find((atom) => x >= atom.x0 && x < atom.x1);
}
