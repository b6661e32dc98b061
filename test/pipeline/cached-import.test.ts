import { readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { writeImagePdf } from "../../samples/make/render/image-pdf.ts";
import { describeCache, type KindReport } from "../../src/cache/cache-report.ts";
import { loadMapper, mappingFolders } from "../../src/pipeline/mapper.ts";
import { importFiles } from "../../src/pipeline/batch/import-files.ts";
import { nameReader } from "../../src/pipeline/reader-version.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import { dumpDatabase } from "../support/dump-database.ts";
import { makeFolder } from "../support/temp-folder.ts";

/** A small form printed at 200 dots an inch. */
const form = path.join(import.meta.dirname, "..", "extractors", "image", "form-200dpi.png");
const limitBytes = 100_000_000;

/** A mapping of the form, which says something else of it than the one that is drafted from labels. */
const mapping = `---
id: smallform
title: 试验项目表
kind: project
region: "990100"
---

| 项目名称 | {name} |
| 项目属性 | {nature new=新增项目 continuing=延续项目} |
| 项目负责人 | {manager} | 联系电话 | {phone} |
| 一级指标 | 指标名称 | 指标值 |
| {indicators.level1 scope=annual} | {indicators.name} | {indicators.target} | ← repeats
`;

/** The form with so many more rows of white below it, as the picture of a page in a PDF. */
async function scanForm(whiteRows: number) {
  const jpeg = await sharp(readFileSync(form)).flatten({ background: "white" }).extend({ bottom: whiteRows, background: "white" }).greyscale().jpeg({ quality: 95 }).toBuffer();
  const { width, height } = await sharp(jpeg).metadata();
  return { jpeg, widthPx: width, heightPx: height, dpi: 200 };
}

/** Three scans, six pages: the second page of each PDF is the same picture. */
async function makeScans(): Promise<string> {
  const same = await scanForm(40);
  const files: Record<string, Uint8Array> = {};
  for (const index of [1, 2, 3]) files[`scan-${index}.pdf`] = writeImagePdf([await scanForm(index), same]);
  return makeFolder(files);
}

/** Imports the scans into a new database and gives its rows, and what the cache held of each kind afterwards. */
async function importScans(scans: string, mappings: readonly string[], cache: string | undefined): Promise<{ rows: string[]; kinds: readonly KindReport[] }> {
  const databaseFile = path.join(makeFolder(), "x.db");
  const folders = mappingFolders(mappings);
  await loadMapper(folders);
  const database = openDatabase(databaseFile);
  const settings = { folder: cache ?? "", limitBytes };
  await importFiles(
    database,
    {
      paths: [scans],
      databaseFile,
      refresh: false,
      jobs: 1,
      limits: { timeoutMs: 120_000, memoryBytes: 2 ** 31 },
      setup: { mappingFolders: folders, ocr: "auto", ...(cache === undefined ? {} : { cache: settings }) },
      reader: await nameReader(folders, "ocr auto"),
    },
    () => undefined,
  );
  database.close();
  return { rows: dumpDatabase(databaseFile), kinds: cache === undefined ? [] : describeCache(settings).kinds };
}

it("A changed mapping over cached scans gives row for row what it gives without a cache, and reads no picture again.", { timeout: 600_000 }, async () => {
  const scans = await makeScans();
  const mappings = [makeFolder({ "smallform.md": mapping })];
  const cache = makeFolder();
  const before = await importScans(scans, [], cache);
  expect(before.kinds).toMatchObject([
    { kind: "document", entries: 3, hits: 0, lookups: 3 },
    // Six pages, four pictures: the one that is in three files was read once.
    { kind: "reading", entries: 4, hits: 2, lookups: 6 },
  ]);
  const after = await importScans(scans, mappings, cache);
  expect(after.kinds).toMatchObject([
    { kind: "document", entries: 3, hits: 3, lookups: 6 },
    { kind: "reading", entries: 4, hits: 2, lookups: 6 },
  ]);
  expect(after.rows).not.toEqual(before.rows);
  expect(after.rows.some((row) => row.startsWith("documents ") && row.includes('"smallform"'))).toBe(true);
  expect((await importScans(scans, mappings, undefined)).rows).toEqual(after.rows);
});
