import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findLibreOffice } from "../../../extractors/office-legacy/find-libreoffice.ts";
import { makeOfficeLegacyExtractor } from "../../../extractors/office-legacy/index.ts";
import type { Document, Format } from "../../../src/document/document.ts";
import { ExtractionError, type Extractor } from "../../../src/document/extractor.ts";
import { writeOle } from "../../container/write-ole.ts";
import { sheet, text, writeXlsx } from "../../ooxml/sheet/write-xlsx.ts";
import { cell, row, table, writeDocx } from "../../ooxml/word/write-docx.ts";
import { makeFakeConverter, wrapForFake } from "./fake-converter.ts";

const formDoc = readFileSync(join(import.meta.dirname, "form.doc"));

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ExtractionError) return error.failure;
    throw error;
  }
  return "none";
}

function extract(extractor: Extractor, bytes: Uint8Array, format: Format = "doc", signal?: AbortSignal): Promise<Document> {
  return extractor.extract({ bytes, fileName: `表.${format}` }, format, signal === undefined ? {} : { signal });
}

function cellsOf(document: Document): string[] {
  return document.blocks.flatMap((block) =>
    block.kind === "table" ? block.cells.map((each) => `${each.row},${each.column} ${each.rowSpan}×${each.columnSpan} ${each.text}`) : [],
  );
}

const plainDocx = writeDocx(table([row([cell("甲"), cell("乙")])])).bytes;
const docx = wrapForFake(plainDocx);

test("an old file is read as what the converter makes of it, under its own format", async () => {
  const { program } = makeFakeConverter();
  const extractor = makeOfficeLegacyExtractor(program);
  const document = await extract(extractor, docx, "rtf");
  expect(document.format).toBe("rtf");
  expect(cellsOf(document)).toEqual(["0,0 1×1 甲", "0,1 1×1 乙"]);
  const xlsx = writeXlsx([{ name: "一", xml: sheet(`<row r="1">${text("A1", "丙")}</row>`) }]).bytes;
  expect(cellsOf(await extract(extractor, wrapForFake(xlsx), "xls"))).toEqual(["0,0 1×1 丙"]);
});

test("files asked for together share a run, each run has a profile of its own in which nothing runs or is fetched", async () => {
  const { program, listRuns } = makeFakeConverter();
  const extractor = makeOfficeLegacyExtractor(program);
  await Promise.all([1, 2, 3].map(() => extract(extractor, docx)));
  await extract(extractor, docx);
  const runs = listRuns();
  expect(runs.map((run) => run.files)).toEqual([3, 1]);
  expect(new Set(runs.map((run) => run.profile)).size).toBe(2);
  expect(runs[0]?.settings).toContain('oor:name="DisableMacrosExecution" oor:op="fuse"><value>true');
  expect(runs[0]?.proxy).toContain("127.0.0.1");
  expect(runs.some((run) => existsSync(run.profile))).toBe(false);
});

test("a bad file among several costs the others nothing", async () => {
  const { program } = makeFakeConverter();
  const extractor = makeOfficeLegacyExtractor(program);
  const crashing = wrapForFake(Buffer.concat([Buffer.from("crash"), plainDocx]));
  const failures = await Promise.all([docx, wrapForFake("bad"), crashing, docx].map((bytes) => failureOf(extract(extractor, bytes))));
  expect(failures).toEqual(["none", "corrupt", "none", "none"]);
});

test("a conversion that never ends is ended with a typed failure", async () => {
  const { program, listRuns } = makeFakeConverter();
  expect(await failureOf(extract(makeOfficeLegacyExtractor(program, 1 / 60), wrapForFake("hang")))).toBe("timeout");
  expect(() => process.kill(listRuns()[0]?.pid ?? 0, 0)).toThrow("ESRCH");
});

test("a file that hangs costs those behind it one more run together, not one each", async () => {
  const { program, listRuns } = makeFakeConverter();
  const extractor = makeOfficeLegacyExtractor(program, 1 / 60);
  const files = [docx, docx, wrapForFake("hang"), docx, docx, docx];
  const failures = await Promise.all(files.map((bytes) => failureOf(extract(extractor, bytes))));
  expect(failures).toEqual(["none", "none", "timeout", "none", "none", "none"]);
  // The last file out of a run that was cut off may be half a file: it is made again.
  expect(listRuns().map((run) => run.files)).toEqual([6, 1, 1, 3]);
});

test("files are prepared in one run; what cannot be is left to be read by itself", async () => {
  const { program, listRuns } = makeFakeConverter();
  const extractor = makeOfficeLegacyExtractor(program);
  const files = [docx, wrapForFake("bad"), plainDocx, docx].map((bytes) => ({ source: { bytes, fileName: "表.rtf" }, format: "rtf" as const }));
  const done: number[] = [];
  const prepared = (await extractor.prepare?.(files, { onProgress: (count) => done.push(count) })) ?? [];
  expect(prepared.map((bytes) => bytes !== undefined)).toEqual([true, false, false, true]);
  expect(done).toEqual([1, 2, 3, 4]);
  expect(listRuns().map((run) => run.files)).toEqual([3]);
  const [first] = prepared;
  const document = await extractor.extract({ bytes: docx, fileName: "表.rtf" }, "rtf", first === undefined ? {} : { prepared: first });
  expect(cellsOf(document)).toEqual(["0,0 1×1 甲", "0,1 1×1 乙"]);
  expect(listRuns()).toHaveLength(1);
});

