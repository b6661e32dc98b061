import fc from "fast-check";
import { expect, test } from "vitest";
import { detectFormat, findWrongExtension } from "../../src/document/detect-format.ts";
import { ExtractionError } from "../../src/document/extractor.ts";
import { writeZip } from "../container/write-zip.ts";
import { writeOle } from "../container/write-ole.ts";

function detect(content: string | Uint8Array, fileName = "file"): string | undefined {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  return detectFormat({ bytes, fileName });
}

function failureOf(content: Uint8Array): string {
  try {
    return detect(content) ?? "undefined";
  } catch (error) {
    if (error instanceof ExtractionError) return error.failure;
    throw error;
  }
}

function officeFile(contentType: string): Uint8Array {
  return writeZip([
    { path: "[Content_Types].xml", content: `<Types><Override PartName="/x.xml" ContentType="application/${contentType}"/></Types>` },
    { path: "x.xml", content: "<x/>" },
  ]);
}

test.each([
  ["vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "docx"],
  ["vnd.ms-word.document.macroEnabled.main+xml", "docx"],
  ["vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xlsx"],
  ["vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsx"],
  ["vnd.ms-excel.sheet.binary.macroEnabled.main", "xls"],
  ["vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", undefined],
])("an office file is what its main part is: %s", (contentType, format) => {
  expect(detect(officeFile(contentType))).toBe(format);
});

test("a zip archive that holds office files is an archive", () => {
  expect(detect(writeZip([{ path: "a/表.docx", content: officeFile("x") }]))).toBe("zip");
  expect(detect(writeZip([]))).toBe("zip");
});

test("a cut-off office file is still told from a cut-off archive", () => {
  const docx = writeZip([
    { path: "[Content_Types].xml", content: "x" },
    { path: "word/document.xml", content: "x".repeat(100) },
  ]);
  expect(detect(docx.subarray(0, docx.length - 60))).toBe("docx");
  expect(detect(writeZip([{ path: "a.txt", content: "a" }]).subarray(0, 40))).toBe("zip");
});

test.each([
  ["WordDocument", "a.doc", "doc"],
  ["WordDocument", "a.wps", "wps"],
  ["Workbook", "a.doc", "xls"],
  ["Book", "a.xls", "xls"],
  ["MatOST", "a", "wps"],
  ["PowerPoint Document", "a.ppt", undefined],
])("a compound file is what its streams are: %s in %s", (stream, fileName, format) => {
  expect(detect(writeOle([stream]), fileName)).toBe(format);
});

test("an office file under a password is a typed failure", () => {
  expect(failureOf(writeOle(["EncryptedPackage", "EncryptionInfo"]))).toBe("encrypted");
});

test.each([
  ["%PDF-1.7\n1 0 obj", "pdf"],
  ["\r\n<!-- a mail gateway's line -->\n%PDF-1.4\n1 0 obj<<>>", "pdf"],
  ["The header is %PDF-1.4, as everyone knows.", "text"],
  ["{\\rtf1\\ansi}", "rtf"],
  ["项目名称\t电子政务网\n", "text"],
  ["# 一、项目概述\n\n正文", "markdown"],
  ["| 项目名称 | 甲 |\n|---|:--:|\n| 乙 | 丙 |", "markdown"],
  ["甲|乙|丙\n丁|戊|己", "text"],
  ["标题\n\n<table><tr><td>甲</td></tr></table>", "markdown"],
  ["<table border=1><tr><td>甲</td></tr></table>", "html"],
  ["# 标题\n<p>正文</p>", "markdown"],
  ["<?xml version='1.0'?>\n<!DOCTYPE html><html></html>", "html"],
  ["<!-- saved from url=(0014)about:internet -->\n<html><body># 一</body></html>", "html"],
  ["MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\n--x\n", "html"],
  ["From: a\nSubject: b\n c\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "html"],
  ["Content-Type: 见附件", "text"],
  ['<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">', "doc"],
  ['<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xls"],
])("text is told by its markup: %s", (content, format) => {
  expect(detect(content)).toBe(format);
});

test("the name decides only between texts alike", () => {
  expect(detect("正文", "a.md")).toBe("markdown");
  expect(detect("正文", "a.docx")).toBe("text");
});

test("UTF-16 with and without its mark, and GBK, are text", () => {
  expect(detect(Buffer.from("\ufeff项目名称", "utf16le"))).toBe("text");
  expect(detect(Buffer.from("项目名称：2023 年\n".repeat(9), "utf16le"))).toBe("text");
  expect(detect(Buffer.from("<html>项目</html>", "utf16le"))).toBe("html");
  expect(detect(Uint8Array.from([0xbc, 0xa8, 0xd0, 0xa7, 0x0a]))).toBe("text");
});

test.each([
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "image"],
  [[0xff, 0xd8, 0xff, 0xe0], "image"],
  [[0x49, 0x49, 0x2a, 0x00], "image"],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "7z"],
  [[0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x01, 0x00], "rar"],
  [[0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00], undefined],
])("a binary file is told by its first bytes: %j", (bytes, format) => {
  expect(detect(Uint8Array.from(bytes))).toBe(format);
});

test("no bytes at all is a typed failure, and any bytes give an answer or a typed failure", () => {
  expect(failureOf(new Uint8Array())).toBe("empty");
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), (bytes) => failureOf(bytes).length > 0));
});

test("a long row of pipes takes no long time", () => {
  const started = performance.now();
  detect(`${"|".repeat(60_000)}\n${"-|".repeat(30_000)}x`);
  expect(performance.now() - started).toBeLessThan(1000);
});

test("an extension that promises another format is a finding; an unknown or fitting one is none", () => {
  expect(findWrongExtension("表.doc", "docx")?.code).toBe("file-extension-wrong");
  expect(findWrongExtension("表.doc", "html")?.expected).toBe("doc");
  expect(findWrongExtension("表.DOCX", "docx")).toBeUndefined();
  expect(findWrongExtension("表.txt", "markdown")).toBeUndefined();
  expect(findWrongExtension("表", "pdf")).toBeUndefined();
});

test.each([
  ["comments in front of no page", "<!-- a -->\n".repeat(2000) + "x"],
  ["a rule of dashes and a bar with a wide gap", `|-${" ".repeat(60_000)}x`],
  ["tables without rows", "<table>".repeat(9000)],
  ["tables that are not closed", "<table ".repeat(9000)],
  ["attributes without quotes", "<a class= ".repeat(6000)],
  ["headers of a message without a page", "a:\r\n".repeat(10_000)],
])("telling what a file is takes little time: %s", (_, text) => {
  const started = process.cpuUsage();
  detectFormat({ bytes: Buffer.from(text), fileName: "文件" });
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1e6).toBeLessThan(1);
});
