import type { Metadata } from "sharp";

/** A lower resolution is a placeholder: an aspect ratio, or a camera's "1". */
export const MIN_DPI = 30;
/** What libvips says where a file states nothing. */
const UNSTATED_DPI = 72;

/** The resolution that a file states, in pixels per inch; undefined where it states none. */
export function findStatedDpi(bytes: Uint8Array, metadata: Metadata): number | undefined {
  const dpi = metadata.density ?? 0;
  if (dpi < MIN_DPI) return undefined;
  return Math.round(dpi) !== UNSTATED_DPI || statesResolution(bytes, metadata) ? dpi : undefined;
}

/** Whether a file that seems to have 72 dpi says so itself. */
function statesResolution(bytes: Uint8Array, metadata: Metadata): boolean {
  if (metadata.exif !== undefined || metadata.format === "tiff") return true;
  if (metadata.format === "png") return hasPngResolution(bytes);
  return metadata.format === "jpeg" && hasJfifResolution(bytes);
}

/** Whether a `pHYs` chunk stands before the pixels. Source: PNG specification, 11.3.4.3. */
function hasPngResolution(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  while (at + 8 <= bytes.length) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === "pHYs") return true;
    if (name === "IDAT") return false;
    at += 12 + view.getUint32(at);
  }
  return false;
}

/** Whether the JFIF header, which comes first where there is one, gives its density a unit. Source: JFIF 1.02. */
function hasJfifResolution(bytes: Uint8Array): boolean {
  const isJfif = bytes[2] === 0xff && bytes[3] === 0xe0 && String.fromCharCode(...bytes.subarray(6, 10)) === "JFIF";
  const unit = bytes[13];
  return isJfif && (unit === 1 || unit === 2);
}
