import type { PixelBox } from "./gray-image.ts";
import type { PixelGlyph } from "./line-glyphs.ts";
import { middleAt, type PixelRuling } from "./ruling-line.ts";
import type { TextLine } from "./text-lines.ts";

/** A line lower than this share of the page's print is dirt where it is no dash; notes and raised figures are higher. */
const DIRT_HEIGHT = 0.45;
/** What is a little larger is dirt where its reader hardly believes it. */
const DOUBTFUL = { confidence: 0.35, height: 0.8 };
/** A lone character smaller than these shares of the print is dirt outside of tables; in a cell it may be the value. */
const LONE = { height: 0.8, width: 0.5 };
/** In a cell, what is as wide as a Chinese character and believed to be one is low because its strokes are pale. */
const PALE = { width: 0.7, confidence: 0.5 };
/** Dirt is read as one character, or a few; more are small print, if they are believed. */
const MAX_DIRT = 3;
const BELIEVED = 0.6;
const HAN = /^\p{Script=Han}$/u;
/** Signs that are much wider than high. */
const FLAT = /^[-—–－―_~～=＝一二…]+$/u;

/** A line with what was read of it. */
export interface GlyphLine {
  readonly line: TextLine;
  readonly glyphs: readonly PixelGlyph[];
}

/**
 * Whether a line that was read is dirt that only resembles a character: it is no print, and would stand in cells, between
 * the parts of a table, or as a paragraph of its own. `textSize` in pixels.
 */
export function isDirt({ line, glyphs }: GlyphLine, rulings: readonly PixelRuling[], textSize: number): boolean {
  const printed = glyphs.filter(({ text }) => text.trim() !== "");
  const belief = printed.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, printed.length);
  if (printed.length === 0 || (printed.length > MAX_DIRT && belief >= BELIEVED) || printed.some(({ sign }) => sign === true)) return false;
  const height = (line.y1 - line.y0) / textSize;
  if (height < DOUBTFUL.height && Math.max(...printed.map(({ confidence }) => confidence)) < DOUBTFUL.confidence) return true;
  if (FLAT.test(printed.map(({ text }) => text).join(""))) return false;
  const width = (line.x1 - line.x0) / textSize;
  if (height < DIRT_HEIGHT) return !(width >= PALE.width && belief >= PALE.confidence && printed.every(({ text }) => HAN.test(text)) && isFramed(line, rulings));
  const isSmall = height < LONE.height && width < LONE.width;
  return printed.length === 1 && isSmall && !isFramed(line, rulings);
}

/** Whether rulings stand on all four sides of a box, however far. */
function isFramed(box: PixelBox, rulings: readonly PixelRuling[]): boolean {
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  const sides = { above: false, below: false, before: false, behind: false };
  for (const line of rulings) {
    const along = line.horizontal ? x : y;
    if (along < line.from || along > line.to) continue;
    const across = middleAt(line, along);
    if (line.horizontal) sides[across < y ? "above" : "below"] = true;
    else sides[across < x ? "before" : "behind"] = true;
  }
  return sides.above && sides.below && sides.before && sides.behind;
}