test("a signal ends a conversion with its reason", async () => {
  const { program } = makeFakeConverter();
  const controller = new AbortController();
  const work = extract(makeOfficeLegacyExtractor(program), wrapForFake("hang"), "doc", controller.signal);
  setTimeout(() => { controller.abort(new Error("genug")); }, 300);
  await expect(work).rejects.toThrow("genug");
});

test("without LibreOffice a Word file's text is read, with a finding that tells what to install", async () => {
  const document = await extract(makeOfficeLegacyExtractor(undefined), formDoc);
  expect(document.findings.map((finding) => finding.code)).toEqual(["reader-fallback"]);
  expect(document.findings[0]?.message).toContain("LibreOffice");
  expect(cellsOf(document)).toEqual([
    ...["0,0 1×1 项目名称", "0,1 1×1 示例项目", "1,0 1×1 资金", "1,1 1×1 合计", "1,2 1×1 870.35", "2,0 1×1 ", "2,1 1×1 财政拨款", "2,2 1×1 870.35"],
  ]);
  expect(document.blocks.map((block) => block.kind)).toEqual(["paragraph", "table", "paragraph"]);
});

test("a Word file whose chains of sectors run in a circle, or whose tables are larger than it, is a typed failure", async () => {
  const extractor = makeOfficeLegacyExtractor(undefined);
  const patched = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(formDoc);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };
  const table = (formDoc.readUInt32LE(76) + 1) * 512;
  const damaged = [patched(44, 0x7fff_ffff), patched(72, 0x7fff_ffff), patched(76, 0x0fff_ffff), patched(table + 4, 0)];
  damaged[3]?.writeUInt32LE(1, table);
  for (const bytes of damaged) expect(await failureOf(extract(extractor, bytes))).toBe("corrupt");
});

test("without LibreOffice other old formats are a typed failure", async () => {
  const extractor = makeOfficeLegacyExtractor(undefined);
  expect(await failureOf(extract(extractor, Buffer.from("{\\rtf1 a}"), "rtf"))).toBe("tool-missing");
  expect(await failureOf(extract(extractor, writeOle(["Workbook"]), "xls"))).toBe("tool-missing");
  expect(await failureOf(extract(extractor, writeOle(["WordDocument"]), "doc"))).toBe("corrupt");
  expect(await failureOf(extract(extractor, new Uint8Array(), "doc"))).toBe("empty");
});

test("bytes of another format are not given to LibreOffice, which would make something of anything", async () => {
  const { program, listRuns } = makeFakeConverter();
  const extractor = makeOfficeLegacyExtractor(program);
  for (const bytes of [plainDocx, Buffer.from("text"), Buffer.from("<html>")]) expect(await failureOf(extract(extractor, bytes))).toBe("corrupt");
  expect(listRuns()).toEqual([]);
});

test("a file under a password is told before anything is started", async () => {
  const fib = new Uint8Array(32);
  fib[0x0b] = 0x01;
  const { program, listRuns } = makeFakeConverter();
  const extractor = makeOfficeLegacyExtractor(program);
  expect(await failureOf(extract(extractor, writeOle(["WordDocument"], { WordDocument: fib })))).toBe("encrypted");
  const records = Uint8Array.from([0x09, 0x08, 4, 0, 0, 0, 0, 0, 0x2f, 0, 2, 0, 0, 0]);
  expect(await failureOf(extract(extractor, writeOle(["Workbook"], { Workbook: records }), "xls"))).toBe("encrypted");
  expect(listRuns()).toEqual([]);
});

test("macros are told", async () => {
  const extractor = makeOfficeLegacyExtractor(undefined);
  const withMacros = Buffer.from(formDoc);
  const name = Buffer.from("SummaryInformation", "utf16le");
  const at = withMacros.indexOf(name) - 2;
  Buffer.from("Macros\0", "utf16le").copy(withMacros, at);
  withMacros.writeUInt16LE(14, at + 64);
  withMacros[at + 66] = 1;
  const document = await extract(extractor, withMacros);
  expect(document.findings.map((finding) => finding.code)).toContain("content-macro");
});

test("LibreOffice is found by the path or by the variable, and can be switched off", () => {
  const { program } = makeFakeConverter();
  expect(findLibreOffice({ JIXIAO_LIBREOFFICE: program })).toBe(program);
  expect(findLibreOffice({ JIXIAO_LIBREOFFICE: "off", PATH: process.env["PATH"] })).toBeUndefined();
  expect(findLibreOffice({ JIXIAO_LIBREOFFICE: "/no/such/program" })).toBeUndefined();
});

const libreOffice = findLibreOffice();

// The machine may have no LibreOffice; what depends on it alone is asked only where it is.
test.runIf(libreOffice !== undefined)("LibreOffice keeps the merged cells of a .doc file", { timeout: 120_000 }, async () => {
  const document = await extract(makeOfficeLegacyExtractor(libreOffice), formDoc);
  expect(cellsOf(document)).toEqual([
    ...["0,0 1×1 项目名称", "0,1 1×2 示例项目", "1,0 2×1 资金", "1,1 1×1 合计", "1,2 1×1 870.35", "2,1 1×1 财政拨款", "2,2 1×1 870.35"],
  ]);
});

test.runIf(libreOffice !== undefined)("LibreOffice's refusal of a damaged file is a typed failure", { timeout: 120_000 }, async () => {
  const damaged = Buffer.from(formDoc.subarray(0, 700));
  expect(await failureOf(extract(makeOfficeLegacyExtractor(libreOffice), damaged))).toBe("corrupt");
});
