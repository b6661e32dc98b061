import type { GrayImage, PixelBox } from "./gray-image.ts";
import { groupAtoms } from "./ink-atoms.ts";
import type { PixelGlyph } from "./line-glyphs.ts";
import { softTrim } from "./soft-trim.ts";
import type { TextLine } from "./text-lines.ts";

/** A comma hangs below the digits beside it by at least this share of their height; a point by at most that. */
const COMMA_DROP = 0.12;
const POINT_DROP = 0.06;
/** A point or comma is at most this share of a digit's height high. */
const MAX_HEIGHT = 0.5;
/** What hangs between a point and a comma can be either. */
const UNSURE = 0.6;

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
    return POINTS.has(glyph.text) && between ? judge(glyph, [before, after], atoms, gray) : glyph;
  });
}

function judge(glyph: PixelGlyph, digits: readonly PixelGlyph[], atoms: readonly PixelBox[], gray: GrayImage): PixelGlyph {
  const [left, right] = digits.flatMap((digit) => atomAt(atoms, digit.centre) ?? []);
  if (left === undefined || right === undefined || right.x0 - left.x1 < 2) return glyph;
  const height = (left.y1 - left.y0 + right.y1 - right.y0) / 2;
  const baseline = Math.round((left.y1 + right.y1) / 2);
  // The lower half of the gap, and as far below as a comma hangs; its tail is often too pale for the page's threshold.
  const mark = softTrim(gray, { x0: left.x1, x1: right.x0, y0: Math.round(baseline - height / 2), y1: Math.round(baseline + 0.4 * height) });
  if (mark === undefined || mark.y1 - mark.y0 > MAX_HEIGHT * height || mark.y1 < baseline - 0.2 * height) return glyph;
  const drop = (mark.y1 - baseline) / height;
  if (drop >= COMMA_DROP) return decide(glyph, ",");
  if (drop <= POINT_DROP) return decide(glyph, ".");
  return { ...glyph, confidence: Math.min(glyph.confidence, UNSURE), readings: [...new Set([...glyph.readings, ".", ","])].filter((text) => text !== glyph.text) };
}

function decide(glyph: PixelGlyph, text: string): PixelGlyph {
  // The full-width forms say the same; what the reader saw of the width stays.
  if (glyph.text.normalize("NFKC") === text) return glyph;
  const readings = [glyph.text, ...glyph.readings].filter((reading) => reading !== text);
  return { ...glyph, text, readings, confidence: Math.min(glyph.confidence, UNSURE) };
}

function atomAt(atoms: readonly PixelBox[], x: number): PixelBox | undefined {
  return atoms.find((atom) => x >= atom.x0 && x < atom.x1);
}
