import { decodeText } from "../../src/document/decode-text.ts";
import type { Document } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions, type Extractor, type Source } from "../../src/document/extractor.ts";
import { recoverDocument } from "../../src/foreign/recover-document.ts";
import { readPages } from "./read-pages.ts";

function extractTsv({ bytes, fileName }: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  const { source, encoding, findings } = decodeText(bytes, fileName);
  const pages = readPages(source.lines.map((line) => source.slice(line)));
  if (pages === undefined) throw new ExtractionError("corrupt", `${fileName} lacks the header row of Tesseract's TSV. Export it again.`);
  return { ...recoverDocument("tesseract-tsv", pages, findings, options), encoding };
}

/** The TSV of Tesseract (`tesseract … tsv`): boxes and confidences of words. */
export const tesseractTsvExtractor: Extractor = {
  formats: ["tesseract-tsv"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractTsv(source, options));
    }),
};
