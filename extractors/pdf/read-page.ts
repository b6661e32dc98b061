import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Page } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions } from "../../src/document/extractor.ts";
import { makeFinding, type Finding } from "../../src/document/finding.ts";
import { mapBox, type Homography } from "../../src/document/homography.ts";
import type { PageContent } from "../../src/document/page-content.ts";
import type { PageReader, PageReading } from "../../src/document/page-reader.ts";
import type { Box } from "../../src/document/place.ts";
import { recoverPage, type PageBlocks } from "../../src/grid/index.ts";
import { findSeenContent, type SeenContent } from "./page-content.ts";
import type { DrawnPage } from "./page-marks-reader.ts";
import { drawPage, takePicture, type RegionImage } from "./page-pixels.ts";
import { judgePage, type Verdict } from "./page-trust.ts";
import { mergeContents, placeMap, placeReading } from "./place-reading.ts";
import { findTurn } from "./turned-page.ts";

/** What became of one page. */
export interface PageResult {
  readonly page: Page;
  readonly blocks?: PageBlocks;
  /** From where the blocks' places are to where they stand on the page, where those differ. */
  readonly toPage?: Homography;
  readonly findings: readonly Finding[];
}

/** A page's own text is read at once; `later` does what must wait for a reader of pictures. */
export type PageWork = { readonly kind: "done"; readonly result: PageResult } | { readonly kind: "pictures"; readonly read: () => Promise<PageResult> };

type OpenReader = () => Promise<PageReader>;

/**
 * Reads a page's own text, or takes the pictures that must be read in its place. When this has ended, pdf.js's page is no
 * longer needed.
 */
export async function readPage(page: PDFPageProxy, drawn: DrawnPage, options: ExtractOptions, openReader: OpenReader): Promise<PageWork> {
  const seen = findSeenContent(drawn);
  const verdict = options.ocr === "always" ? readAnyway(judgePage(drawn, seen)) : judgePage(drawn, seen);
  if (verdict.kind === "text" || verdict.kind === "blank") return done(readText(seen));
  if (options.ocr === "never") return done(readWithoutPictures(seen, verdict));
  if (verdict.kind === "mixed") {
    const pictures: RegionImage[] = [];
    for (const region of verdict.regions) pictures.push(await drawPage(page, drawn, region));
    return { kind: "pictures", read: () => readMixed(seen, pictures, openReader, options.signal) };
  }
  const picture = await takePicture(page, drawn);
  return { kind: "pictures", read: () => readPicture(seen, verdict, picture, openReader, options.signal) };
}

function readAnyway(verdict: Verdict): Verdict {
  return verdict.kind === "blank" || verdict.kind === "picture" ? verdict : { kind: "picture", because: "no-text", hasText: true };
}

function done(result: PageResult): PageWork {
  return { kind: "done", result };
}

function readText({ content, hidden }: SeenContent, findings: readonly Finding[] = []): PageResult {
  const { upright, toPage } = findTurn(content);
  const blocks = recoverPage(upright);
  return { page: pageOf(content), blocks, findings: [...findings, ...hiddenFindings(content, hidden)], ...(toPage === undefined ? {} : { toPage }) };
}

function hiddenFindings(content: PageContent, hidden: SeenContent["hidden"]): Finding[] {
  const text = hidden.map((glyph) => glyph.text).join("").trim();
  if (text === "") return [];
  return [makeFinding("text-hidden", `Page ${content.number} has text that cannot be seen.`, { actual: text.slice(0, 200), at: wholePage(content) })];
}

/** What is left of a page whose pictures may not be read: its own text, where that is worth anything. */
function readWithoutPictures(seen: SeenContent, verdict: Verdict): PageResult {
  const { number } = seen.content;
  const unread = makeFinding("page-unread", `Page ${number} holds pictures of text, and OCR is switched off.`, { at: wholePage(seen.content) });
  if (verdict.kind === "mixed") return readText(seen, [{ ...unread, severity: "warning" }]);
  if (verdict.kind === "picture" && verdict.because === "hidden-text") return readHiddenText(seen, []);
  return { page: pageOf(seen.content), findings: [unread] };
}

