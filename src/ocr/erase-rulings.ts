import type { GrayImage, InkImage } from "./gray-image.ts";
import type { PixelRuling } from "./ruling-line.ts";

/** Ink this many pixels beyond a line's measured edge is still the line: scanners blur. */
const BLUR_PX = 1.5;
/** A worn or bent line wanders this many pixels from its middle. */
const WANDER_PX = 3;

/** What is left when a page's ruling lines are wiped out. */
export interface WipedPage {
  readonly ink: InkImage;
  readonly gray: GrayImage;
}

/** Wipes the lines out of both pictures, which are copied. Strokes of characters that cross a line stay. */
export function eraseRulings(gray: GrayImage, ink: InkImage, rulings: readonly PixelRuling[]): WipedPage {
  const wiped = { gray: { ...gray, data: gray.data.slice() }, ink: { ...ink, data: ink.data.slice() } };
  for (const line of rulings) wipeLine(wiped, line);
  return wiped;
}

function wipeLine(page: WipedPage, line: PixelRuling): void {
  const { width, height } = page.ink;
  const [stepAlong, stepAcross] = line.horizontal ? [1, width] : [width, 1];
  const across = line.horizontal ? height : width;
  const slope = (line.middleTo - line.middleFrom) / Math.max(1, line.to - line.from);
  const half = line.thickness / 2 + BLUR_PX;
  for (let along = line.from; along < line.to; along++) {
    const base = along * stepAlong;
    const middle = followInk(page.ink, base, stepAcross, across, line.middleFrom + slope * (along - line.from), line.thickness);
    const low = Math.max(0, Math.round(middle - half));
    const high = Math.min(across - 1, Math.round(middle + half) - 1);
    wipeAcross(page, base, stepAcross, low, high, across);
  }
}

/** The middle of the ink that lies nearest to where the line should be; there, where no ink of its thickness is near. */
function followInk(ink: InkImage, base: number, step: number, size: number, expected: number, thickness: number): number {
  const from = Math.max(0, Math.round(expected - WANDER_PX - thickness / 2));
  const to = Math.min(size - 1, Math.round(expected + WANDER_PX + thickness / 2));
  let best = expected;
  let bestDistance = Infinity;
  for (let at = from; at <= to; at++) {
    if (ink.data[base + at * step] !== 1) continue;
    let end = at;
    while (end + 1 < size && ink.data[base + (end + 1) * step] === 1) end++;
    const middle = (at + end + 1) / 2;
    // A longer stretch is a character that touches the line and says nothing of where the line is.
    if (end + 1 - at <= thickness + 2 && Math.abs(middle - expected) < bestDistance) {
      best = middle;
      bestDistance = Math.abs(middle - expected);
    }
    at = end;
  }
  return best;
}

function wipeAcross(page: WipedPage, base: number, step: number, low: number, high: number, size: number): void {
  const { ink, gray } = page;
  const before = base + Math.max(0, low - 1) * step;
  const after = base + Math.min(size - 1, high + 1) * step;
  const crossed = ink.data[before] === 1 && ink.data[after] === 1;
  if (crossed) return;
  const paper = Math.max(gray.data[before] ?? 255, gray.data[after] ?? 255);
  for (let at = low; at <= high; at++) {
    ink.data[base + at * step] = 0;
    gray.data[base + at * step] = paper;
  }
}
