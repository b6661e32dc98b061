import { readFile } from "node:fs/promises";
import { encode as encodeBmp } from "bmp-ts";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { makeImageExtractor } from "../../../extractors/image/index.ts";
import type { Document, Table } from "../../../src/document/document.ts";
import { ExtractionError, type ExtractOptions } from "../../../src/document/extractor.ts";
import type { OpenPageReader, PageReader } from "../../../src/document/page-reader.ts";
import { ReaderPool } from "../../../src/ocr/index.ts";

/** A small form printed at 200 dots an inch. */
const form = await readFile(new URL("./form-200dpi.png", import.meta.url));
const pool = new ReaderPool({ processes: 1 });
/** One pool for all tests: starting a process takes longer than reading a page. */
const openPool: OpenPageReader = () => Promise.resolve({ concurrency: 1, readPage: (...args) => pool.readPage(...args), close: () => Promise.resolve() } satisfies PageReader);

afterAll(() => pool.close());

function extract(bytes: Uint8Array, options: ExtractOptions = {}, openReader: OpenPageReader = openPool): Promise<Document> {
  return makeImageExtractor(openReader).extract({ bytes, fileName: "表" }, "image", options);
}

function rowsOf(document: Document): string[][] {
  const table = document.blocks.find((block): block is Table => block.kind === "table");
  const rows: string[][] = Array.from({ length: table?.rowCount ?? 0 }, () => []);
  for (const cell of table?.cells ?? []) rows[cell.row]?.push(cell.text);
  return rows;
}

const expected = [
  ["项目名称", "城乡供水管网改造"],
  ["项目属性", "☑新增项目□延续项目"],
  ["项目负责人", "陈晓燕", "联系电话", "0410-8699725"],
  ["一级指标", "指标名称", "指标值"],
  ["产出指标", "改造管网长度", "≥15.8公里"],
  ["工程验收合格率", "=100%"],
  ["项目总成本", "≤870.35万元"],
  ["满意度指标", "受益群众满意度", ">90%"],
];

/** Cells without white space and with full-width signs folded: those are not what these tests are about. */
function plain(document: Document): string[][] {
  return rowsOf(document).map((row) => row.map((text) => text.normalize("NFKC").replace(/\s/gu, "")));
}

test("A scanned form becomes a table with its signs, numbers and marks, every character with its place and confidence.", { timeout: 120_000 }, async () => {
  const document = await extract(form);
  expect(plain(document)).toEqual(expected);
  expect(document.findings).toEqual([]);
  expect(document.pages).toEqual([{ number: 1, width: 420.12, height: 299.88, source: "ocr" }].map((page) => ({ ...page, width: expect.closeTo(page.width, 1) as number, height: expect.closeTo(page.height, 1) as number })));
  const table = document.blocks.find((block): block is Table => block.kind === "table");
  const spans = table?.cells.find(({ text }) => text === "产出指标");
  expect([spans?.row, spans?.column, spans?.rowSpan]).toEqual([4, 0, 3]);
  const runs = table?.cells.flatMap((cell) => cell.runs) ?? [];
  expect(runs.every((run) => run.confidence !== undefined && "box" in run.at)).toBe(true);
});

test("A form that lies on its side or its head, skewed, is turned upright, and its boxes stand on the page as a person sees it.", { timeout: 240_000 }, async () => {
  const skewed = await sharp(form).rotate(1.5, { background: "white" }).toBuffer();
  for (const quarter of [90, 180, 270]) {
    const turned = await sharp(skewed).rotate(quarter).png().toBuffer();
    const document = await extract(turned);
    expect(plain(document)).toEqual(expected);
    const [page] = document.pages;
    expect((page?.width ?? 0) > (page?.height ?? 0)).toBe(true);
    const cells = document.blocks.flatMap((block) => (block.kind === "table" ? block.cells : []));
    const nameBox = cells.find(({ text }) => text === "项目名称")?.at[0];
    const phoneBox = cells.find(({ text }) => text === "联系电话")?.at[0];
    // On a page skewed clockwise, what stands further right stands lower than on a straight one.
    if (nameBox === undefined || phoneBox === undefined || !("box" in nameBox) || !("box" in phoneBox)) throw new Error("a cell has no box");
    expect(phoneBox.box[0]).toBeGreaterThan(nameBox.box[0]);
  }
});

