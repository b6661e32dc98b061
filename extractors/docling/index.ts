import { z } from "zod";
import type { Document, Page } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions, type Extractor, type Source } from "../../src/document/extractor.ts";
import { readJson } from "../../src/foreign/read-json.ts";
import { readPageSizes } from "./locate.ts";
import { readBlocks } from "./read-blocks.ts";
import { doclingSchema } from "./schema.ts";

function extractDocling(source: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  const parsed = doclingSchema.safeParse(readJson(source));
  if (!parsed.success) {
    const reason = z.prettifyError(parsed.error).split("\n").slice(0, 2).join(" ");
    throw new ExtractionError("corrupt", `${source.fileName} is not a DoclingDocument: ${reason}`, { cause: parsed.error });
  }
  const sizes = readPageSizes(parsed.data);
  const isWanted = (page: number): boolean => options?.pages?.(page) ?? true;
  const blocks = readBlocks(parsed.data, sizes, isWanted);
  if (blocks.length === 0) throw new ExtractionError("no-text", `${source.fileName} holds no text.`);
  const pages = [...sizes].map(([number, size]): Page => ({ number, ...size })).filter(({ number }) => isWanted(number));
  options?.onProgress?.(pages.length, pages.length);
  return { format: "docling", pages: pages.sort((a, b) => a.number - b.number), blocks, findings: [] };
}

/** The JSON of Docling (`docling --to json`): texts in reading order and tables with their spans, each with its box. */
export const doclingExtractor: Extractor = {
  formats: ["docling"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractDocling(source, options));
    }),
};
