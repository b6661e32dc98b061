import type { Document, Page } from "../../src/document/document.ts";
import { ExtractionError, type Extractor, type ExtractOptions, type Source } from "../../src/document/extractor.ts";
import { makeFinding, type Finding } from "../../src/document/finding.ts";
import { moveBlocks, type Homography } from "../../src/document/homography.ts";
import type { OpenPageReader, PageReader } from "../../src/document/page-reader.ts";
import { joinPages, recoverPage, type PageBlocks } from "../../src/grid/index.ts";
import { openPageReader } from "../../src/ocr/index.ts";
import { openImageFile, type ImageFile } from "./decode-image.ts";
import { runInOrder } from "./run-in-order.ts";

/** What became of one page of the file. */
interface PageResult {
  readonly page: Page;
  readonly blocks?: PageBlocks;
  readonly toPage?: Homography;
  readonly findings: readonly Finding[];
}

/** Pictures of pages: PNG, JPEG, TIFF (all its pages), BMP, WebP. */
export const imageExtractor: Extractor = makeImageExtractor(openPageReader);

/** The extractor with a reader of the caller's; the registry's has the project's own. */
export function makeImageExtractor(openReader: OpenPageReader): Extractor {
  return { formats: ["image"], extract: (source, _format, options = {}) => extractImage(source, options, openReader) };
}

async function extractImage(source: Source, options: ExtractOptions, openReader: OpenPageReader): Promise<Document> {
  options.signal?.throwIfAborted();
  const file = await openImageFile(source.bytes);
  const reader = await openReader();
  try {
    return assemble(await readPages(file, reader, options));
  } finally {
    await reader.close();
  }
}

async function readPages(file: ImageFile, reader: PageReader, options: ExtractOptions): Promise<PageResult[]> {
  const wanted = Array.from({ length: file.pageCount }, (_, index) => index + 1).filter((number) => options.pages?.(number) ?? true);
  let done = 0;
  return runInOrder(wanted, reader.concurrency, async (number) => {
    const result = await readOnePage(file, number, reader, options);
    options.onProgress?.(++done, wanted.length);
    return result;
  });
}

async function readOnePage(file: ImageFile, number: number, reader: PageReader, options: ExtractOptions): Promise<PageResult> {
  options.signal?.throwIfAborted();
  const image = await file.decodePage(number - 1).catch((error: unknown) => describe(error));
  if (typeof image === "string") {
    return unread({ number, width: 1, height: 1 }, `Page ${number} cannot be decoded: ${image}`);
  }
  const page: Page = { number, width: (image.width * 72) / image.dpi, height: (image.height * 72) / image.dpi };
  if (options.ocr === "never") return unread(page, `Page ${number} is a picture, and OCR is switched off.`);
  try {
    const { content, toPage, findings } = await reader.readPage(image, number, options.signal);
    const size = { number, width: content.widthPt, height: content.heightPt, source: content.source };
    return { page: size, blocks: recoverPage(content), findings, ...(toPage ? { toPage } : {}) };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof ExtractionError && error.failure === "tool-missing") {
      return { page, findings: [makeFinding("ocr-unavailable", error.message, { at: placeOf(page) })] };
    }
    return unread(page, `Page ${number} could not be read: ${describe(error)}`);
  }
}

function unread(page: Page, message: string): PageResult {
  return { page, findings: [makeFinding("page-unread", message, { at: placeOf(page) })] };
}

function placeOf(page: Page): Finding["at"] {
  return [{ page: page.number, box: [0, 0, page.width, page.height] }];
}

function assemble(results: readonly PageResult[]): Document {
  const maps = new Map(results.flatMap(({ page, toPage }) => (toPage ? [[page.number, toPage] as const] : [])));
  const blocks = joinPages(results.flatMap((result) => result.blocks ?? []));
  const pages = results.map((result) => result.page);
  return {
    format: "image",
    pages,
    blocks: moveBlocks(blocks, maps, pages),
    findings: results.flatMap((result) => [...result.findings]),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
