import type { Component } from "./components.ts";
import type { InkImage, PixelBox } from "./gray-image.ts";
import type { TextLine } from "./text-lines.ts";

/** A line this many times as high as a character may hold two lines whose characters touch. */
const TALL = 1.55;
/** A row between two lines has at most this share of the ink of an average row. */
const VALLEY_INK = 0.4;
/** In a line of large characters, more than this share of the patches are nearly as high as the line. */
const LARGE_SHARE = 0.25;
const LARGE_HEIGHT = 0.72;
/** A line is at least this share of the text size high, so the border lies at least as far from the edges. */
const MIN_LINE = 0.7;

/** Cuts lines that hold two or more lines of text run together by characters that touch. */
export function splitTallLines(lines: readonly TextLine[], ink: InkImage, textSize: number): TextLine[] {
  return lines.flatMap((line) => splitLine(line, ink, textSize));
}

function splitLine(line: TextLine, ink: InkImage, textSize: number): TextLine[] {
  const height = line.y1 - line.y0;
  if (height < TALL * textSize || isLargePrint(line, height, textSize)) return [line];
  const cut = findValley(line, ink, Math.ceil(MIN_LINE * textSize));
  if (cut === undefined) return [line];
  return cutLine(line, cut).flatMap((part) => splitLine(part, ink, textSize));
}

function isLargePrint(line: TextLine, height: number, textSize: number): boolean {
  const core = line.parts.filter((part) => part.y1 - part.y0 >= 0.45 * textSize);
  const large = core.filter((part) => part.y1 - part.y0 >= LARGE_HEIGHT * height);
  return large.length > LARGE_SHARE * core.length;
}

function findValley(line: PixelBox, ink: InkImage, margin: number): number | undefined {
  const rows: number[] = [];
  for (let y = line.y0; y < line.y1; y++) {
    let count = 0;
    for (let x = line.x0; x < line.x1; x++) count += ink.data[y * ink.width + x] ?? 0;
    rows.push(count);
  }
  const mean = rows.reduce((sum, count) => sum + count, 0) / Math.max(1, rows.length);
  let best: number | undefined;
  let bestCount = VALLEY_INK * mean;
  for (let row = margin; row < rows.length - margin; row++) {
    // The first and the last of equally empty rows lie at the edge of the gap; the middle one is as good.
    if ((rows[row] ?? 0) < bestCount) {
      best = row;
      bestCount = rows[row] ?? 0;
    }
  }
  return best === undefined ? undefined : line.y0 + best;
}

function cutLine(line: TextLine, y: number): TextLine[] {
  const upper = line.parts.filter((part) => part.y0 < y).map((part): Component => ({ ...part, y1: Math.min(part.y1, y) }));
  const lower = line.parts.filter((part) => part.y1 > y).map((part): Component => ({ ...part, y0: Math.max(part.y0, y) }));
  // A patch that only just reaches over the border is no part of the other line.
  const solid = (parts: Component[]): Component[] => parts.filter((part) => part.y1 - part.y0 > 2);
  return [solid(upper), solid(lower)].filter((parts) => parts.length > 0).map(boundParts);
}

function boundParts(parts: readonly Component[]): TextLine {
  return {
    x0: Math.min(...parts.map((part) => part.x0)),
    y0: Math.min(...parts.map((part) => part.y0)),
    x1: Math.max(...parts.map((part) => part.x1)),
    y1: Math.max(...parts.map((part) => part.y1)),
    parts,
  };
}
