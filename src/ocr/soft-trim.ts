import type { GrayImage, PixelBox } from "./gray-image.ts";

/** A pixel counts as ink when it is darker than the paper by this share of the darkest one's distance. */
const SOFT_LEVEL = 0.38;
/** Ink paler than this many grey levels below the paper is grain. */
const MIN_DEPTH = 24;

/**
 * The box of the ink in a region, also where it is too pale for the page's threshold: pixels are smoothed and compared
 * with the region's own paper and ink. Undefined where the region holds no ink.
 */
export function softTrim(image: GrayImage, region: PixelBox): PixelBox | undefined {
  const values = smoothRegion(image, region);
  const sorted = values.toSorted();
  const paper = sorted[Math.floor(sorted.length * 0.75)] ?? 255;
  const ink = sorted[0] ?? 255;
  if (paper - ink < MIN_DEPTH) return undefined;
  const level = paper - SOFT_LEVEL * (paper - ink);
  const width = region.x1 - region.x0;
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [index, value] of values.entries()) {
    if (value > level) continue;
    const x = region.x0 + (index % width);
    const y = region.y0 + Math.floor(index / width);
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x + 1);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y + 1);
  }
  return { x0, y0, x1, y1 };
}

function smoothRegion({ width, height, data }: GrayImage, region: PixelBox): Float32Array {
  const columns = Math.max(1, region.x1 - region.x0);
  const rows = Math.max(1, region.y1 - region.y0);
  const at = (x: number, y: number): number => data[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] ?? 255;
  return Float32Array.from({ length: columns * rows }, (_, index) => {
    const x = region.x0 + (index % columns);
    const y = region.y0 + Math.floor(index / columns);
    const cross = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
    const corners = at(x - 1, y - 1) + at(x + 1, y - 1) + at(x - 1, y + 1) + at(x + 1, y + 1);
    return (4 * at(x, y) + 2 * cross + corners) / 16;
  });
}
