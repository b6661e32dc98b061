import type { Homography } from "../document/homography.ts";
import type { GrayImage } from "./gray-image.ts";

/**
 * The picture seen through a map: each pixel of the result is taken, bilinearly, from where `toSource` sends it, in
 * pixels. What lies outside continues the picture's edge, smoothed: white would make paper in shadow look like ink, and
 * the edge's own grain would be drawn out to lines. The result has the same size.
 */
export function warpImage(image: GrayImage, toSource: Homography): GrayImage {
  const { width, height } = image;
  const data = new Uint8Array(width * height);
  const source = { image, rim: smoothRim(image) };
  if (isPlain(toSource, image)) warpPlain(source, toSource, data);
  else warpFreely(source, toSource, data);
  return { width, height, data };
}

interface Source {
  readonly image: GrayImage;
  readonly rim: Rim;
}

/** A map whose divisor changes by no more than this from corner to corner moves no pixel by more than a millionth. */
const PLAIN = 1e-10;

function isPlain([, , , , , , g, h, i]: Homography, { width, height }: GrayImage): boolean {
  return i === 1 && Math.abs(g) * width + Math.abs(h) * height <= PLAIN;
}

/** Places are counted in parts of a pixel, this many bits of them: whole numbers are twice as fast, and err by a level in few pixels. */
const PART_BITS = 11;
const PARTS = 1 << PART_BITS;

/** A turn, a shift, a change of scale: from pixel to pixel of a row the place moves by the same step. */
function warpPlain({ image, rim }: Source, [a, b, c, d, e, f]: Homography, warped: Uint8Array): void {
  const { width, height, data } = image;
  const [endX, endY] = [(width - 1) * PARTS, (height - 1) * PARTS];
  for (let y = 0, at = 0; y < height; y++) {
    let fromX = (a * 0.5 + b * (y + 0.5) + c - 0.5) * PARTS;
    let fromY = (d * 0.5 + e * (y + 0.5) + f - 0.5) * PARTS;
    for (let x = 0; x < width; x++, at++, fromX += a * PARTS, fromY += d * PARTS) {
      if (fromX < 0 || fromY < 0 || fromX >= endX || fromY >= endY) {
        warped[at] = takeRim(image, rim, Math.floor(fromX / PARTS), Math.floor(fromY / PARTS));
        continue;
      }
      const partX = fromX | 0;
      const partY = fromY | 0;
      const first = (partY >> PART_BITS) * width + (partX >> PART_BITS);
      const top = mixLevels(data[first] ?? 0, data[first + 1] ?? 0, partX & (PARTS - 1));
      const bottom = mixLevels(data[first + width] ?? 0, data[first + width + 1] ?? 0, partX & (PARTS - 1));
      // Half of the parts' bits are given up first, or the product would not fit.
      const mixed = top + ((((bottom - top) >> 4) * (partY & (PARTS - 1))) >> (PART_BITS - 4));
      warped[at] = (mixed + PARTS / 2) >> PART_BITS;
    }
  }
}

/** The level between two, so many parts of the way; itself in parts of a level. */
function mixLevels(from: number, to: number, parts: number): number {
  return (from << PART_BITS) + (to - from) * parts;
}

function warpFreely({ image, rim }: Source, [a, b, c, d, e, f, g, h, i]: Homography, warped: Uint8Array): void {
  const { width, height } = image;
  for (let y = 0, at = 0; y < height; y++) {
    const cy = y + 0.5;
    const [rowX, rowY, rowW] = [b * cy, e * cy, h * cy];
    for (let x = 0; x < width; x++, at++) {
      const cx = x + 0.5;
      const part = 1 / (g * cx + rowW + i);
      const fromX = (a * cx + rowX + c) * part - 0.5;
      const fromY = (d * cx + rowY + f) * part - 0.5;
      const inside = fromX >= 0 && fromY >= 0 && fromX < width - 1 && fromY < height - 1;
      warped[at] = inside ? sample(image, fromX, fromY) : takeRim(image, rim, Math.floor(fromX), Math.floor(fromY));
    }
  }
}

/** Grey levels along the picture's four edges. */
interface Rim {
  readonly top: Uint8Array;
  readonly bottom: Uint8Array;
  readonly left: Uint8Array;
  readonly right: Uint8Array;
}

/** Bilinear, at a place that has pixels on all sides; half a level is added for rounding. */
function sample({ width, data }: GrayImage, x: number, y: number): number {
  // What is not negative is cut off as it would be rounded down.
  const x0 = x | 0;
  const y0 = y | 0;
  const at = y0 * width + x0;
  const fx = x - x0;
  const fy = y - y0;
  const top = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
  const bottom = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx;
  return top * (1 - fy) + bottom * fy + 0.5;
}

function takeRim({ width, height }: GrayImage, rim: Rim, x: number, y: number): number {
  if (x < 0) return rim.left[clamp(y, height)] ?? 255;
  if (x >= width - 1) return rim.right[clamp(y, height)] ?? 255;
  return (y < 0 ? rim.top[x] : rim.bottom[x]) ?? 255;
}

function clamp(value: number, size: number): number {
  return value < 0 ? 0 : value >= size ? size - 1 : value;
}

/** The rim is averaged over this many pixels along the edge to either side, and this many into the picture. */
const RIM_REACH = 24;
const RIM_DEPTH = 4;

function smoothRim({ width, height, data }: GrayImage): Rim {
  const edge = (length: number, at: (along: number, depth: number) => number): Uint8Array => {
    const sums = new Float64Array(length + 1);
    for (let along = 0; along < length; along++) {
      let sum = 0;
      for (let depth = 0; depth < RIM_DEPTH; depth++) sum += at(along, depth);
      sums[along + 1] = (sums[along] ?? 0) + sum / RIM_DEPTH;
    }
    return Uint8Array.from({ length }, (_, along) => {
      const from = Math.max(0, along - RIM_REACH);
      const to = Math.min(length, along + RIM_REACH + 1);
      return ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
    });
  };
  const pixel = (x: number, y: number): number => data[clamp(y, height) * width + clamp(x, width)] ?? 255;
  return {
    top: edge(width, (x, depth) => pixel(x, depth)),
    bottom: edge(width, (x, depth) => pixel(x, height - 1 - depth)),
    left: edge(height, (y, depth) => pixel(depth, y)),
    right: edge(height, (y, depth) => pixel(width - 1 - depth, y)),
  };
}
