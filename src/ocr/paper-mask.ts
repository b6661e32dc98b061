import type { GrayImage } from "./gray-image.ts";

/** The page is looked at in squares of this many pixels. */
const BLOCK = 16;
/** Less than this share of the picture outside the paper is a dark edge that thresholding copes with. */
const MIN_OUTSIDE = 0.004;
/** What lies outside is darker than the paper by at least this many grey levels. */
const MIN_CONTRAST = 40;
/** A piece of paper fills at least this share of its picture. */
const MIN_PAPER = 0.2;

/**
 * The picture with everything round the sheet of paper covered by paper: the desk in a photo, the black edge of a scan.
 * The same picture where no dark surroundings reach in from its edges.
 */
export function coverSurroundings(image: GrayImage): GrayImage {
  const blocks = averageBlocks(image);
  const level = splitLevel(blocks.values);
  if (level === undefined) return image;
  const outside = findOutside(blocks, level);
  const count = outside.reduce((sum, value) => sum + value, 0);
  if (count < MIN_OUTSIDE * outside.length || count > (1 - MIN_PAPER) * outside.length) return image;
  return coverOutside(image, blocks, outside);
}

interface Blocks {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

/** The lighter part of each square: its mean over the pixels that are no ink is near the maximum. */
function averageBlocks(image: GrayImage): Blocks {
  const columns = Math.ceil(image.width / BLOCK);
  const rows = Math.ceil(image.height / BLOCK);
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[row * columns + column] = lightest(image, column * BLOCK, row * BLOCK);
    }
  }
  return { columns, rows, values };
}

/** The mean of the lightest pixel of each row of a square: text darkens it little, grain lightens it little. */
function lightest(image: GrayImage, left: number, top: number): number {
  const right = Math.min(image.width, left + BLOCK);
  const bottom = Math.min(image.height, top + BLOCK);
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    let best = 0;
    for (let x = left; x < right; x++) best = Math.max(best, image.data[y * image.width + x] ?? 0);
    sum += best;
  }
  return sum / (bottom - top);
}

/** The grey level that best parts dark squares from light ones; undefined where they are too alike. Source: N. Otsu (1979). */
function splitLevel(values: Float32Array): number | undefined {
  const counts = new Float64Array(256);
  for (const value of values) counts[Math.min(255, Math.floor(value))] = (counts[Math.min(255, Math.floor(value))] ?? 0) + 1;
  const total = values.length;
  const sum = counts.reduce((all, count, level) => all + count * level, 0);
  let [darkCount, darkSum, best, bestSpread, gap] = [0, 0, 0, 0, 0];
  for (let level = 0; level < 255; level++) {
    darkCount += counts[level] ?? 0;
    darkSum += (counts[level] ?? 0) * level;
    if (darkCount === 0 || darkCount === total) continue;
    const distance = (sum - darkSum) / (total - darkCount) - darkSum / darkCount;
    const spread = darkCount * (total - darkCount) * distance * distance;
    if (spread > bestSpread) [best, bestSpread, gap] = [level + 0.5, spread, distance];
  }
  return gap >= MIN_CONTRAST ? best : undefined;
}

/** Dark squares that hang together with the picture's edge and end at an edge of their own, not in a shadow's slow rise. */
function findOutside(blocks: Blocks, level: number): Uint8Array {
  const { columns, rows, values } = blocks;
  const seen = new Uint8Array(values.length);
  const outside = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const onRim = at < columns || at >= columns * (rows - 1) || at % columns === 0 || at % columns === columns - 1;
    if (!onRim || seen[at] === 1 || (values[at] ?? 255) > level) continue;
    const region = flood(blocks, at, level, seen);
    if (isSharp(blocks, region)) for (const member of region) outside[member] = 1;
  }
  return outside;
}

/** What is outside may grow lighter from square to square by this many grey levels; paper begins with more. */
const SMOOTH_RISE = 30;
/** How fast the level followed by the flood forgets. */
const FOLLOW = 0.2;

