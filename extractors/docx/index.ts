import type { Document, Format } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions, type Extractor, type Source } from "../../src/document/extractor.ts";
import { requireText } from "../../src/document/require-text.ts";
import { readWordDocument } from "../../src/ooxml/word/read-word-document.ts";

/** Reads Word files (.docx, .docm, .dotx) from their own XML, tables by their true grid. Adds the findings of `readWordDocument`. */
export const docxExtractor: Extractor = {
  formats: ["docx"],
  extract: async (source: Source, _format: Format, options?: ExtractOptions): Promise<Document> => {
    options?.signal?.throwIfAborted();
    if (source.bytes.length === 0) throw new ExtractionError("empty", `${source.fileName} has no bytes.`);
    const { blocks, findings } = readWordDocument(source);
    options?.onProgress?.(1, 1);
    return Promise.resolve(requireText({ format: "docx", pages: [], blocks, findings }, source.fileName));
  },
};
