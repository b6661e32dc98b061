import { decode as decodeBmpFile } from "bmp-ts";
import sharp, { type Metadata, type Sharp } from "sharp";
import { ExtractionError } from "../../src/document/extractor.ts";
import type { PageImage } from "../../src/document/page-reader.ts";
import { findStatedDpi, MIN_DPI } from "./stated-dpi.ts";

/** An opened image file: how many pages it has, and each decoded when asked for. */
export interface ImageFile {
  readonly pageCount: number;
  /** One page's pixels, 0-based. Rejects where this page alone is damaged. */
  readonly decodePage: (index: number) => Promise<PageImage>;
}

/** Where a file states no resolution it is taken for a picture of a screen. */
const DEFAULT_DPI = 96;
/** A0 at 400 dpi; more is a decompression bomb, or nothing that was ever a form. */
const MAX_PIXELS = 250_000_000;
/** A page is read at no more than this: A4 at 400 dpi. Finer pictures are scaled down, and their resolution with them. */
const MAX_READ_PIXELS = 16_000_000;

/**
 * Opens a PNG, JPEG, TIFF, BMP or WebP file.
 * @throws {ExtractionError} `empty`, `corrupt`, `too-large`
 */
export async function openImageFile(bytes: Uint8Array): Promise<ImageFile> {
  if (bytes.length === 0) throw new ExtractionError("empty", "The file is empty. Copy it again from where it came.");
  if (isBmp(bytes)) return openBmp(bytes);
  const metadata = await readMetadata(bytes, 0);
  refuseBomb(metadata.width, metadata.height);
  // Only TIFF has pages; the frames of an animated WebP are one picture that moves.
  const pageCount = metadata.format === "tiff" ? (metadata.pages ?? 1) : 1;
  return { pageCount, decodePage: (index) => decodePage(bytes, index) };
}

async function readMetadata(bytes: Uint8Array, page: number): Promise<Metadata> {
  try {
    return await openSharp(bytes, page).metadata();
  } catch (error) {
    throw new ExtractionError("corrupt", `The picture cannot be decoded: ${describe(error)}. Open it in a viewer and save it again.`, { cause: error });
  }
}

function openSharp(bytes: Uint8Array, page: number): Sharp {
  return sharp(bytes, { page, pages: 1, limitInputPixels: MAX_PIXELS, failOn: "error" });
}

function refuseBomb(width: number, height: number): void {
  if (width * height <= MAX_PIXELS) return;
  throw new ExtractionError("too-large", `The picture has ${width} × ${height} pixels, more than the ${MAX_PIXELS} that are read. Scan it at 300 dpi.`);
}

async function decodePage(bytes: Uint8Array, index: number): Promise<PageImage> {
  const metadata = await readMetadata(bytes, index);
  refuseBomb(metadata.width, metadata.height);
  const shrink = Math.min(1, Math.sqrt(MAX_READ_PIXELS / (metadata.width * metadata.height)));
  const upright = openSharp(bytes, index).autoOrient().flatten({ background: "white" }).toColourspace("srgb");
  // A cameras's or scanner's rotation mark swaps the sides; `autoOrient` has them after the turn.
  const width = Math.max(1, Math.round((metadata.autoOrient.width || metadata.width) * shrink));
  const sized = shrink < 1 ? upright.resize({ width }) : upright;
  const { data, info } = await sized.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    channels: toChannels(info.channels),
    data,
    dpi: (findStatedDpi(bytes, metadata) ?? DEFAULT_DPI) * (info.width / (metadata.autoOrient.width || metadata.width)),
  };
}

function toChannels(channels: number): PageImage["channels"] {
  if (channels === 1 || channels === 3 || channels === 4) return channels;
  throw new ExtractionError("unsupported", `The picture has ${channels} colour channels. Save it as an ordinary colour or grey picture.`);
}

/** Metres per inch, for the resolution a BMP states in pixels per metre. */
const METRES_PER_INCH = 0.0254;

function isBmp(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d;
}

/** libvips, which reads the others, knows no BMP. */
function openBmp(bytes: Uint8Array): ImageFile {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 54) throw new ExtractionError("corrupt", "The BMP file ends within its header. Copy it again from where it came.");
  refuseBomb(Math.abs(buffer.readInt32LE(18)), Math.abs(buffer.readInt32LE(22)));
  const picture = decodeBmp(buffer);
  const dpi = buffer.readInt32LE(38) * METRES_PER_INCH;
  const page: PageImage = {
    width: picture.width,
    height: Math.abs(picture.height),
    channels: 4,
    data: picture.data,
    dpi: dpi >= MIN_DPI ? dpi : DEFAULT_DPI,
  };
  return { pageCount: 1, decodePage: () => Promise.resolve(page) };
}

function decodeBmp(buffer: Buffer): { width: number; height: number; data: Buffer } {
  try {
    const { width, height, data } = decodeBmpFile(buffer, { toRGBA: true });
    // Few BMP files use their fourth byte as opacity, most leave it 0.
    for (let at = 3; at < data.length; at += 4) data[at] = 255;
    return { width, height, data };
  } catch (error) {
    throw new ExtractionError("corrupt", `The BMP file cannot be decoded: ${describe(error)}. Save it as PNG.`, { cause: error });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
