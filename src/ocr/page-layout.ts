import { findComponents, type Component } from "./components.ts";
import { eraseRulings, type WipedPage } from "./erase-rulings.ts";
import type { GrayImage, InkImage } from "./gray-image.ts";
import { collectRuns } from "./ink-runs.ts";
import { middleAt, type PixelRuling } from "./ruling-line.ts";
import { findRulings } from "./ruling-lines.ts";
import { splitTallLines } from "./split-lines.ts";
import { groupTextLines, type TextLine } from "./text-lines.ts";
import { estimateTextSize } from "./text-size.ts";

/** Where lines of text and ruling lines stand on an upright page, in pixels. */
export interface PageLayout {
  readonly rulings: readonly PixelRuling[];
  readonly lines: readonly TextLine[];
  /** All patches of ink but rulings. */
  readonly patches: readonly Component[];
  /** The page without its rulings. */
  readonly wiped: WipedPage;
  /** Height of a character. */
  readonly textSize: number;
}

/** Finds rulings first and takes them out, so that no line is read as a character, then the lines of text between them. */
export function findLayout(gray: GrayImage, ink: InkImage, fallbackTextSize: number): PageLayout {
  const runs = collectRuns(ink);
  const roughSize = estimateTextSize(findComponents(ink, runs)) ?? fallbackTextSize;
  const rulings = findRulings(ink, roughSize, runs);
  const wiped = eraseRulings(gray, ink, rulings);
  const components = findComponents(wiped.ink);
  const textSize = estimateTextSize(components) ?? fallbackTextSize;
  const lines = groupTextLines(dropRemains(components, rulings, textSize), rulings, textSize);
  return { rulings, lines: splitTallLines(lines, wiped.ink, textSize), patches: components, wiped, textSize };
}

/** Crumbs that the wiping left lie along a ruling and are thin. */
function dropRemains(components: readonly Component[], rulings: readonly PixelRuling[], textSize: number): Component[] {
  return components.filter((part) => !rulings.some((line) => liesAlong(part, line, textSize)));
}

function liesAlong(part: Component, line: PixelRuling, textSize: number): boolean {
  const [from, to, low, high] = line.horizontal ? [part.x0, part.x1, part.y0, part.y1] : [part.y0, part.y1, part.x0, part.x1];
  if (to < line.from - textSize || from > line.to + textSize) return false;
  const middle = middleAt(line, (from + to) / 2);
  const reach = line.thickness / 2 + Math.max(3, 0.12 * textSize);
  return low >= middle - reach && high <= middle + reach;
}
