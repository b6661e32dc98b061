import type { InkImage } from "./gray-image.ts";

/** The mean that a profile is compared with reaches this many characters to either side. */
const REACH = 1.5;

/**
 * Whether lines of text run across the picture and not down it: ink gathers in rows, with gaps between lines, more
 * than in columns. @param ink without rulings; `textSize` in pixels.
 */
export function runsAcross(ink: InkImage, textSize: number): boolean {
  const { width, height, data } = ink;
  const rows = new Float64Array(height);
  const columns = new Float64Array(width);
  for (let at = data.indexOf(1); at >= 0; at = data.indexOf(1, at + 1)) {
    const row = Math.floor(at / width);
    const column = at - row * width;
    rows[row] = (rows[row] ?? 0) + 1;
    columns[column] = (columns[column] ?? 0) + 1;
  }
  const reach = Math.round(REACH * textSize);
  return measureRipple(rows, reach) >= measureRipple(columns, reach);
}

/** How strongly a profile swings about its own running mean, relative to that mean. */
function measureRipple(profile: Float64Array, reach: number): number {
  const sums = new Float64Array(profile.length + 1);
  for (let index = 0; index < profile.length; index++) sums[index + 1] = (sums[index] ?? 0) + (profile[index] ?? 0);
  let [swing, size] = [0, 0];
  for (let index = reach; index + reach < profile.length; index++) {
    const mean = ((sums[index + reach + 1] ?? 0) - (sums[index - reach] ?? 0)) / (2 * reach + 1);
    swing += ((profile[index] ?? 0) - mean) ** 2;
    size += mean * mean;
  }
  return size > 0 ? swing / size : 0;
}
