import type { PageImage } from "../document/page-reader.ts";

/** A grey picture, one byte a pixel (0 black, 255 white), rows from the top without padding. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A two-level picture of the same layout: 1 is ink, 0 is paper. */
export type InkImage = GrayImage;

/** A rectangle of pixels; `x1` and `y1` are not in it. */
export interface PixelBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** How much of a red pixel's colour is taken for light, 0 to 1: seals fade behind the black text, red print stays readable. */
const RED_FADE = 0.7;

/** The picture in grey. Red is lightened, since a seal over a form must not hide its text. */
export function toGray(image: PageImage): GrayImage {
  const { width, height, channels, data } = image;
  if (channels === 1) return { width, height, data };
  const gray = new Uint8Array(width * height);
  if (channels === 4 && copyOpaqueGray(data, gray)) return { width, height, data: gray };
  for (let pixel = 0, from = 0; pixel < gray.length; pixel++, from += channels) {
    const red = data[from] ?? 0;
    const luminance = (77 * red + 150 * (data[from + 1] ?? 0) + 29 * (data[from + 2] ?? 0)) >> 8;
    const value = red > luminance ? luminance + (red - luminance) * RED_FADE : luminance;
    const alpha = channels === 4 ? (data[from + 3] ?? 255) : 255;
    gray[pixel] = alpha === 255 ? value : 255 - ((255 - value) * alpha) / 255;
  }
  return { width, height, data: gray };
}

/** Takes the grey levels of a picture without colour and transparency, four bytes at once; false at the first pixel that is otherwise. */
function copyOpaqueGray(data: Uint8Array | Uint8ClampedArray, gray: Uint8Array): boolean {
  if (data.byteOffset % 4 !== 0) return false;
  const pixels = new Uint32Array(data.buffer, data.byteOffset, gray.length);
  for (let at = 0; at < gray.length; at++) {
    const level = (pixels[at] ?? 0) & 255;
    // The same on machines of either byte order, since the three colours are equal and opacity is full.
    if (((pixels[at] ?? 0) | 0) !== (level | (level << 8) | (level << 16) | (255 << 24))) return false;
    gray[at] = level;
  }
  return true;
}

/** The picture turned clockwise by quarters of a circle. */
export function turnImage(image: GrayImage, quarters: 0 | 1 | 2 | 3): GrayImage {
  if (quarters === 0) return image;
  const { width, height, data } = image;
  const turned = new Uint8Array(data.length);
  const flat = quarters === 2;
  const newWidth = flat ? width : height;
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++, from++) {
      const column = quarters === 1 ? height - 1 - y : quarters === 2 ? width - 1 - x : y;
      const row = quarters === 1 ? x : quarters === 2 ? height - 1 - y : width - 1 - x;
      turned[row * newWidth + column] = data[from] ?? 0;
    }
  }
  return { width: newWidth, height: flat ? height : width, data: turned };
}
