import { readFile } from "node:fs/promises";
import { createCanvas } from "@napi-rs/canvas";
import { AnnotationMode, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import sharp from "sharp";
import { openImageFile, type ImageFile } from "../../../../extractors/image/decode-image.ts";
import { findExtractor } from "../../../../extractors/index.ts";
import { openPdf } from "../../../../extractors/pdf/open-document.ts";
import { formatSchema, type Format } from "../../../document/document.ts";
import { decodeText } from "../../../document/decode-text.ts";
import { detectFormat } from "../../../document/detect-format.ts";
import type { OriginalFile, OriginalOutline } from "./protocol.ts";

/** An original that is open: what it looks like, and its pages as JPEG pictures of a wished width. */
export interface OpenOriginal {
  readonly outline: () => Promise<OriginalOutline>;
  /** `page` is 1-based. @throws {RangeError} where there is no such page. */
  readonly drawPage: (page: number, widthPx: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** Formats whose places are lines and columns: shown as the text they are. */
const lineFormats: ReadonlySet<string> = new Set(["text", "markdown"]);
/** A text with more lines is cut; the record's own limits are far below. */
const maxLines = 100_000;
/** Small print stays crisp; PNG would take six times as long to write. */
const pictureQuality = 90;
/** No picture of a page has more pixels: an A4 page 4,000 pixels wide. */
const maxPixels = 24_000_000;

/** Opens an original. Whatever an extractor rejects with comes through. */
export async function openOriginal(file: OriginalFile): Promise<OpenOriginal> {
  const bytes = new Uint8Array(await readFile(file.path));
  const format = file.format ?? getShownFormat(bytes, file.fileName);
  if (format === "pdf") return openPdfOriginal(bytes);
  if (format === "image") return openImageOriginal(await openImageFile(bytes));
  if (lineFormats.has(format)) return withoutPages(() => Promise.resolve(readLines(bytes, file.fileName)));
  return withoutPages(() => readBlocks(bytes, file.fileName, format));
}

/** A document that could not be read may still be looked at. */
function getShownFormat(bytes: Uint8Array, fileName: string): Format {
  const detected = formatSchema.safeParse(detectFormat({ bytes, fileName }));
  if (!detected.success) throw new RangeError("it is of no format that can be shown");
  return detected.data;
}

function withoutPages(outline: () => Promise<OriginalOutline>): OpenOriginal {
  return {
    outline,
    drawPage: () => Promise.reject(new RangeError("this document has no pages")),
    close: () => Promise.resolve(),
  };
}

async function openPdfOriginal(bytes: Uint8Array): Promise<OpenOriginal> {
  const { pdf, close } = await openPdf(bytes);
  return { outline: () => outlinePdf(pdf), drawPage: (page, widthPx) => drawPdfPage(pdf, page, widthPx), close };
}

async function outlinePdf(pdf: PDFDocumentProxy): Promise<OriginalOutline> {
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
    pages.push({ width, height });
  }
  return { kind: "pages", pages };
}

async function drawPdfPage(pdf: PDFDocumentProxy, number: number, widthPx: number): Promise<Uint8Array> {
  if (number > pdf.numPages) throw new RangeError(`the document has ${pdf.numPages} pages, and no page ${number}`);
  const page = await pdf.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const scale = limitScale(widthPx / natural.width, natural.width, natural.height);
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE, background: "#ffffff" }).promise;
  const picture = await canvas.encode("jpeg", pictureQuality);
  page.cleanup();
  return new Uint8Array(picture);
}

function limitScale(wanted: number, width: number, height: number): number {
  return Math.min(wanted, Math.sqrt(maxPixels / (width * height)));
}

function openImageOriginal(image: ImageFile): OpenOriginal {
  return {
    outline: async () => {
      const pages = [];
      for (let index = 0; index < image.pageCount; index++) {
        const { width, height, dpi } = await image.decodePage(index);
        pages.push({ width: (width * 72) / dpi, height: (height * 72) / dpi });
      }
      return { kind: "pages", pages };
    },
    drawPage: (page, widthPx) => drawImagePage(image, page, widthPx),
    close: () => Promise.resolve(),
  };
}

async function drawImagePage(image: ImageFile, page: number, widthPx: number): Promise<Uint8Array> {
  if (page > image.pageCount) throw new RangeError(`the picture has ${image.pageCount} pages, and no page ${page}`);
  const { data, width, height, channels } = await image.decodePage(page - 1);
  const raw = sharp(data, { raw: { width, height, channels } });
  const sized = widthPx < width ? raw.resize({ width: widthPx }) : raw;
  return new Uint8Array(await sized.jpeg({ quality: pictureQuality }).toBuffer());
}

function readLines(bytes: Uint8Array, fileName: string): OriginalOutline {
  const { source } = decodeText(bytes, fileName);
  const lines = source.lines.slice(0, maxLines).map((line) => source.slice(line));
  return { kind: "lines", lines, isCut: source.lines.length > maxLines };
}

async function readBlocks(bytes: Uint8Array, fileName: string, format: Format): Promise<OriginalOutline> {
  const extractor = await findExtractor(format);
  if (extractor === undefined) throw new RangeError(`nothing here shows the format ${format}`);
  const { blocks } = await extractor.extract({ bytes, fileName }, format, { ocr: "never" });
  // Only texts and places are shown; the runs are many times as large.
  const slim = blocks.map((block) =>
    block.kind === "paragraph" ? { ...block, runs: [] } : { ...block, cells: block.cells.map((cell) => ({ ...cell, runs: [] })) },
  );
  return { kind: "blocks", blocks: slim };
}
