import type { Homography } from "../document/homography.ts";
import type { GrayImage } from "./gray-image.ts";

/**
 * The picture seen through a map: each pixel of the result is taken, bilinearly, from where `toSource` sends it, in
 * pixels. What lies outside continues the picture's edge: a white rim would make paper in shadow look like ink. The result has the same size.
 */
export function warpImage(image: GrayImage, toSource: Homography): GrayImage {
  const { width, height } = image;
  const data = new Uint8Array(width * height);
  const [a, b, c, d, e, f, g, h, i] = toSource;
  for (let y = 0, at = 0; y < height; y++) {
    const cy = y + 0.5;
    for (let x = 0; x < width; x++, at++) {
      const cx = x + 0.5;
      const w = g * cx + h * cy + i;
      data[at] = sample(image, (a * cx + b * cy + c) / w - 0.5, (d * cx + e * cy + f) / w - 0.5);
    }
  }
  return { width, height, data };
}

function sample(image: GrayImage, x: number, y: number): number {
  const { width, height, data } = image;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 0 || y0 < 0 || x0 >= width - 1 || y0 >= height - 1) {
    return data[clamp(y0, height) * width + clamp(x0, width)] ?? 255;
  }
  const at = y0 * width + x0;
  const fx = x - x0;
  const fy = y - y0;
  const top = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
  const bottom = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx;
  return top * (1 - fy) + bottom * fy + 0.5;
}

function clamp(value: number, size: number): number {
  return value < 0 ? 0 : value >= size ? size - 1 : value;
}

