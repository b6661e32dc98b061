import type { Document, Format } from "../document/document.ts";
import { ExtractionError, type ExtractOptions } from "../document/extractor.ts";
import type { Finding } from "../document/finding.ts";
import type { Glyph, PageContent } from "../document/page-content.ts";
import { clampBox, uniteBoxes } from "./page-scale.ts";
import { joinPages, recoverPage } from "../grid/index.ts";

/** A foreign box may stick out of its page, and a foreign confidence out of 0 to 1. */
function tidyGlyph(glyph: Glyph, { widthPt, heightPt }: PageContent): Glyph {
  const certainty = glyph.confidence === undefined ? {} : { confidence: Math.min(1, Math.max(0, glyph.confidence)) };
  return { ...glyph, ...certainty, box: clampBox(glyph.box, widthPt, heightPt) };
}

/** A page of no size is as large as what is on it; one with nothing on it, a point. */
function withArea(page: PageContent): PageContent {
  if (page.widthPt > 0 && page.heightPt > 0) return page;
  const [, , right, bottom] = uniteBoxes(page.glyphs.map((glyph) => glyph.box)) ?? [0, 0, 1, 1];
  const most = (stated: number, needed: number): number => (stated > 0 ? stated : needed > 0 ? needed : 1);
  return { ...page, widthPt: most(page.widthPt, right), heightPt: most(page.heightPt, bottom) };
}

/**
 * The document of pages that another program read: tables and paragraphs are found from the boxes, as for this program's own
 * OCR. Pages that `options` leaves out are left out.
 * @throws {ExtractionError} `no-text` where no page holds a character.
 */
export function recoverDocument(format: Format, pages: readonly PageContent[], findings: readonly Finding[], options?: ExtractOptions): Document {
  if (pages.every((page) => page.glyphs.length === 0)) {
    throw new ExtractionError("no-text", `The ${format} file holds no recognised text.`);
  }
  const wanted = pages.filter((page) => options?.pages?.(page.number) ?? true).map(withArea);
  const blocks = wanted.map((page, index) => {
    options?.signal?.throwIfAborted();
    const recovered = recoverPage({ ...page, glyphs: page.glyphs.map((glyph) => tidyGlyph(glyph, page)) });
    options?.onProgress?.(index + 1, wanted.length);
    return recovered;
  });
  return {
    format,
    pages: wanted.map(({ number, widthPt, heightPt, source }) => ({ number, width: widthPt, height: heightPt, source })),
    blocks: joinPages(blocks),
    findings: [...findings],
  };
}
