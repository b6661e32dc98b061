import { lookAtMark } from "./mark-eye.ts";
import type { PixelBox } from "./gray-image.ts";
import type { PixelGlyph } from "./line-glyphs.ts";
import type { SeenLine } from "./seen-line.ts";
import { softTrim } from "./soft-trim.ts";

/** A gap of a line that may hold a box, and one before its first character; shares of the print's height. */
const MIN_GAP = 0.9;
const BEFORE_LINE = 1.5;
/** A box to tick is at least this large. */
const MIN_BOX = 0.5;
const MAX_BOX = 1.3;
/** The eye must be this sure of a box that left no ink above the page's threshold. */
const SURE = 0.85;

const BOXES = new Set(["□", "☑", "☒", "■"]);

/** Boxes to tick so pale that neither the threshold nor a reader saw them, found in the gaps of a line. */
export function findPaleBoxes(glyphs: readonly PixelGlyph[], seen: SeenLine): PixelGlyph[] {
  const { size, y0, y1 } = seen.frame;
  const printed = glyphs.filter(({ text }) => text.trim() !== "");
  const gaps = printed.map((glyph, index) => {
    const before = printed[index - 1];
    return { x0: before?.box.x1 ?? glyph.box.x0 - BEFORE_LINE * size, x1: glyph.box.x0 };
  });
  return gaps.flatMap(({ x0, x1 }) => {
    if (x1 - x0 < MIN_GAP * size) return [];
    const region = { x0: Math.ceil(x0) + 1, y0: y0 - 2, x1: Math.floor(x1) - 1, y1: y1 + 2 };
    const box = softTrim(seen.gray, region);
    return box !== undefined && isBoxSized(box, size) ? toGlyph(box, seen) : [];
  });
}

function isBoxSized(box: PixelBox, size: number): boolean {
  return [box.x1 - box.x0, box.y1 - box.y0].every((side) => side >= MIN_BOX * size && side <= MAX_BOX * size);
}

function toGlyph(box: PixelBox, seen: SeenLine): PixelGlyph[] {
  const { size, y0, y1 } = seen.frame;
  const { sign, confidence } = lookAtMark(seen.gray, box, { middle: (y0 + y1) / 2, size });
  if (sign === undefined || !BOXES.has(sign) || confidence < SURE) return [];
  const room = { x0: box.x0, x1: box.x1 };
  return [{ text: sign, box: { ...room, y0, y1 }, room, size, centre: (box.x0 + box.x1) / 2, confidence, readings: [], sign: true }];
}
