import { decodeText } from "../../src/document/decode-text.ts";
import type { Document } from "../../src/document/document.ts";
import type { ExtractOptions, Extractor, Source } from "../../src/document/extractor.ts";
import { readBlocks } from "./read-blocks.ts";

/** Reads a Markdown file; its places are lines and columns. @throws {ExtractionError} `empty`, `unsupported` */
function extractMarkdown({ bytes, fileName }: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  const { source, encoding, findings } = decodeText(bytes, fileName);
  const document: Document = { format: "markdown", encoding, pages: [], blocks: readBlocks(source), findings: [...findings] };
  options?.onProgress?.(1, 1);
  return document;
}

/**
 * Markdown: CommonMark with GFM tables, as people and OCR programs write it, with HTML tables and their spans. Markup is no
 * text; list numbers are.
 */
export const markdownExtractor: Extractor = {
  formats: ["markdown"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractMarkdown(source, options));
    }),
};
