import type { Document } from "../../src/document/document.ts";
import type { ExtractOptions, Extractor, Source } from "../../src/document/extractor.ts";
import { noPages } from "../../src/foreign/read-markup.ts";
import { recoverDocument } from "../../src/foreign/recover-document.ts";
import { readPages } from "./read-pages.ts";

function extractHocr(source: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  const pages = readPages(source);
  if (pages.length === 0) throw noPages(source.fileName, "hOCR");
  return recoverDocument("hocr", pages, [], options);
}

/** hOCR, as Tesseract, OCRopus, Kraken and others write it: boxes and confidences of words, or of characters where it has them. */
export const hocrExtractor: Extractor = {
  formats: ["hocr"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractHocr(source, options));
    }),
};
