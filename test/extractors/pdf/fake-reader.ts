import type { Glyph, PageContent } from "../../../src/document/page-content.ts";
import type { PageImage, PageReader } from "../../../src/document/page-reader.ts";

/** A reader that reads the same text in every picture, and remembers what it was given. */
export class FakeReader implements PageReader {
  readonly concurrency = 2;
  readonly images: { readonly page: number; readonly image: PageImage }[] = [];
  isClosed = false;

  readPage(image: PageImage, page: number): Promise<{ content: PageContent; findings: [] }> {
    this.images.push({ page, image });
    const [widthPt, heightPt] = [(image.width * 72) / image.dpi, (image.height * 72) / image.dpi];
    const glyphs = Array.from("图上的字").map(
      (text, index): Glyph => ({ text, box: [20 + 10 * index, 30, 30 + 10 * index, 40], confidence: 0.9 }),
    );
    return Promise.resolve({ content: { number: page, widthPt, heightPt, glyphs, rulings: [], source: "ocr" }, findings: [] });
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}