function flood(blocks: Blocks, start: number, level: number, seen: Uint8Array): number[] {
  const { values } = blocks;
  const followed = new Map([[start, values[start] ?? 0]]);
  seen[start] = 1;
  const region = [start];
  for (const at of region) {
    const usual = followed.get(at) ?? 0;
    for (const { at: next } of neighbours(blocks, at)) {
      const value = values[next] ?? 255;
      if (seen[next] === 1 || value > level || value - usual > SMOOTH_RISE) continue;
      seen[next] = 1;
      followed.set(next, usual + FOLLOW * (value - usual));
      region.push(next);
    }
  }
  return region;
}

/** At least this share of a desk's border with the sheet is a sharp step up. */
const SHARP_SHARE = 0.6;

function isSharp(blocks: Blocks, region: readonly number[]): boolean {
  const members = new Set(region);
  let [border, sharp] = [0, 0];
  for (const at of region) {
    for (const { at: next, beyond } of neighbours(blocks, at)) {
      if (members.has(next)) continue;
      border++;
      const inside = Math.max(blocks.values[next] ?? 0, beyond === undefined ? 0 : (blocks.values[beyond] ?? 0));
      if (inside - (blocks.values[at] ?? 0) > SMOOTH_RISE) sharp++;
    }
  }
  return sharp >= SHARP_SHARE * border;
}

/** The squares beside one, each with the one behind it in the same direction. */
function neighbours({ columns, rows }: Blocks, at: number): { at: number; beyond: number | undefined }[] {
  const column = at % columns;
  const row = Math.floor(at / columns);
  const index = (x: number, y: number): number | undefined => (x < 0 || y < 0 || x >= columns || y >= rows ? undefined : y * columns + x);
  return [[-1, 0], [1, 0], [0, -1], [0, 1]].flatMap(([dx = 0, dy = 0]) => {
    const next = index(column + dx, row + dy);
    return next === undefined ? [] : [{ at: next, beyond: index(column + 2 * dx, row + 2 * dy) }];
  });
}

/** The squares next to those outside are half desk, half paper: they go too. What goes takes the grey of the nearest paper, or its rim would pass for ink. */
function coverOutside(image: GrayImage, blocks: Blocks, outside: Uint8Array): GrayImage {
  const covered = widen(outside, blocks);
  const fill = spreadPaper(blocks, covered);
  const data = image.data.slice();
  for (const [at, value] of covered.entries()) {
    if (value !== 1) continue;
    const from = (at % blocks.columns) * BLOCK;
    const to = Math.min(image.width, from + BLOCK);
    const top = Math.floor(at / blocks.columns) * BLOCK;
    for (let y = top; y < Math.min(image.height, top + BLOCK); y++) data.fill(fill[at] ?? 255, y * image.width + from, y * image.width + to);
  }
  return { ...image, data };
}

function widen(outside: Uint8Array, { columns, rows }: Blocks): Uint8Array {
  const wide = outside.slice();
  for (const [at, value] of outside.entries()) {
    if (value !== 1) continue;
    const column = at % columns;
    const row = Math.floor(at / columns);
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      wide.fill(1, y * columns + Math.max(0, column - 1), y * columns + Math.min(columns, column + 2));
    }
  }
  return wide;
}

/** The paper's grey carried outwards, square by square. */
function spreadPaper(blocks: Blocks, covered: Uint8Array): Float32Array {
  const grays = blocks.values.slice();
  const known = covered.map((value) => 1 - value);
  const front = [...covered.keys()].filter((at) => known[at] === 1);
  for (const at of front) {
    for (const { at: next } of neighbours(blocks, at)) {
      if (known[next] === 1) continue;
      known[next] = 1;
      grays[next] = grays[at] ?? 255;
      front.push(next);
    }
  }
  return grays;
}
