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
  const data = new Float32Array(width * RASTER_HEIGHT);
  // Several samples a pixel where the crop is much larger, or thin strokes fall between them.
  const samples = Math.max(1, Math.round(scale));
  for (let y = 0, at = 0; y < RASTER_HEIGHT; y++) {
    for (let x = 0; x < width; x++, at++) {
      let sum = 0;
      for (let sy = 0; sy < samples; sy++) {
        const fromY = box.y0 + (y + (sy + 0.5) / samples) * scale - 0.5;
        for (let sx = 0; sx < samples; sx++) sum += sampleAt(image, box.x0 + (x + (sx + 0.5) / samples) * scale - 0.5, fromY, light);
      }
      const value = 1 + (sum / (samples * samples) - light) * gain;
      data[at] = value > 1 ? 1 : value < -1 ? -1 : value;
    }
  }
  return { width, data };
}

function sampleAt(image: GrayImage, x: number, y: number, paper: number): number {
  const { width, height, data } = image;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) return paper;
  const at = y0 * width + x0;
  const fx = x - x0;
  const fy = y - y0;
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
