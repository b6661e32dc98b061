import type { GrayImage, PixelBox } from "./gray-image.ts";

/** A sign is seen on a square grid of this many cells. */
const GRID = 16;
/** The grid's gradients are summed in squares of this many cells … */
const BLOCK = 4;
/** … by this many directions of half a circle. */
const DIRECTIONS = 8;
const BLOCKS = GRID / BLOCK;
const GEOMETRY = 5;

/** How many numbers describe a sign. */
export const MARK_FEATURES = GRID * GRID + BLOCKS * BLOCKS * DIRECTIONS + GEOMETRY;

/** Where a sign stands: the rows and the height of print of its line, for its size and level. */
export interface MarkContext {
  /** The middle of the line's rows. */
  readonly middle: number;
  /** Height of the line's print in pixels. */
  readonly size: number;
}

/** Grey levels of ink and paper round a sign. */
interface Levels {
  readonly ink: number;
  readonly paper: number;
}

/** Numbers, about 0 to 1, that describe the sign in a box: its darkness on a grid, its strokes' directions, its size and level. */
export function describeMark(image: GrayImage, box: PixelBox, context: MarkContext): Float32Array {
  const features = new Float32Array(MARK_FEATURES);
  sampleGrid(image, box, features);
  sumDirections(features);
  const width = box.x1 - box.x0;
  const height = box.y1 - box.y0;
  const grid = features.subarray(0, GRID * GRID);
  const darkness = grid.reduce((sum, value) => sum + value, 0) / (GRID * GRID);
  const level = ((box.y0 + box.y1) / 2 - context.middle) / context.size;
  features.set([clip(width / context.size / 2), clip(height / context.size / 2), clip(width / (width + height)), darkness, clip(0.5 + level)], MARK_FEATURES - GEOMETRY);
  return features;
}

/** The sign's darkness, its longer side filling the grid. */
function sampleGrid(image: GrayImage, box: PixelBox, features: Float32Array): void {
  const side = Math.max(box.x1 - box.x0, box.y1 - box.y0) + 2;
  const left = (box.x0 + box.x1 - side) / 2;
  const top = (box.y0 + box.y1 - side) / 2;
  const cell = side / GRID;
  const levels = findLevels(image, box);
  // At least two samples a pixel, or thin strokes fall between them.
  const samples = Math.max(2, Math.ceil(cell * 1.5));
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++) {
      let sum = 0;
      for (let sy = 0; sy < samples; sy++) {
        for (let sx = 0; sx < samples; sx++) {
          const x = left + (column + (sx + 0.5) / samples) * cell;
          const y = top + (row + (sy + 0.5) / samples) * cell;
          sum += darknessAt(image, box, x, y, levels);
        }
      }
      features[row * GRID + column] = sum / (samples * samples);
    }
  }
}

/** The darkness at a point, 0 to 1, bilinear. What lies outside the sign's box is a neighbour's, and counts as paper. */
function darknessAt(image: GrayImage, box: PixelBox, x: number, y: number, levels: Levels): number {
  const x0 = Math.floor(x - 0.5);
  const y0 = Math.floor(y - 0.5);
  const fx = x - 0.5 - x0;
  const fy = y - 0.5 - y0;
  const at = (px: number, py: number): number => {
    if (px < box.x0 - 1 || px > box.x1 || py < box.y0 - 1 || py > box.y1) return 0;
    if (px < 0 || py < 0 || px >= image.width || py >= image.height) return 0;
    return clip((levels.paper - (image.data[py * image.width + px] ?? 255)) / Math.max(1, levels.paper - levels.ink));
  };
  const upper = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
  const lower = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** How many pixels round the box show its paper. */
const RIM = 2;

function findLevels(image: GrayImage, box: PixelBox): Levels {
  let ink = 255;
  let paper = 0;
  for (let y = Math.max(0, box.y0 - RIM); y < Math.min(image.height, box.y1 + RIM); y++) {
    for (let x = Math.max(0, box.x0 - RIM); x < Math.min(image.width, box.x1 + RIM); x++) {
      const value = image.data[y * image.width + x] ?? 255;
      if (value < ink) ink = value;
      if (value > paper) paper = value;
    }
  }
  return { ink, paper };
}

/** Sums of gradient strength by block and direction, each block's scaled to the strongest of the sign. */
function sumDirections(features: Float32Array): void {
  const offset = GRID * GRID;
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= GRID || y >= GRID ? 0 : (features[y * GRID + x] ?? 0));
  let strongest = 0;
  for (let y = 0; y < GRID; y++) {
    for (let x = 0; x < GRID; x++) {
      const dx = at(x + 1, y) - at(x - 1, y);
      const dy = at(x, y + 1) - at(x, y - 1);
      const strength = Math.hypot(dx, dy);
      if (strength < 0.05) continue;
      const turn = ((Math.atan2(dy, dx) / Math.PI + 1) % 1) * DIRECTIONS;
      const low = Math.floor(turn) % DIRECTIONS;
      const share = turn - Math.floor(turn);
      const block = offset + (Math.floor(y / BLOCK) * BLOCKS + Math.floor(x / BLOCK)) * DIRECTIONS;
      const high = (low + 1) % DIRECTIONS;
      features[block + low] = (features[block + low] ?? 0) + strength * (1 - share);
      features[block + high] = (features[block + high] ?? 0) + strength * share;
      strongest = Math.max(strongest, features[block + low] ?? 0, features[block + high] ?? 0);
    }
  }
  for (let index = offset; index < offset + BLOCKS * BLOCKS * DIRECTIONS; index++) {
    features[index] = (features[index] ?? 0) / Math.max(strongest, 1e-6);
  }
}

function clip(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