/** A scan's own invisible text: what another program read of the picture, better than nothing. */
function readHiddenText({ content, hidden }: SeenContent, findings: readonly Finding[]): PageResult {
  const message = `Page ${content.number} is a scan; its invisible text, which another program read, was taken as it is.`;
  const used = makeFinding("text-layer-distrusted", message, { severity: "warning", at: wholePage(content) });
  const blocks = recoverPage({ ...content, glyphs: [...content.glyphs, ...hidden] });
  return { page: { ...pageOf(content), source: "ocr" }, blocks, findings: [...findings, used] };
}

async function readPicture(
  seen: SeenContent,
  verdict: Verdict & { kind: "picture" },
  picture: RegionImage,
  openReader: OpenReader,
  signal: AbortSignal | undefined,
): Promise<PageResult> {
  const { content } = seen;
  const reading = await tryReading(picture, content, openReader, signal);
  if ("code" in reading) return verdict.because === "hidden-text" ? readHiddenText(seen, [reading]) : { page: pageOf(content), findings: [reading] };
  const distrusted = verdict.hasText && verdict.because !== "no-text" ? [distrust(content)] : [];
  const placed = placeReading(reading.content, picture.box, content);
  const turned = reading.content.widthPt > reading.content.heightPt !== picture.image.width > picture.image.height;
  const size = turned ? { widthPt: content.heightPt, heightPt: content.widthPt } : content;
  const upright = { ...placed, number: content.number, widthPt: size.widthPt, heightPt: size.heightPt };
  return {
    page: { ...pageOf(upright), source: "ocr" },
    blocks: recoverPage(upright),
    findings: [...distrusted, ...reading.findings],
    ...(reading.toPage === undefined ? {} : { toPage: placeMap(reading.toPage, picture.box) }),
  };
}

function distrust(content: PageContent): Finding {
  return makeFinding("text-layer-distrusted", `Page ${content.number} has a text layer that is not what is seen; its picture was read.`, { at: wholePage(content) });
}

async function readMixed(
  seen: SeenContent,
  pictures: readonly RegionImage[],
  openReader: OpenReader,
  signal: AbortSignal | undefined,
): Promise<PageResult> {
  const { content } = seen;
  const findings: Finding[] = [];
  const readings: PageContent[] = [];
  for (const picture of pictures) {
    const reading = await tryReading(picture, content, openReader, signal);
    // The page's own text is there all the same: what is missing is a part of it.
    if ("code" in reading) findings.push({ ...reading, severity: "warning" });
    else {
      // The page itself stands as it does: what was turned is a picture on it, and its places are turned back.
      findings.push(...reading.findings.filter(({ code }) => code !== "page-turned"));
      readings.push(placeReading(bend(reading), picture.box, content));
    }
  }
  const merged = mergeContents(content, readings);
  return { ...readText({ content: merged, hidden: seen.hidden }, findings), page: { ...pageOf(content), source: "mixed" } };
}

/** A reading with its places where a person sees them, so that they can stand among the page's own. */
function bend({ content, toPage }: PageReading): PageContent {
  if (toPage === undefined) return content;
  const move = (box: Box) => mapBox(toPage, box);
  return { ...content, glyphs: content.glyphs.map((glyph) => ({ ...glyph, box: move(glyph.box) })) };
}

/** A reading of a picture, or the finding that tells why there is none. */
async function tryReading(
  picture: RegionImage,
  content: PageContent,
  openReader: OpenReader,
  signal: AbortSignal | undefined,
): Promise<PageReading | Finding> {
  const at = wholePage(content);
  try {
    const reader = await openReader();
    return await reader.readPage(picture.image, content.number, signal);
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof ExtractionError && error.failure === "tool-missing") return makeFinding("ocr-unavailable", reason, { at });
    return makeFinding("page-unread", `Page ${content.number} could not be read: ${reason}`, { at });
  }
}

function pageOf(content: PageContent): Page {
  return { number: content.number, width: content.widthPt, height: content.heightPt, source: content.source };
}

function wholePage(content: PageContent): Finding["at"] {
  return [{ page: content.number, box: [0, 0, content.widthPt, content.heightPt] }];
}
