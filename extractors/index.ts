import type { Extractor } from "../src/document/extractor.ts";
import type { Format } from "../src/document/document.ts";
import type { OpenPageReader } from "../src/document/page-reader.ts";

/** The project's own reader of pictures. It comes with heavy models: it is loaded when a page needs one. */
export const openOwnReader: OpenPageReader = async () => (await import("../src/ocr/index.ts")).openPageReader();

/** Where each format's extractor is. The one registry; a module is loaded when its format is first read. */
const registry: Partial<Record<Format, (openReader: OpenPageReader) => Promise<Extractor>>> = {
  text: async () => (await import("./text/index.ts")).textExtractor,
  markdown: async () => (await import("./markdown/index.ts")).markdownExtractor,
  pdf: async (openReader) => (await import("./pdf/index.ts")).createPdfExtractor(openReader),
  image: async (openReader) => (await import("./image/index.ts")).makeImageExtractor(openReader),
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

/**
 * The extractor of a format; undefined where there is none. `openReader` reads the pictures of pages; the project's own does
 * where it is absent.
 */
export async function findExtractor(format: Format, openReader: OpenPageReader = openOwnReader): Promise<Extractor | undefined> {
  return registry[format]?.(openReader);
}

/** Formats that are read through another program. */
const throughLibreOffice: ReadonlySet<Format> = new Set(["doc", "wps", "rtf", "xls"]);

/** Names the other program, as installed now, that decides on what is seen in a format; undefined for a format that needs none. */
export async function nameTool(format: Format): Promise<string | undefined> {
  if (!throughLibreOffice.has(format)) return undefined;
  return (await import("./office-legacy/stamp-libreoffice.ts")).stampLibreOffice();
}
