import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Document } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions, type Extractor } from "../../src/document/extractor.ts";
import { makeFinding, type Finding } from "../../src/document/finding.ts";
import { moveBlocks } from "../../src/document/homography.ts";
import type { OpenPageReader, PageReader } from "../../src/document/page-reader.ts";
import { joinPages } from "../../src/grid/index.ts";
import { openOrRepair } from "./open-document.ts";
import { readPageMarks, type DrawnPage } from "./page-marks-reader.ts";
import { readPage, type PageResult, type PageWork } from "./read-page.ts";
import { StrictCopy } from "./strict-copy.ts";

/** More pages are not read: no filing is near that long, and a file may claim any number. */
const MAX_PAGES = 20_000;
/** After so many pages in a row that cannot be read, the rest of the file is not there. */
const MAX_UNREADABLE_IN_ROW = 50;
/** pdf.js keeps the fonts of all pages; they are let go after each so many. */
const PAGES_BETWEEN_CLEANUPS = 50;

/** An extractor of PDFs. Pages without a text layer that can be trusted are read by the reader that `openReader` starts. */
export function createPdfExtractor(openReader: OpenPageReader): Extractor {
  return {
    formats: ["pdf"],
    extract: (source, _format, options = {}) => extractPdf(source.bytes, options, openReader),
  };
}

async function extractPdf(bytes: Uint8Array, options: ExtractOptions, openReader: OpenPageReader): Promise<Document> {
  const { pdf, close, isRepaired } = await openOrRepair(bytes, options.signal);
  const strict = new StrictCopy(bytes);
  let opening: Promise<PageReader> | undefined;
  const reader = () => (opening ??= openReader());
  try {
    if (pdf.numPages === 0) throw new ExtractionError("no-text", "The PDF has no pages; ask for the file again.");
    return assemble(await readPages(pdf, strict, options, reader), pdf.numPages, isRepaired);
  } catch (error) {
    // Ending pdf.js early makes whatever is under way fail with errors of its own.
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    await Promise.all([close(), strict.close(), closeReader(opening)]);
  }
}

async function closeReader(opening: Promise<PageReader> | undefined): Promise<void> {
  // A reader that never opened has already been reported by the page that wanted it.
  const reader = await opening?.catch(() => undefined);
  await reader?.close();
}

/**
 * Reads the pages one after the other; those read from pictures are left to the reader, as many at once as it can use,
 * while the next ones are fetched.
 */
async function readPages(pdf: PDFDocumentProxy, strict: StrictCopy, options: ExtractOptions, openReader: OpenPageReader): Promise<PageResult[]> {
  const wanted = wantedPages(pdf.numPages, options);
  const results: PageResult[] = [];
  const underWay = new Set<Promise<void>>();
  let done = 0;
  let unreadableInRow = 0;
  const keep = (index: number, result: PageResult) => {
    results[index] = result;
    options.onProgress?.(++done, wanted.length);
  };
  for (const [index, number] of wanted.entries()) {
    options.signal?.throwIfAborted();
    if (index % PAGES_BETWEEN_CLEANUPS === PAGES_BETWEEN_CLEANUPS - 1) await pdf.cleanup();
    const work = await startPage(pdf, number, strict, options, openReader);
    if (work.kind === "done") {
      keep(index, work.result);
      unreadableInRow = work.result.blocks === undefined ? unreadableInRow + 1 : 0;
      if (unreadableInRow < MAX_UNREADABLE_IN_ROW) continue;
      break;
    }
    unreadableInRow = 0;
    const { concurrency } = await reader(openReader);
    const task: Promise<void> = work.read().then((result) => {
      keep(index, result);
      underWay.delete(task);
    });
    underWay.add(task);
    if (underWay.size >= concurrency) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return results;
}

/** How many pictures may wait at once also where no reader can be opened: each page then tells so itself. */
async function reader(openReader: OpenPageReader): Promise<{ concurrency: number }> {
  return openReader().catch(() => ({ concurrency: 1 }));
}

function wantedPages(pageCount: number, options: ExtractOptions): number[] {
  const all = Array.from({ length: Math.min(pageCount, MAX_PAGES) }, (_, index) => index + 1);
  return all.filter((number) => options.pages?.(number) ?? true);
}

async function startPage(
  pdf: PDFDocumentProxy,
  number: number,
  strict: StrictCopy,
  options: ExtractOptions,
  openReader: OpenPageReader,
): Promise<PageWork> {
  const loaded = await loadPage(pdf, number, options.signal);
  if ("code" in loaded) return { kind: "done", result: { page: { number, width: 1, height: 1 }, findings: [loaded] } };
  const { page, drawn } = loaded;
  try {
    const fault = isBare(drawn) && drawn.operatorCount > 0 ? await strict.findFault(number, drawn.operatorCount) : undefined;
    if (fault === undefined) return await readPage(page, drawn, options, openReader);
    const unread = makeFinding("page-unread", `Page ${number} could not be read: ${fault}`, { at: [{ page: number, box: [0, 0, drawn.widthPt, drawn.heightPt] }] });
    return { kind: "done", result: { page: { number, width: drawn.widthPt, height: drawn.heightPt }, findings: [unread] } };
  } finally {
    page.cleanup();
  }
}

async function loadPage(pdf: PDFDocumentProxy, number: number, signal: AbortSignal | undefined): Promise<{ page: PDFPageProxy; drawn: DrawnPage } | Finding> {
  try {
    const page = await pdf.getPage(number);
    return { page, drawn: await readPageMarks(page, await pdf.getOptionalContentConfig()) };
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return makeFinding("page-unread", `Page ${number} could not be read: ${reason}`, { at: [{ page: number, box: [0, 0, 1, 1] }] });
  }
}

/** Whether a page draws nothing at all: it is blank, or pdf.js passed over what it could not read. */
function isBare({ glyphs, images, rulings, shades }: DrawnPage): boolean {
  return glyphs.length + images.length + rulings.length + shades.length === 0;
}

function assemble(read: readonly PageResult[], pageCount: number, isRepaired: boolean): Document {
  const maps = new Map(read.flatMap(({ page, toPage }) => (toPage === undefined ? [] : [[page.number, toPage] as const])));
  const blocks = joinPages(read.flatMap(({ blocks: own }) => own ?? []));
  const findings = read.flatMap((result) => [...result.findings]);
  if (isRepaired) findings.unshift(makeFinding("content-truncated", "The file is damaged, as if cut off; the pages that are left were read."));
  if (pageCount > MAX_PAGES || (read.at(-1)?.blocks === undefined && read.length < pageCount && read.length >= MAX_UNREADABLE_IN_ROW)) {
    const last = read.at(-1)?.page.number ?? 0;
    findings.push(makeFinding("content-truncated", `The file claims ${pageCount} pages; those after page ${last} were not read.`, { actual: String(pageCount) }));
  }
  const pages = read.map((result) => result.page);
  return { format: "pdf", pages, blocks: moveBlocks(blocks, maps, pages), findings };
}
