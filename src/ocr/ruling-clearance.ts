import type { InkImage } from "./gray-image.ts";
import { middleAt, type Line } from "./ruling-line.ts";

/** How far beside a line ink counts as the rest of a character whose stroke the line may be; share of the text size. */
const BESIDE = 0.25;
/** Scanners blur: ink this many pixels from a line's measured edge may still be the line. */
const BLUR_PX = 2;

/**
 * The share of a line's length along which nothing stands beside it, on the side where that is more. Rulings keep a little
 * paper on one side at least; a row of strokes has the rest of its characters on both.
 */
export function measureClearance(line: Line, ink: InkImage, textSize: number): number {
  const near = line.thickness / 2 + BLUR_PX;
  const far = Math.max(near + 1, line.thickness / 2 + BESIDE * textSize);
  let [above, below] = [0, 0];
  for (let x = line.from; x < line.to; x++) {
    const middle = middleAt(line, x);
    if (isEmpty(ink, x, middle - far, middle - near)) above++;
    if (isEmpty(ink, x, middle + near, middle + far)) below++;
  }
  return Math.max(above, below) / Math.max(1, line.to - line.from);
}

/** The share of a line's length along which there is ink where the line should be. */
export function measureCover(line: Line, ink: InkImage): number {
  let covered = 0;
  for (let x = line.from; x < line.to; x++) {
    const middle = middleAt(line, x);
    if (!isEmpty(ink, x, middle - line.thickness / 2 - 1, middle + line.thickness / 2 + 1)) covered++;
  }
  return covered / Math.max(1, line.to - line.from);
}

function isEmpty({ width, height, data }: InkImage, x: number, from: number, to: number): boolean {
  for (let y = Math.max(0, Math.floor(from)); y <= Math.min(height - 1, Math.floor(to)); y++) {
    if (data[y * width + x] === 1) return false;
  }
  return true;
}
