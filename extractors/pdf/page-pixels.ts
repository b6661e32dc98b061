import { createCanvas } from "@napi-rs/canvas";
import { AnnotationMode, ImageKind, type PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PageImage } from "../../src/document/page-reader.ts";
import type { Box } from "../../src/document/place.ts";
import { area } from "../../src/grid/box.ts";
import type { DrawnPage } from "./page-marks-reader.ts";
import type { PlacedImage } from "./page-marks.ts";

/** Pages without a picture's own resolution are drawn at this one, which OCR reads well. */
const USUAL_DPI = 200;
/** A page is drawn at its picture's own resolution within these: below, characters are too small; above, nothing is gained. */
const DRAWN_DPI = { least: 150, most: 320 };
/** No page is drawn with more pixels: A3 at 320 dpi. */
const MAX_PIXELS = 20_000_000;
/** A picture that fills the page but for this share is the page. */
const WHOLE_PAGE = 0.97;

/** A picture of a part of a page. */
export interface RegionImage {
  readonly image: PageImage;
  /** Which part of the page it shows, in points. */
  readonly box: Box;
}

/** The page's pixels: those of its scan as they are where the page is one upright picture, else the page drawn. */
export async function takePicture(page: PDFPageProxy, drawn: DrawnPage): Promise<RegionImage> {
  const scan = findScan(drawn);
  const image = scan === undefined ? undefined : await loadPixels(page, scan);
  return image ?? drawPage(page, drawn, [0, 0, drawn.widthPt, drawn.heightPt]);
}

/** Draws a part of a page. */
export async function drawPage(page: PDFPageProxy, drawn: DrawnPage, box: Box): Promise<RegionImage> {
  const [x0, y0, x1, y1] = box;
  const dpi = drawingDpi(drawn, box);
  const scale = dpi / 72;
  const viewport = page.getViewport({ scale, offsetX: -x0 * scale, offsetY: -y0 * scale });
  const width = Math.max(1, Math.round((x1 - x0) * scale));
  const height = Math.max(1, Math.round((y1 - y0) * scale));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  await page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE, background: "#ffffff" }).promise;
  const { data } = context.getImageData(0, 0, width, height);
  return { image: { width, height, channels: 4, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), dpi }, box };
}

/** The one picture that is the page, if nothing turns or shears it, and it is no larger than what is read. */
function findScan(drawn: DrawnPage): PlacedImage | undefined {
  const [image, ...others] = drawn.images;
  if (image?.objectId === undefined || others.length > 0) return undefined;
  const [a, b, c, d] = image.matrix;
  const upright = Math.abs(b) < 0.5 && Math.abs(c) < 0.5 && a > 0 && d < 0;
  if (image.widthPx * image.heightPx > MAX_PIXELS) return undefined;
  return upright && area(image.box) >= WHOLE_PAGE * drawn.widthPt * drawn.heightPt ? image : undefined;
}

async function loadPixels(page: PDFPageProxy, { objectId, matrix }: PlacedImage): Promise<RegionImage | undefined> {
  if (objectId === undefined) return undefined;
  const store = objectId.startsWith("g_") ? page.commonObjs : page.objs;
  const value = await new Promise<unknown>((resolve) => {
    store.get(objectId, (loaded: unknown) => {
      resolve(loaded);
    });
  });
  const pixels = toPixels(value);
  if (pixels === undefined) return undefined;
  const [a, , , d, e, f] = matrix;
  return { image: { ...pixels, dpi: (pixels.width * 72) / a }, box: [e, f + d, e + a, f] };
}

function toPixels(value: unknown): Omit<PageImage, "dpi"> | undefined {
  if (typeof value !== "object" || value === null || !("width" in value) || !("height" in value) || !("data" in value) || !("kind" in value)) return undefined;
  const { width, height, data, kind } = value;
  if (typeof width !== "number" || typeof height !== "number") return undefined;
  if (!(data instanceof Uint8Array) && !(data instanceof Uint8ClampedArray)) return undefined;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (kind === ImageKind.GRAYSCALE_1BPP) return { width, height, channels: 1, data: spreadBits(bytes, width, height) };
  const channels = kind === ImageKind.RGB_24BPP ? 3 : 4;
  return bytes.length < width * height * channels ? undefined : { width, height, channels, data: bytes };
}

/** One byte a pixel from one bit a pixel; rows begin at a byte. */
function spreadBits(bits: Uint8Array, width: number, height: number): Uint8Array {
  const rowBytes = (width + 7) >> 3;
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = bits[y * rowBytes + (x >> 3)] ?? 0;
      grey[y * width + x] = (byte >> (7 - (x & 7))) & 1 ? 255 : 0;
    }
  }
  return grey;
}

/** The resolution of the largest picture in the box, within what is useful and what fits. */
function drawingDpi(drawn: DrawnPage, box: Box): number {
  const own = drawn.images.map((image) => (Math.max(image.widthPx, image.heightPx) * 72) / Math.max(image.box[2] - image.box[0], image.box[3] - image.box[1], 1));
  const sharpest = Math.max(0, ...own);
  const wanted = sharpest > 0 ? Math.min(DRAWN_DPI.most, Math.max(DRAWN_DPI.least, sharpest)) : USUAL_DPI;
  return Math.min(wanted, 72 * Math.sqrt(MAX_PIXELS / Math.max(area(box), 1)));
}
