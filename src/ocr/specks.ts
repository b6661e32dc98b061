import type { Component } from "./components.ts";
import type { PixelBox } from "./gray-image.ts";

/** A patch smaller than this both ways is a point, part of a comma, or a speck of dirt. Share of the text size. */
const SPECK_SIZE = 0.25;
/** How far behind or before a line's ink what belongs to it may stand, as shares of the text size: a bracket leaves half its square blank before a comma. */
const POINT_GAP = { low: 0.8, high: 0.5 };
/** Points and commas stand in the lower part of their line. */
const LOW = 0.6;
/** A point or an accent reaches at most this far above or below the line it belongs to. Share of the text size. */
const POINT_RISE = 0.12;

/** Whether a patch of ink is so small that it says something only as part of a line. */
export function isSpeckSized({ x0, y0, x1, y1 }: PixelBox, textSize: number): boolean {
  return Math.max(x1 - x0, y1 - y0) < SPECK_SIZE * textSize;
}

/** Whether a small patch stands where a point, a comma or an accent of a line would. */
export function standsInLine(part: PixelBox, line: PixelBox, textSize: number): boolean {
  const isLow = (part.y0 + part.y1) / 2 > line.y0 + LOW * (line.y1 - line.y0);
  const gap = (isLow ? POINT_GAP.low : POINT_GAP.high) * textSize;
  const near = part.x0 < line.x1 + gap && part.x1 > line.x0 - gap;
  return near && part.y0 > line.y0 - POINT_RISE * textSize && part.y1 < line.y1 + POINT_RISE * textSize;
}

/**
 * The lines without those that consist of specks alone: no character does, and a worn scan has hundreds of them, each of
 * which a reader would take for some character.
 */
export function dropSpecks<Line extends { readonly parts: readonly Component[] }>(lines: readonly Line[], textSize: number): Line[] {
  const isPrint = (part: Component): boolean => !isSpeckSized(part, textSize);
  return lines.filter(({ parts }) => parts.some(isPrint));
}
