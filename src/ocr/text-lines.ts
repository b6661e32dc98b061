import type { Component } from "./components.ts";
import type { PixelBox } from "./gray-image.ts";
import { middleAt, type PixelRuling } from "./ruling-line.ts";
import { dropSpecks, isSpeckSized, standsInLine } from "./specks.ts";

/** A line of text inside one cell: the box of its ink and the patches of ink that make it up. */
export interface TextLine extends PixelBox {
  readonly parts: readonly Component[];
}

/** Shares of the text size. */
const CORE_SIZE = 0.45;
/** A gap wider than this parts two pieces of text that stand side by side; a bracket and a comma after it leave two characters' room nearly blank. */
const MAX_GAP = 2.2;
/** Patches higher than this are pictures or what is left of rulings. */
const MAX_PATCH = 4;
/** Dust: a patch with less ink than this share of a character's square that has no line near it is dropped. */
const DUST_AREA = 0.004;
/** Larger, fuller and nearer to a square or a circle than this a patch is no character: bold characters that run together are not as full, and wider. */
const BLOT_SIZE = 1.8;
const BLOT_FILL = 0.75;
const BLOT_ASPECT = 1.25;
/** Strokes of one character (二) lie at most this far apart. */
const STROKE_GAP = 0.6;
/** A line higher than this is more than one character high. */
const MAX_LINE = 1.25;

/**
 * Groups patches of ink to lines of text. No line goes across a vertical ruling.
 * @param components patches without the rulings; `textSize` in pixels.
 */
export function groupTextLines(components: readonly Component[], rulings: readonly PixelRuling[], textSize: number): TextLine[] {
  const walls = rulings.filter((line) => !line.horizontal);
  const floors = rulings.filter((line) => line.horizontal);
  const isUsable = (part: Component): boolean => part.y1 - part.y0 <= MAX_PATCH * textSize && part.area >= DUST_AREA * textSize * textSize;
  const usable = components.filter((part) => isUsable(part) && !isBlot(part, textSize));
  const isCore = (part: Component): boolean => Math.max(part.x1 - part.x0, part.y1 - part.y0) >= CORE_SIZE * textSize;
  const lines = chainPatches(usable.filter(isCore), walls, textSize);
  adoptSmall(lines, usable.filter((part) => !isCore(part)), { walls, floors, textSize });
  return mergeStrokes(lines, { walls, floors, textSize }).map(boundLine);
}

/** Whether a patch is a filled area as no character is: a punched hole, a blot, the corner of a shadow. */
function isBlot({ x0, y0, x1, y1, area }: Component, textSize: number): boolean {
  const [shorter = 0, longer = 0] = [x1 - x0, y1 - y0].sort((a, b) => a - b);
  return shorter >= BLOT_SIZE * textSize && longer <= BLOT_ASPECT * shorter && area >= BLOT_FILL * shorter * longer;
}

