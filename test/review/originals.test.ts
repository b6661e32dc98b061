import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import sharp from "sharp";
import { makeFinding } from "../../src/document/finding.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildImport } from "../store/build-record.ts";
import { buildApp, type TestApp } from "./build-app.ts";
import { readSample } from "./browser.ts";
import { writeLongPdf } from "./write-long-pdf.ts";

/** Opening an original starts a process, which takes long on a busy machine. */
const slowMs = 60_000;

let server: TestApp;

beforeEach(() => {
  server = buildApp();
});

afterEach(async () => {
  await server.close();
});

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function add(fileName: string, format: "text" | "docx" | "pdf", bytes: Uint8Array, label = path.join(server.folder, fileName)): number {
  return server.writer.writeRead(buildImport({ document: { fileName, format, sha256: hash(bytes) } }, label), { refresh: false }).documentId;
}

describe("an original", () => {
  it("is shown from where it was imported, unless what lies there now is something else", { timeout: slowMs }, async () => {
    const bytes = strToU8("第一行\n<b>第二行</b>");
    const id = add("form.txt", "text", bytes);
    const file = path.join(server.folder, "form.txt");
    writeFileSync(file, bytes);
    expect(await (await server.get(`/api/documents/${id}/original`)).json()).toEqual({ kind: "lines", lines: ["第一行", "<b>第二行</b>"], isCut: false });
    writeFileSync(file, "something else altogether");
    expect((await server.get(`/api/documents/${id}/original`)).status).toBe(410);
    rmSync(file);
    expect(await (await server.get(`/api/documents/${id}/original`)).json()).toMatchObject({ paths: [file] });
  });

  it("of Word is its paragraphs and tables", { timeout: slowMs }, async () => {
    const { bytes, name } = readSample("xinzhou", "xinzhou.docx");
    await server.originals.keep(bytes);
    const answer: unknown = await (await server.get(`/api/documents/${add(name, "docx", bytes)}/original`)).json();
    expect(answer).toMatchObject({ kind: "blocks" });
    expect(JSON.stringify(answer)).toContain('"kind":"table"');
  });

  it("of pages is drawn page by page, in the widths that there are", { timeout: slowMs }, async () => {
    const bytes = writeLongPdf(3);
    await server.originals.keep(bytes);
    const id = add("three.pdf", "pdf", bytes);
    expect(await (await server.get(`/api/documents/${id}/original`)).json()).toMatchObject({ kind: "pages", pages: [{ width: 595, height: 842 }, {}, {}] });
    const picture = await server.get(`/api/documents/${id}/pages/2/480`);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect((await server.get(`/api/documents/${id}/pages/4/480`)).status).toBe(422);
    for (const page of ["0/480", "1/481", "x/480", "1/99999"]) expect((await server.get(`/api/documents/${id}/pages/${page}`)).status).toBe(404);
  });

  it.each([90, 180, 270] as const)("whose page was turned by %i degrees to be read is shown upright, as its boxes count", { timeout: slowMs }, async (turn) => {
    // Black is the corner that is at the top left once the page stands.
    const upright = sharp({ create: { width: 300, height: 400, channels: 3, background: "white" } }).composite([
      { input: { create: { width: 60, height: 60, channels: 3, background: "black" } }, left: 0, top: 0 },
    ]);
    const bytes = new Uint8Array(await sharp(await upright.png().toBuffer()).rotate(360 - turn).png().toBuffer());
    const { path: file } = await server.originals.keep(bytes);
    const findings = [makeFinding("page-turned", "turned", { actual: String(turn), at: [{ page: 1, box: [0, 0, 225, 300] }] })];
    const id = server.writer.writeRead(buildImport({ document: { fileName: "turned.png", format: "image", sha256: hash(bytes) }, findings }, file), { refresh: false }).documentId;
    expect(await (await server.get(`/api/documents/${id}/original`)).json()).toEqual({ kind: "pages", pages: [{ width: 225, height: 300 }] });
    const picture = sharp(await (await server.get(`/api/documents/${id}/pages/1/160`)).arrayBuffer());
    const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([160, 213]);
    const shade = (x: number, y: number) => data[y * info.width + x] ?? 0;
    expect([shade(5, 5) < 60, shade(155, 5) > 200, shade(5, 208) > 200, shade(155, 208) > 200]).toEqual([true, true, true, true]);
  });

  it("in an archive is taken out of it", { timeout: slowMs }, async () => {
    const bytes = strToU8("甲的申报表");
    const archive = path.join(server.folder, "forms.zip");
    writeFileSync(archive, zipSync({ "inner/form.txt": bytes, "other.txt": strToU8("乙的申报表") }));
    const id = add("form.txt", "text", bytes, `${archive}!/inner/form.txt`);
    expect(await (await server.get(`/api/documents/${id}/original`)).json()).toMatchObject({ lines: ["甲的申报表"] });
  });

  it("that is damaged says so, and the next one is shown all the same", { timeout: slowMs }, async () => {
    const broken = strToU8("%PDF-1.4 and nothing more");
    const good = strToU8("好的");
    for (const bytes of [broken, good]) await server.originals.keep(bytes);
    expect((await server.get(`/api/documents/${add("broken.pdf", "pdf", broken)}/original`)).status).toBe(422);
    expect((await server.get(`/api/documents/${add("good.txt", "text", good)}/original`)).status).toBe(200);
  });
});
