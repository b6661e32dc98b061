import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { OriginalStore } from "../../src/store/originals.ts";
import type { FileToImport } from "../../src/pipeline/batch/file-importer.ts";
import { buildApp, type TestApp } from "./build-app.ts";

let server: TestApp;

afterEach(async () => {
  await server.close();
});

const decode = (chunk: unknown) => (chunk instanceof Uint8Array ? new TextDecoder().decode(chunk) : "");
const bytes = (text: string) => new TextEncoder().encode(text);

describe("an upload", () => {
  it("is kept under its hash and imported under its own name", async () => {
    const imported: FileToImport[] = [];
    const importFile = (file: FileToImport) => {
      imported.push(file);
      return Promise.resolve("done" as const);
    };
    server = buildApp({ importer: { importFile, unpackArchive: () => Promise.resolve([]) } });
    const response = await server.post("/api/uploads?name=form.txt", bytes("a form"));
    expect(response.status).toBe(202);
    expect(imported).toMatchObject([{ label: "upload:/form.txt" }]);
    expect(path.basename(imported[0]?.path ?? "")).toMatch(/^[0-9a-f]{64}$/u);
  });

  it.each(["../../evil.txt", "C:\\evil.txt", "/etc/evil.txt"])("named %s writes no file of that name", async (name) => {
    server = buildApp();
    const response = await server.post(`/api/uploads?name=${encodeURIComponent(name)}`, bytes("a form"));
    expect(await response.json()).toMatchObject({ fileName: "evil.txt" });
    expect(readdirSync(server.originals.folder)).toHaveLength(1);
    expect(existsSync(path.resolve(server.originals.folder, "../../evil.txt"))).toBe(false);
  });

  it("without a name is refused", async () => {
    server = buildApp();
    for (const query of ["", "?name=", "?name=a%2F", `?name=${"x".repeat(300)}`]) {
      expect((await server.post(`/api/uploads${query}`, bytes("a form"))).status).toBe(400);
    }
  });

  it("that is too large is refused, whether it says so or not", async () => {
    server = buildApp({ uploadLimits: { fileBytes: 10, waiting: 5 } });
    expect((await server.post("/api/uploads?name=a.txt", bytes("eleven byte"))).status).toBe(413);
    expect((await server.post("/api/uploads?name=a.txt", bytes("eleven byte"), { "Content-Length": "1" })).status).toBe(413);
    expect((await server.post("/api/uploads?name=a.txt", bytes("ten bytes."))).status).toBe(202);
  });

  it("is refused while too many wait", async () => {
    server = buildApp({ uploadLimits: { fileBytes: 100, waiting: 2 }, importer: { importFile: () => new Promise(() => undefined), unpackArchive: () => Promise.resolve([]) } });
    const statuses: number[] = [];
    for (const text of ["one", "two", "three", "four"]) statuses.push((await server.post("/api/uploads?name=a.txt", bytes(text))).status);
    expect(statuses).toEqual([202, 202, 202, 429]);
    // What never ends cannot be waited for.
    server = buildApp();
  });

  it("whose import breaks says so, and the next goes on", async () => {
    const importFile = (file: FileToImport) => (file.label.endsWith("bad.txt") ? Promise.reject(new Error("the disk is full")) : Promise.resolve("done" as const));
    server = buildApp({ importer: { importFile, unpackArchive: () => Promise.resolve([]) } });
    for (const name of ["bad.txt", "good.txt"]) await server.post(`/api/uploads?name=${name}`, bytes(name));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await (await server.get("/api/uploads")).json()).toMatchObject({
      uploads: [{ fileName: "bad.txt", state: "failed", problem: "the disk is full" }, { fileName: "good.txt", state: "done" }],
    });
  });

  it("is told to a page that listens, as it stands and as it goes on", async () => {
    server = buildApp();
    await server.post("/api/uploads?name=before.txt", bytes("one"));
    const response = await server.get("/api/uploads/events");
    const reader = response.body?.getReader();
    let told = "";
    await server.post("/api/uploads?name=after.txt", bytes("two"));
    while (!(told.includes("before.txt") && told.includes("after.txt"))) told += decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(told).toContain("event: upload");
  });
});

describe("the kept originals", () => {
  it("are bounded: beyond the limit nothing more is kept", async () => {
    server = buildApp();
    const store = new OriginalStore(path.join(server.folder, "small.db"), 10);
    await store.keep(bytes("ten bytes."));
    await store.keep(bytes("ten bytes."));
    await expect(store.keep(bytes("x"))).rejects.toThrow(/limit/u);
    expect(readdirSync(store.folder)).toHaveLength(1);
  });
});
