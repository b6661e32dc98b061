import type { Document } from "../../src/document/document.ts";
import type { ExtractOptions, Extractor, Source } from "../../src/document/extractor.ts";
import { noPages } from "../../src/foreign/read-markup.ts";
import { recoverDocument } from "../../src/foreign/recover-document.ts";
import { readPages } from "./read-pages.ts";

function extractAlto(source: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  const pages = readPages(source);
  if (pages.length === 0) throw noPages(source.fileName, "ALTO");
  return recoverDocument("alto", pages, [], options);
}

/** ALTO XML, versions 1 to 4: boxes and confidences of words (`WC`), or of characters (`Glyph`) where it has them. */
export const altoExtractor: Extractor = {
  formats: ["alto"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractAlto(source, options));
    }),
};
