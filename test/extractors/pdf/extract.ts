import type { Document } from "../../../src/document/document.ts";
import { documentSchema } from "../../../src/document/document.ts";
import type { ExtractOptions } from "../../../src/document/extractor.ts";
import type { PageReader } from "../../../src/document/page-reader.ts";
import { createPdfExtractor } from "../../../extractors/pdf/index.ts";

/** Extracts a PDF and checks that what comes out is a document, with every place on its page. */
export async function extract(bytes: Uint8Array, options: ExtractOptions = {}, reader?: PageReader): Promise<Document> {
  const extractor = createPdfExtractor(() =>
    reader === undefined ? Promise.reject(new Error("no reader was to be opened")) : Promise.resolve(reader),
  );
  const document = documentSchema.parse(await extractor.extract({ bytes, fileName: "a.pdf" }, "pdf", options));
  checkPlaces(document);
  return document;
}

function checkPlaces(document: Document): void {
  for (const block of document.blocks) {
    const owners = block.kind === "table" ? [block, ...block.cells] : [block];
    for (const owner of owners) {
      const runs = "runs" in owner ? owner.runs : [];
      for (const place of [...owner.at, ...runs.map((run) => run.at)]) {
        if (!("box" in place)) throw new Error("a place without a box");
        const page = document.pages.find(({ number }) => number === place.page);
        const [x0, y0, x1, y1] = place.box;
        const isInside = page !== undefined && x0 >= -1 && y0 >= -1 && x1 <= page.width + 1 && y1 <= page.height + 1 && x0 <= x1 && y0 <= y1;
        if (!isInside) throw new Error(`place ${place.box.join()} is not on page ${place.page}`);
      }
    }
  }
}

/** The texts of a document's paragraphs and cells, in order. */
export function texts(document: Document): string[] {
  return document.blocks.flatMap((block) => (block.kind === "table" ? block.cells.map((cell) => cell.text) : [block.text]));
}

/** The codes of a document's findings. */
export function codes(document: Document): string[] {
  return document.findings.map((finding) => finding.code);
}
