import { describe, expect, it } from "vitest";
import { cachePageReader } from "../../src/cache/cached-page-reader.ts";
import { ContentStore } from "../../src/cache/content-store.ts";
import { makeFinding } from "../../src/document/finding.ts";
import type { OpenPageReader, PageImage, PageReader, PageReading } from "../../src/document/page-reader.ts";
import { makeFolder } from "../support/temp-folder.ts";

/** A page of one pixel, whose grey is what is read of it. */
function onePixel(gray: number, dpi = 200): PageImage {
  return { width: 1, height: 1, channels: 1, data: Uint8Array.of(gray), dpi };
}

/** A reader that notes the numbers of the pages it reads; `read` may have it fail. */
function makeReader(read: (image: PageImage, number: number) => Partial<PageReading> = () => ({})): { open: OpenPageReader; pages: number[] } {
  const pages: number[] = [];
  const readPage: PageReader["readPage"] = async (image, number) => {
    pages.push(number);
    await Promise.resolve();
    const glyphs = [{ text: `${image.data[0] ?? ""}`, box: [0, 0, 1 / 3, 0.1] as [number, number, number, number], confidence: 0.9 }];
    return { content: { number, widthPt: 72 / image.dpi, heightPt: 1, glyphs, rulings: [], source: "ocr" }, findings: [], ...read(image, number) };
  };
  return { open: () => Promise.resolve({ concurrency: 2, readPage, close: () => Promise.resolve() }), pages };
}

function makeStore(): ContentStore {
  return new ContentStore({ folder: makeFolder(), limitBytes: 1_000_000 });
}

describe("a reader of pictures with a cache", () => {
  it("reads the same pixels once, on whatever page, and gives the same reading with the page's own number", async () => {
    const store = makeStore();
    const { open, pages } = makeReader();
    const first = await (await cachePageReader(open, store, "v1")()).readPage(onePixel(7), 1);
    const second = await (await cachePageReader(open, store, "v1")()).readPage(onePixel(7), 5);
    expect(pages).toEqual([1]);
    expect(second).toEqual({ ...first, content: { ...first.content, number: 5 } });
  });

  it("reads other pixels, and the same at another resolution, by themselves", async () => {
    const { open, pages } = makeReader();
    const reader = await cachePageReader(open, makeStore(), "v1")();
    for (const [index, image] of [onePixel(7), onePixel(8), onePixel(7, 300)].entries()) await reader.readPage(image, index);
    expect(pages).toEqual([0, 1, 2]);
  });

  it("reads anew where the reader's version is another one", async () => {
    const store = makeStore();
    const { open, pages } = makeReader();
    await (await cachePageReader(open, store, "v1")()).readPage(onePixel(7), 1);
    await (await cachePageReader(open, store, "v2")()).readPage(onePixel(7), 2);
    expect(pages).toEqual([1, 2]);
  });

  it("reads equal pages side by side once", async () => {
    const { open, pages } = makeReader();
    const reader = await cachePageReader(open, makeStore(), "v1")();
    const readings = await Promise.all([1, 2, 3].map((number) => reader.readPage(onePixel(7), number)));
    expect(pages).toEqual([1]);
    expect(readings.map((reading) => reading.content.number)).toEqual([1, 2, 3]);
  });

  it("keeps no reading that tells of a fault, and none of a page that failed", async () => {
    const finding = makeFinding("ocr-single-reader", "Only one reader loads.");
    const { open, pages } = makeReader((_image, number) => {
      if (number === 2) throw new Error("the process ended");
      return number === 1 ? { findings: [finding] } : {};
    });
    const reader = await cachePageReader(open, makeStore(), "v1")();
    expect((await reader.readPage(onePixel(7), 1)).findings).toEqual([finding]);
    await expect(reader.readPage(onePixel(7), 2)).rejects.toThrow("the process ended");
    await reader.readPage(onePixel(7), 3);
    expect((await reader.readPage(onePixel(7), 4)).findings).toEqual([]);
    expect(pages).toEqual([1, 2, 3]);
  });

  it("reads a page by itself when the equal page beside it failed", async () => {
    const { open, pages } = makeReader((_image, number) => {
      if (number === 1) throw new Error("the process ended");
      return {};
    });
    const reader = await cachePageReader(open, makeStore(), "v1")();
    const [first, second] = await Promise.allSettled([reader.readPage(onePixel(7), 1), reader.readPage(onePixel(7), 2)]);
    expect([first.status, second.status, pages]).toEqual(["rejected", "fulfilled", [1, 2]]);
  });
});
