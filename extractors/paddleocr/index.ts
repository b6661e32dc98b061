import type { Document } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions, type Extractor, type Source } from "../../src/document/extractor.ts";
import { makeFinding, type Finding } from "../../src/document/finding.ts";
import type { Box } from "../../src/document/place.ts";
import { clampBox, pointsPerPixel, uniteBoxes } from "../../src/foreign/page-scale.ts";
import { readJson } from "../../src/foreign/read-json.ts";
import type { PaddlePage } from "./page.ts";
import { readBlocks, type SizedPage } from "./read-blocks.ts";
import { readResult } from "./read-result.ts";

/** Paddle states pixels and no resolution, and often no size: then the page ends where its last box does. */
function sizePage(page: PaddlePage, index: number): SizedPage {
  const scale = pointsPerPixel(undefined);
  const [, , right, bottom] = uniteBoxes([...page.lines, ...page.regions].map(({ box }) => box)) ?? [0, 0, 1, 1];
  const width = Math.max(1, page.width ?? 1, right);
  const height = Math.max(1, page.height ?? 1, bottom);
  const fit = <Part extends { readonly box: Box }>(part: Part): Part => ({ ...part, box: clampBox(part.box, width, height) });
  const parts = { lines: page.lines.map(fit), regions: page.regions.map((region) => ({ ...fit(region), cellBoxes: region.cellBoxes.map((box) => clampBox(box, width, height)) })) };
  return { ...page, ...parts, number: index + 1, widthPt: width * scale, heightPt: height * scale, scale };
}

function tellSizes(pages: readonly SizedPage[]): Finding[] {
  const unstated = pages.filter((page) => page.width === undefined).map(({ number }) => number);
  if (unstated.length === 0) return [];
  const message = `PaddleOCR's result does not state the size of page ${unstated.join(", ")}; it was taken to end where its last box does.`;
  return [makeFinding("page-size-assumed", message)];
}

function extractPaddle(source: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  const result = readResult(readJson(source));
  if (result === undefined) throw new ExtractionError("corrupt", `${source.fileName} is no result of PaddleOCR that this program knows.`);
  const pages = result.map(sizePage).filter(({ number }) => options?.pages?.(number) ?? true);
  const blocks = readBlocks(pages);
  if (blocks.length === 0) throw new ExtractionError("no-text", `${source.fileName} holds no recognised text.`);
  options?.onProgress?.(pages.length, pages.length);
  return {
    format: "paddleocr",
    pages: pages.map(({ number, widthPt, heightPt }) => ({ number, width: widthPt, height: heightPt, source: "ocr" })),
    blocks,
    findings: tellSizes(pages),
  };
}

/** JSON of PaddleOCR: lines of PP-OCR, or the layout and tables of PP-Structure, with their boxes and scores. */
export const paddleocrExtractor: Extractor = {
  formats: ["paddleocr"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractPaddle(source, options));
    }),
};
