import type { Document } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions, type Extractor, type Source } from "../../src/document/extractor.ts";
import { requireText } from "../../src/document/require-text.ts";
import { readWorkbook } from "../../src/ooxml/sheet/read-workbook.ts";

function extractXlsx(source: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  if (source.bytes.length === 0) throw new ExtractionError("empty", `${source.fileName} has no bytes.`);
  const { blocks, findings } = readWorkbook(source, options?.onProgress);
  return requireText({ format: "xlsx", pages: [], blocks, findings }, source.fileName);
}

/** Reads Excel files (.xlsx, .xlsm, .xltx) from their own XML, values as displayed. Adds the findings of `readWorkbook`. */
export const xlsxExtractor: Extractor = {
  formats: ["xlsx"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractXlsx(source, options));
    }),
};
