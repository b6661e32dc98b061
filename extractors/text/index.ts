import { decodeText } from "../../src/document/decode-text.ts";
import type { Document } from "../../src/document/document.ts";
import type { ExtractOptions, Extractor, Source } from "../../src/document/extractor.ts";
import { readBlocks } from "./read-blocks.ts";

/** Reads a text file; its places are lines and columns. @throws {ExtractionError} `empty`, `unsupported` */
function extractText({ bytes, fileName }: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  const { source, encoding, findings } = decodeText(bytes, fileName);
  const document: Document = { format: "text", encoding, pages: [], blocks: readBlocks(source), findings: [...findings] };
  options?.onProgress?.(1, 1);
  return document;
}

/**
 * Plain text: tables written one cell to a line or one row to a line with tabs, all other lines paragraphs. Inline HTML,
 * entities and TeX mathematics, which converters leave behind, are markup and no text.
 */
export const textExtractor: Extractor = {
  formats: ["text"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractText(source, options));
    }),
};