test("Every page of a TIFF is read in order, and only those asked for; progress counts them.", { timeout: 120_000 }, async () => {
  const { width, height } = await sharp(form).metadata();
  const raw = await sharp(form).grayscale().extractChannel(0).raw().toBuffer();
  const tiff = await sharp(Buffer.concat([raw, raw, raw]), { raw: { width, height: height * 3, channels: 1, pageHeight: height } }).tiff({ compression: "lzw" }).toBuffer();
  const steps: string[] = [];
  const document = await extract(tiff, { pages: (number) => number !== 2, onProgress: (done, total) => steps.push(`${done}/${total}`) });
  expect(document.pages.map(({ number }) => number)).toEqual([1, 3]);
  expect(steps).toEqual(["1/2", "2/2"]);
});

test("BMP, JPEG and WebP are read as PNG is.", { timeout: 240_000 }, async () => {
  const { data, info } = await sharp(form).ensureAlpha().toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  // The encoder takes its pixels as alpha, blue, green, red.
  const abgr = Buffer.alloc(data.length);
  for (let at = 0; at < data.length; at += 4) abgr.set([255, data[at + 2] ?? 0, data[at + 1] ?? 0, data[at] ?? 0], at);
  const bmp = encodeBmp({ data: abgr, width: info.width, height: info.height }).data;
  for (const bytes of [bmp, await sharp(form).jpeg({ quality: 80 }).toBuffer(), await sharp(form).webp().toBuffer()]) {
    expect(plain(await extract(bytes))).toEqual(expected);
  }
});

test("Sizes are in points: by the stated resolution, else at 96 dots an inch.", async () => {
  const stated = await sharp(form).withMetadata({ density: 72 }).png().toBuffer();
  const silent = await sharp(form).webp().toBuffer();
  const sizeOf = async (bytes: Uint8Array): Promise<number | undefined> => (await extract(bytes, { ocr: "never" })).pages[0]?.width;
  expect(await sizeOf(stated)).toBeCloseTo(1167, 0);
  expect(await sizeOf(silent)).toBeCloseTo((1167 * 72) / 96, 0);
});

test("With OCR switched off a page is left out with a finding that names it.", async () => {
  const document = await extract(form, { ocr: "never" });
  expect(document.blocks).toEqual([]);
  expect(document.findings.map(({ code }) => code)).toEqual(["page-unread"]);
});

test("What is no picture, is cut off, is empty or is a bomb is refused with the reason.", async () => {
  const bomb = Buffer.from(form);
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  const failureOf = async (bytes: Uint8Array): Promise<string> => {
    const outcome = await extract(bytes).catch((error: unknown) => error);
    return outcome instanceof ExtractionError ? outcome.failure : "read";
  };
  expect(await failureOf(new Uint8Array())).toBe("empty");
  expect(await failureOf(Buffer.from("BM no picture at all"))).toBe("corrupt");
  expect(await failureOf(Buffer.from("no picture at all"))).toBe("corrupt");
  expect(["too-large", "corrupt"]).toContain(await failureOf(bomb));
  const cut = await extract(form.subarray(0, 12_000)).catch((error: unknown) => error);
  expect(cut instanceof ExtractionError ? cut.failure : (cut as Document).findings[0]?.code).toMatch(/corrupt|page-unread/u);
});

test("Where no reader can be started every page says so, and nothing is invented.", async () => {
  const noReader: OpenPageReader = () =>
    Promise.resolve({ concurrency: 1, readPage: () => Promise.reject(new ExtractionError("tool-missing", "No OCR reader could be started.")), close: () => Promise.resolve() });
  const document = await extract(form, {}, noReader);
  expect(document.findings.map(({ code }) => code)).toEqual(["ocr-unavailable"]);
  expect(document.blocks).toEqual([]);
});

test("An abort ends the work with the signal's reason.", async () => {
  await expect(extract(form, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
});