interface OpenLine {
  parts: Component[];
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

interface Surroundings {
  readonly walls: readonly PixelRuling[];
  readonly floors: readonly PixelRuling[];
  readonly textSize: number;
}

/** How many of a line's last patches say where it runs: a line may climb. */
const TAIL = 5;

function chainPatches(patches: readonly Component[], walls: readonly PixelRuling[], textSize: number): OpenLine[] {
  const lines: OpenLine[] = [];
  for (const patch of [...patches].sort((a, b) => a.x0 - b.x0)) {
    const home = findHome(lines, patch, walls, textSize);
    if (home) addPart(home, patch);
    else lines.push({ parts: [patch], x0: patch.x0, x1: patch.x1, y0: patch.y0, y1: patch.y1 });
  }
  return lines;
}

function findHome(lines: readonly OpenLine[], patch: Component, walls: readonly PixelRuling[], textSize: number): OpenLine | undefined {
  let best: OpenLine | undefined;
  let bestOverlap = 0.5;
  for (const line of lines) {
    const gap = patch.x0 - line.x1;
    if (gap > MAX_GAP * Math.max(textSize, Math.min(patch.y1 - patch.y0, line.y1 - line.y0))) continue;
    const [y0, y1] = tailRange(line, patch.x0 - 4 * textSize);
    const overlap = Math.min(y1, patch.y1) - Math.max(y0, patch.y0);
    const share = overlap / Math.min(y1 - y0, patch.y1 - patch.y0);
    if (share <= bestOverlap || isWalled(line.x1, patch.x0, Math.max(y0, patch.y0), Math.min(y1, patch.y1), walls)) continue;
    best = line;
    bestOverlap = share;
  }
  return best;
}

function tailRange(line: OpenLine, from: number): [number, number] {
  let y0 = Infinity;
  let y1 = -Infinity;
  let seen = 0;
  for (let index = line.parts.length - 1; index >= 0 && (seen < TAIL || (line.parts[index]?.x1 ?? 0) > from); index--, seen++) {
    const part = line.parts[index];
    if (!part) break;
    y0 = Math.min(y0, part.y0);
    y1 = Math.max(y1, part.y1);
  }
  return [y0, y1];
}

/** Whether a vertical ruling stands between two places at the given height. */
function isWalled(left: number, right: number, y0: number, y1: number, walls: readonly PixelRuling[]): boolean {
  const middle = (y0 + y1) / 2;
  const from = Math.min(left, right);
  const to = Math.max(left, right);
  return walls.some((wall) => {
    if (wall.from > middle || wall.to < middle) return false;
    const x = middleAt(wall, middle);
    return from - wall.thickness < x && x < to + wall.thickness;
  });
}

/** Whether a vertical ruling stands in the gap between two boxes; boxes that overlap sideways have no gap. */
function isParted(a: PixelBox, b: PixelBox, walls: readonly PixelRuling[]): boolean {
  const left = Math.min(a.x1, b.x1);
  const right = Math.max(a.x0, b.x0);
  return left < right && isWalled(left, right, Math.max(a.y0, b.y0), Math.min(a.y1, b.y1), walls);
}

function addPart(line: OpenLine, part: Component): void {
  line.parts.push(part);
  line.x0 = Math.min(line.x0, part.x0);
  line.x1 = Math.max(line.x1, part.x1);
  line.y0 = Math.min(line.y0, part.y0);
  line.y1 = Math.max(line.y1, part.y1);
}

/** Points, commas and short strokes go to the line they stand in or beside; what stands alone becomes a line of its own, but for specks. */
function adoptSmall(lines: OpenLine[], small: readonly Component[], around: Surroundings): void {
  const { walls, floors, textSize } = around;
  const orphans: Component[] = [];
  for (const part of small) {
    const middle = (part.y0 + part.y1) / 2;
    const speck = isSpeckSized(part, textSize);
    const home = lines.find((line) => {
      if (speck && !standsInLine(part, line, textSize)) return false;
      const beside = part.x0 < line.x1 + textSize && part.x1 > line.x0 - textSize;
      const level = middle > line.y0 - 0.2 * textSize && middle < line.y1 + 0.2 * textSize;
      return beside && level && !isParted(line, part, walls) && !floors.some((floor) => isBetween(floor, line, part));
    });
    if (home) addPart(home, part);
    else orphans.push(part);
  }
  lines.push(...dropSpecks(chainPatches(orphans, walls, textSize), textSize));
}

/** Joins lines that are one: strokes of 二 and =, a stroke that began a line of its own beside the rest of its character. */
function mergeStrokes(lines: OpenLine[], around: Surroundings): OpenLine[] {
  const merged: OpenLine[] = [];
  for (const line of [...lines].sort((a, b) => b.y1 - b.y0 - (a.y1 - a.y0))) {
    const home = merged.find((other) => belongTogether(other, line, around));
    if (home) for (const part of line.parts) addPart(home, part);
    else merged.push(line);
  }
  return merged;
}

function belongTogether(line: OpenLine, other: OpenLine, around: Surroundings): boolean {
  const { walls, floors, textSize } = around;
  const gapX = Math.max(line.x0, other.x0) - Math.min(line.x1, other.x1);
  if (gapX > MAX_GAP * textSize) return false;
  const inside = Math.min(line.y1, other.y1) - Math.max(line.y0, other.y0);
  const low = Math.min(line.y1 - line.y0, other.y1 - other.y0);
  const height = Math.max(line.y1, other.y1) - Math.min(line.y0, other.y0);
  const contained = inside >= 0.7 * low;
  const stacked = gapX < 0 && -inside <= STROKE_GAP * textSize && height <= MAX_LINE * textSize;
  if (!contained && !stacked) return false;
  if (contained && isParted(line, other, walls)) return false;
  return !floors.some((floor) => isBetween(floor, line, other));
}

function isBetween(floor: PixelRuling, a: PixelBox, b: PixelBox): boolean {
  const y = (floor.middleFrom + floor.middleTo) / 2;
  const [upper, lower] = a.y0 + a.y1 < b.y0 + b.y1 ? [a, b] : [b, a];
  const over = floor.from < Math.min(a.x1, b.x1) && floor.to > Math.max(a.x0, b.x0);
  return over && (upper.y0 + upper.y1) / 2 < y && y < (lower.y0 + lower.y1) / 2;
}

function boundLine(line: OpenLine): TextLine {
  const parts = [...line.parts].sort((a, b) => a.x0 - b.x0);
  return { x0: line.x0, y0: line.y0, x1: line.x1, y1: line.y1, parts };
}
