import type { GrayImage, InkImage } from "./gray-image.ts";

/** Ink is darker than the mean round it by this share; paper under uneven light stays paper. */
const DARKER_SHARE = 0.1;
/** … and at least by this many grey levels, so that the grain of dark paper is no ink. */
const DARKER_LEVELS = 14;
/** How many standard deviations of the paper's grain a pixel must lie below the mean; grain is smoothed first, to 3/8 of itself or, pressed by JPEG, half. */
const GRAIN_DEVIATIONS = 2;
/** Paper with less grain than this is not smoothed: thin strokes stay as sharp as they are. */
const SMOOTH_FROM = 2.5;

/**
 * Parts ink from paper by the mean grey of the square round each pixel.
 * `radius` is half that square's side in pixels; it must be wider than a stroke and narrower than a shadow.
 * Source: D. Bradley, G. Roth, Adaptive Thresholding Using the Integral Image (2007); here with running sums.
 */
export function thresholdInk(image: GrayImage, radius: number): InkImage {
  const grain = estimateGrain(image);
  const { width, height, data } = grain >= SMOOTH_FROM ? smooth(image) : image;
  const margin = Math.max(DARKER_LEVELS, GRAIN_DEVIATIONS * grain);
  const ink = new Uint8Array(data.length);
  const columns = new Int32Array(width);
  const side = 2 * radius + 1;
  for (let row = 0; row < Math.min(height, radius); row++) shiftWindow(columns, image, row, -1);
  for (let y = 0; y < height; y++) {
    shiftWindow(columns, image, y + radius, y - radius - 1);
    const rows = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
    let sum = 0;
    for (let x = 0; x < Math.min(width, radius); x++) sum += columns[x] ?? 0;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (x + radius < width) sum += columns[x + radius] ?? 0;
      if (x > radius) sum -= columns[x - radius - 1] ?? 0;
      const inside = x >= radius && x + radius < width;
      const area = inside ? rows * side : rows * (Math.min(width, x + radius + 1) - Math.max(0, x - radius));
      const value = data[at] ?? 0;
      // Most of a page is paper, which no division is needed to tell.
      if ((value + CLEARLY_LIGHT) * area >= sum) continue;
      const mean = sum / area;
      if (value < mean - margin && value < mean * (1 - DARKER_SHARE)) ink[at] = 1;
    }
  }
  return { width, height, data: ink };
}

/** What is no darker than this below the mean is paper whatever the grain: less than `DARKER_LEVELS`. */
const CLEARLY_LIGHT = 13;

/** Sums of columns of the picture with one more row and one less, where the picture has them. */
function shiftWindow(columns: Int32Array, { width, height, data }: GrayImage, added: number, dropped: number): void {
  if (added < height) for (let x = 0, at = added * width; x < width; x++, at++) columns[x] = (columns[x] ?? 0) + (data[at] ?? 0);
  if (dropped >= 0) for (let x = 0, at = dropped * width; x < width; x++, at++) columns[x] = (columns[x] ?? 0) - (data[at] ?? 0);
}

/** The picture with each pixel averaged with its eight neighbours, weighted 1-2-1 both ways. The outermost pixels stay. */
function smooth(image: GrayImage): GrayImage {
  const { width, height, data } = image;
  const rows = new Uint16Array(data.length);
  for (let at = 1; at < data.length - 1; at++) rows[at] = (data[at - 1] ?? 0) + 2 * (data[at] ?? 0) + (data[at + 1] ?? 0);
  const smoothed = data.slice();
  const last = width * (height - 1) - 1;
  for (let at = width + 1; at < last; at++) {
    smoothed[at] = ((rows[at - width] ?? 0) + 2 * (rows[at] ?? 0) + (rows[at + width] ?? 0) + 8) >> 4;
  }
  return { width, height, data: smoothed };
}

/** Every how many pixels the grain is sampled: a few ten thousand samples of a page are enough. */
const GRAIN_STEP = 7;
/** The median of |N(0,1)| is 0.6745 of its deviation; the difference of a pixel and its two neighbours' mean has √1.5 of the grain's. */
const MEDIAN_TO_DEVIATION = 1 / (0.6745 * Math.sqrt(1.5));

/** The standard deviation of the paper's grain in grey levels, from the median of the second differences along rows. */
export function estimateGrain(image: GrayImage): number {
  const { width, height, data } = image;
  const counts = new Uint32Array(512);
  let total = 0;
  for (let at = 1; at < width * height - 1; at += GRAIN_STEP) {
    const bend = Math.abs(2 * (data[at] ?? 0) - (data[at - 1] ?? 0) - (data[at + 1] ?? 0));
    counts[bend] = (counts[bend] ?? 0) + 1;
    total++;
  }
  let seen = 0;
  let median = 0;
  while (median < 511 && (seen += counts[median] ?? 0) * 2 < total) median++;
  return (median / 2) * MEDIAN_TO_DEVIATION;
}
