import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { afterEach, expect, test } from "vitest";
import type { PageImage } from "../../src/document/page-reader.ts";
import { ReaderPool, type PoolOptions } from "../../src/ocr/index.ts";

const form = await readFile(new URL("../extractors/image/form-200dpi.png", import.meta.url));
let pool: ReaderPool | undefined;

afterEach(() => pool?.close());

function open(options: Partial<PoolOptions> = {}): ReaderPool {
  pool = new ReaderPool({ processes: 1, ...options });
  return pool;
}

async function decode(): Promise<PageImage> {
  const { data, info } = await sharp(form).grayscale().extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 1, data, dpi: 200 };
}

test("A process that holds too much memory after a page is replaced, and reading goes on.", { timeout: 120_000 }, async () => {
  const reader = open({ maxResidentBytes: 1 });
  const image = await decode();
  const first = await reader.readPage(image, 1);
  const second = await reader.readPage(image, 2);
  expect(second.content.glyphs).toHaveLength(first.content.glyphs.length);
  expect(second.content.number).toBe(2);
});

test("A page that takes too long is given up after a second try, and the next page is read.", { timeout: 120_000 }, async () => {
  const reader = open({ pageTimeoutMs: 1 });
  await expect(reader.readPage(await decode(), 1)).rejects.toThrow();
});

test("An abort ends a page that is being read.", { timeout: 60_000 }, async () => {
  const reader = open();
  const abort = new AbortController();
  const reading = reader.readPage(await decode(), 1, abort.signal);
  setTimeout(() => {
    abort.abort(new Error("enough"));
  }, 50);
  await expect(reading).rejects.toThrow("enough");
});

test("Without PP-OCR Tesseract reads alone; without either the pool says which tool is missing.", { timeout: 120_000 }, async () => {
  const reader = open({ engines: ["tesseract"] });
  const text = (await reader.readPage(await decode(), 1)).content.glyphs.map((glyph) => glyph.text).join("");
  expect(text).toContain("项目");
  await reader.close();
  await expect(open({ engines: [] }).readPage(await decode(), 1)).rejects.toMatchObject({ failure: "tool-missing" });
});

test("A blank page has no text and no fault.", { timeout: 60_000 }, async () => {
  const blank: PageImage = { width: 800, height: 1000, channels: 3, data: new Uint8Array(800 * 1000 * 3).fill(250), dpi: 96 };
  const { content, findings } = await open().readPage(blank, 4);
  expect([content.glyphs, content.rulings, findings]).toEqual([[], [], []]);
  expect([content.widthPt, content.heightPt, content.number]).toEqual([600, 750, 4]);
});
