import sharp from "sharp";

/** A picture in shades of grey, one byte for each pixel, rows from the top. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Decodes a picture to shades of grey. */
export async function readGray(encoded: Uint8Array): Promise<GrayImage> {
  const { data, info } = await sharp(encoded).flatten({ background: "#fff" }).grayscale().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}

/** sharp over the picture, for its filters and encoders. */
export function openGray({ width, height, pixels }: GrayImage): ReturnType<typeof sharp> {
  return sharp(pixels, { raw: { width, height, channels: 1 } });
}

/**
 * The picture as JPEG of one channel that states its resolution. sharp's own way to state it makes three channels, and the
 * PDF around the picture says one.
 */
export async function encodeJpeg(image: GrayImage, quality: number, dpi: number): Promise<Uint8Array> {
  const bytes = await openGray(image).toColourspace("b-w").jpeg({ quality }).toBuffer();
  const startOfImage = bytes.subarray(0, 2);
  return Buffer.concat([startOfImage, writeDensity(dpi), bytes.subarray(2)]);
}

/** The segment that states a resolution in dots per inch. Source: JFIF 1.02, APP0. */
function writeDensity(dpi: number): Uint8Array {
  const segment = Buffer.from("ffe000104a46494600010201" + "00000000" + "0000", "hex");
  segment.writeUInt16BE(dpi, 12);
  segment.writeUInt16BE(dpi, 14);
  return segment;
}

/** The brightness at a point between pixels; `outside` beyond the edge. */
export function sampleGray(image: GrayImage, x: number, y: number, outside: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left + 1 >= image.width || top + 1 >= image.height) return outside;
  const at = top * image.width + left;
  const right = x - left;
  const down = y - top;
  const { pixels, width } = image;
  const upper = (pixels[at] ?? 0) * (1 - right) + (pixels[at + 1] ?? 0) * right;
  const lower = (pixels[at + width] ?? 0) * (1 - right) + (pixels[at + width + 1] ?? 0) * right;
  return upper * (1 - down) + lower * down;
}

/** A new picture of the same or another size, each pixel computed from its place. */
export function mapGray(width: number, height: number, shade: (x: number, y: number) => number): GrayImage {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = Math.max(0, Math.min(255, Math.round(shade(x, y))));
  }
  return { width, height, pixels };
}
