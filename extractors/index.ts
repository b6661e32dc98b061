import type { Extractor } from "../src/document/extractor.ts";
import type { Format } from "../src/document/document.ts";

/** Where each format's extractor is. The one registry; a module is loaded when its format is first read. */
const registry: Partial<Record<Format, () => Promise<Extractor>>> = {
  text: async () => (await import("./text/index.ts")).textExtractor,
  markdown: async () => (await import("./markdown/index.ts")).markdownExtractor,
  pdf: async () => {
    const { createPdfExtractor } = await import("./pdf/index.ts");
    // Readers of pictures come with heavy models: they are loaded when a page needs one.
    return createPdfExtractor(async () => (await import("../src/ocr/index.ts")).openPageReader());
  },
  image: async () => (await import("./image/index.ts")).imageExtractor,
  html: async () => (await import("./html/index.ts")).htmlExtractor,
  hocr: async () => (await import("./hocr/index.ts")).hocrExtractor,
  alto: async () => (await import("./alto/index.ts")).altoExtractor,
  "tesseract-tsv": async () => (await import("./tesseract-tsv/index.ts")).tesseractTsvExtractor,
  paddleocr: async () => (await import("./paddleocr/index.ts")).paddleocrExtractor,
  docling: async () => (await import("./docling/index.ts")).doclingExtractor,
  mineru: async () => (await import("./mineru/index.ts")).mineruExtractor,
  xlsx: async () => (await import("./xlsx/index.ts")).xlsxExtractor,
  docx: async () => (await import("./docx/index.ts")).docxExtractor,
  doc: async () => (await import("./office-legacy/index.ts")).officeLegacyExtractor,
  wps: async () => (await import("./office-legacy/index.ts")).officeLegacyExtractor,
  rtf: async () => (await import("./office-legacy/index.ts")).officeLegacyExtractor,
  xls: async () => (await import("./office-legacy/index.ts")).officeLegacyExtractor,
};

/** The formats that some extractor reads. */
export function listFormats(): Format[] {
  return Object.keys(registry) as Format[];
}

/** The extractor of a format; undefined where there is none. */
export async function findExtractor(format: Format): Promise<Extractor | undefined> {
  return registry[format]?.();
}
