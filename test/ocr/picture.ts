import type { GrayImage } from "../../src/ocr/gray-image.ts";

/** A white picture to draw on. */
export function blank(width: number, height: number, paper = 255): GrayImage {
  return { width, height, data: new Uint8Array(width * height).fill(paper) };
}

/** Fills a rectangle; `x1` and `y1` are not in it. */
export function fill(image: GrayImage, [x0, y0, x1, y1]: readonly [number, number, number, number], level = 0): void {
  for (let y = Math.max(0, y0); y < Math.min(image.height, y1); y++) image.data.fill(level, y * image.width + Math.max(0, x0), y * image.width + Math.min(image.width, x1));
}

/** A square that looks like a character to geometry: a frame with a bar across. */
export function stamp(image: GrayImage, x: number, y: number, size: number): void {
  fill(image, [x, y, x + size, y + 3]);
  fill(image, [x, y + size - 3, x + size, y + size]);
  fill(image, [x, y, x + 3, y + size]);
  fill(image, [x + size - 3, y, x + size, y + size]);
  fill(image, [x, y + Math.round(size / 2), x + size, y + Math.round(size / 2) + 2]);
}

/** The picture as ink: 1 where it is darker than the middle. */
export function asInk(image: GrayImage): GrayImage {
  return { ...image, data: image.data.map((value) => (value < 128 ? 1 : 0)) };
}
