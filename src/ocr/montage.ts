import type { GrayImage } from "./gray-image.ts";
import { RASTER_HEIGHT, type LineRaster } from "./line-raster.ts";

/** Lines of text put below each other on one white sheet, so that a page reader reads them in one go. */
export interface Montage {
  readonly image: GrayImage;
  /** Left end of every line on the sheet. */
  readonly left: number;
  /** The upper edge of each line on the sheet; all are `RASTER_HEIGHT` high. */
  readonly tops: readonly number[];
}

/** White round every line, in pixels: without a margin the reader takes the first stroke for a border. */
const MARGIN = 20;

/** Puts lines on a sheet in their order. */
export function buildMontage(lines: readonly LineRaster[]): Montage {
  const width = Math.max(...lines.map((line) => line.width)) + 2 * MARGIN;
  const pitch = RASTER_HEIGHT + MARGIN;
  const height = lines.length * pitch + MARGIN;
  const data = new Uint8Array(width * height).fill(255);
  const tops = lines.map((_, index) => MARGIN + index * pitch);
  for (const [index, line] of lines.entries()) {
    for (let row = 0; row < RASTER_HEIGHT; row++) {
      const to = ((tops[index] ?? 0) + row) * width + MARGIN;
      for (let x = 0; x < line.width; x++) data[to + x] = 127.5 * ((line.data[row * line.width + x] ?? 1) + 1);
    }
  }
  return { image: { width, height, data }, left: MARGIN, tops };
}

/** The picture as a file every reader knows: portable grey map, binary. */
export function encodePgm({ width, height, data }: GrayImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, "latin1"), data]);
}
