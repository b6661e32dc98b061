import type { GrayImage, PixelBox } from "./gray-image.ts";

/** The recogniser's height in pixels. */
export const RASTER_HEIGHT = 48;

/** A line of text as the recogniser wants it: 48 rows of values from -1 (black) to 1 (white). */
export interface LineRaster {
  readonly width: number;
  readonly data: Float32Array;
}

/** Ink and paper of a pale crop are spread to full contrast, but grain on an empty crop is not: at least this many levels apart. */
const MIN_CONTRAST = 60;

/** Cuts a box out of the page and scales it to the recogniser's height. Pixels outside the page are paper. */
export function rasterizeLine(image: GrayImage, box: PixelBox): LineRaster {
  const boxWidth = box.x1 - box.x0;
  const boxHeight = box.y1 - box.y0;
  const scale = boxHeight / RASTER_HEIGHT;
  const width = Math.max(8, Math.round(boxWidth / scale));
  const [dark, light] = findContrast(image, box);
  const gain = 2 / Math.max(MIN_CONTRAST, light - dark);
  // Several samples a pixel where the crop is much larger, or thin strokes fall between them.
  const samples = Math.max(1, Math.round(scale));
  const columns = placeSamples(box.x0, width, samples, scale);
  const rows = placeSamples(box.y0, RASTER_HEIGHT, samples, scale);
  const sums = sumSamples(image, columns, rows, samples, light);
  const data = new Float32Array(sums.length);
  for (let at = 0; at < data.length; at++) {
    const value = 1 + ((sums[at] ?? 0) / (samples * samples) - light) * gain;
    data[at] = value > 1 ? 1 : value < -1 ? -1 : value;
  }
  return { width, data };
}

/** Where samples lie along a side of the crop: the pixel before each, and how far towards the next one it lies, 0 to 1. */
interface SamplePlaces {
  readonly before: Int32Array;
  readonly share: Float64Array;
}

function placeSamples(from: number, count: number, samples: number, scale: number): SamplePlaces {
  const before = new Int32Array(count * samples);
  const share = new Float64Array(count * samples);
  for (let pixel = 0, at = 0; pixel < count; pixel++) {
    for (let sample = 0; sample < samples; sample++, at++) {
      const place = from + (pixel + (sample + 0.5) / samples) * scale - 0.5;
      before[at] = Math.floor(place);
      share[at] = place - Math.floor(place);
    }
  }
  return { before, share };
}

/** The sum of the samples of every pixel of a line, each bilinear. */
function sumSamples(image: GrayImage, columns: SamplePlaces, rows: SamplePlaces, samples: number, paper: number): Float64Array {
  const width = columns.before.length / samples;
  const sums = new Float64Array(width * RASTER_HEIGHT);
  for (let row = 0; row < rows.before.length; row++) {
    const y = rows.before[row] ?? 0;
    const fy = rows.share[row] ?? 0;
    const to = Math.floor(row / samples) * width;
    const outside = y < 0 || y + 1 >= image.height;
    for (let column = 0; column < columns.before.length; column++) {
      const x = columns.before[column] ?? 0;
      const at = to + (samples === 1 ? column : Math.floor(column / samples));
      const level = outside || x < 0 || x + 1 >= image.width ? paper : mix(image, y * image.width + x, columns.share[column] ?? 0, fy);
      sums[at] = (sums[at] ?? 0) + level;
    }
  }
  return sums;
}

/** The level between four pixels, of which the first is given. */
function mix({ width, data }: GrayImage, at: number, fx: number, fy: number): number {
  const top = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
  const bottom = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx;
  return top * (1 - fy) + bottom * fy;
}

/** Grey levels of the crop's ink (its darkest hundredth) and paper (its middle among the lighter half). */
function findContrast(image: GrayImage, box: PixelBox): [number, number] {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = Math.max(0, box.y0); y < Math.min(image.height, box.y1); y++) {
    for (let x = Math.max(0, box.x0); x < Math.min(image.width, box.x1); x++) {
      const value = image.data[y * image.width + x] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
      total++;
    }
  }
  if (total === 0) return [0, 255];
  return [findQuantile(counts, total, 0.01), findQuantile(counts, total, 0.75)];
}

function findQuantile(counts: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let level = 0; level < counts.length; level++) {
    seen += counts[level] ?? 0;
    if (seen >= share * total) return level;
  }
  return 255;
}
