import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { resolvePaths } from "../../src/pipeline/batch/find-files.ts";
import { importFiles } from "../../src/pipeline/batch/import-files.ts";
import type { ImportOptions } from "../../src/pipeline/batch/import-options.ts";
import type { ImportedFile, ImportEvent } from "../../src/pipeline/batch/import-event.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import { makeFolder } from "../support/temp-folder.ts";

interface Run {
  readonly events: ImportEvent[];
  /** How each file ended, by its name. */
  readonly ends: Record<string, string>;
}

async function runImport(folder: string, databaseFile: string, options: Partial<ImportOptions> = {}): Promise<Run> {
  const database = openDatabase(databaseFile);
  onTestFinished(() => {
    database.close();
  });
  const events: ImportEvent[] = [];
  const settings = {
    paths: await resolvePaths([folder]),
    databaseFile,
    refresh: false,
    reader: "test",
    jobs: 2,
    limits: { timeoutMs: 5_000, memoryBytes: 400 * 2 ** 20 },
    setup: { mappingFolders: [], ocr: "never" as const },
    readerModule: new URL("fake-reader.ts", import.meta.url),
    ...options,
  };
  await importFiles(database, settings, (event) => events.push(event));
  return { events, ends: Object.fromEntries(endedFiles(events).map((file) => [path.basename(file.path), file.state])) };
}

function endedFiles(events: readonly ImportEvent[]): ImportedFile[] {
  return events.flatMap((event) => (event.kind === "file" ? [event.file] : []));
}

function ask(databaseFile: string, sql: string): unknown[] {
  const database = new Database(databaseFile, { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

describe("an import", () => {
  it("takes in what can be read, whatever happens to the rest, and notes each failure with its reason", async () => {
    const folder = makeFolder({ "in/a.txt": "a", "in/b.txt": "hang", "in/c.txt": "exit", "in/d.txt": "corrupt", "in/e.txt": "buffers", "in/sub/f.txt": "f" });
    const file = path.join(folder, "x.db");
    const { ends } = await runImport(path.join(folder, "in"), file);
    expect(ends).toEqual({ "a.txt": "new", "b.txt": "failed", "c.txt": "failed", "d.txt": "failed", "e.txt": "failed", "f.txt": "new" });
    expect(ask(file, "SELECT file_name AS name, status_code AS code FROM documents WHERE status = 'failed' ORDER BY name")).toEqual([
      { name: "b.txt", code: "timeout" },
      { name: "c.txt", code: "crash" },
      { name: "d.txt", code: "corrupt" },
      { name: "e.txt", code: "memory" },
    ]);
  });

  it("reads the same bytes once, and notes every path they were met at", async () => {
    const folder = makeFolder({ "in/a.txt": "same", "in/b.txt": "same" });
    const file = path.join(folder, "x.db");
    const { ends } = await runImport(path.join(folder, "in"), file);
    expect(Object.values(ends).sort()).toEqual(["new", "present"]);
    expect(ask(file, "SELECT count(*) AS n FROM document_paths")).toEqual([{ n: 2 }]);
    expect((await runImport(path.join(folder, "in"), file)).ends).toEqual({ "a.txt": "present", "b.txt": "present" });
  });

  it("reads again what failed for a passing reason, but a lasting failure only with another reader or a refresh", async () => {
    const folder = makeFolder({ "in/a.txt": "corrupt", "in/b.txt": "exit" });
    const file = path.join(folder, "x.db");
    const input = path.join(folder, "in");
    await runImport(input, file);
    expect((await runImport(input, file)).ends).toEqual({ "a.txt": "failed-before", "b.txt": "failed" });
    expect((await runImport(input, file, { reader: "newer" })).ends["a.txt"]).toBe("failed");
    expect((await runImport(input, file, { refresh: true })).ends["a.txt"]).toBe("failed");
  });

  it("reads everything anew where a refresh is asked for", async () => {
    const folder = makeFolder({ "in/a.txt": "a", "in/b.txt": "a" });
    const file = path.join(folder, "x.db");
    await runImport(path.join(folder, "in"), file);
    const { ends } = await runImport(path.join(folder, "in"), file, { refresh: true });
    expect(Object.values(ends).sort()).toEqual(["new", "present"]);
    expect(ask(file, "SELECT count(*) AS n FROM documents")).toEqual([{ n: 1 }]);
  });

  it("follows no symbolic link inside a folder, and says so", async () => {
    const folder = makeFolder({ "in/a.txt": "a", "outside/secret.txt": "secret" });
    symlinkSync(path.join(folder, "outside"), path.join(folder, "in", "link"));
    symlinkSync(path.join(folder, "outside", "secret.txt"), path.join(folder, "in", "link.txt"));
    const { ends, events } = await runImport(path.join(folder, "in"), path.join(folder, "x.db"));
    expect(ends).toEqual({ "a.txt": "new" });
    expect(events.filter((event) => event.kind === "passed-over").map((event) => path.basename(event.path))).toEqual(["link", "link.txt"]);
  });

  it("leaves out hidden files, system files, its own records and its own database", async () => {
    const names = ["a.txt", ".hidden", "Thumbs.db", "~$draft.docx", "a.record.json"];
    const folder = makeFolder(Object.fromEntries(names.map((name) => [name, name])));
    expect((await runImport(folder, path.join(folder, "own.db"))).ends).toEqual({ "a.txt": "new" });
  });

  it("notes a file that cannot be opened, and reads it once it can", async () => {
    const folder = makeFolder();
    const file = path.join(folder, "x.db");
    // A link named on the command line is followed; this one leads nowhere yet (permissions would not stop root).
    const link = path.join(folder, "form.txt");
    symlinkSync(path.join(folder, "later.txt"), link);
    expect((await runImport(link, file)).ends).toEqual({ "form.txt": "failed" });
    expect(ask(file, "SELECT status_code AS code, sha256 FROM documents")).toEqual([{ code: "unreadable", sha256: null }]);
    writeFileSync(path.join(folder, "later.txt"), "later");
    expect((await runImport(link, file)).ends).toEqual({ "form.txt": "new" });
    expect(ask(file, "SELECT status FROM documents")).toEqual([{ status: "ok" }]);
  });

  it("ends between two documents when it is told to, and goes on from there", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `${index}.txt`);
    const folder = makeFolder(Object.fromEntries(names.map((name, index) => [`in/${name}`, `wait ${100 + index}`])));
    const file = path.join(folder, "x.db");
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(new Error("enough"));
    }, 900);
    await expect(runImport(path.join(folder, "in"), file, { signal: controller.signal })).rejects.toThrow("enough");
    expect(ask(file, "SELECT status_reason FROM documents WHERE status = 'failed'")).toEqual([]);
    const { ends } = await runImport(path.join(folder, "in"), file);
    expect(Object.keys(ends).length).toBe(names.length);
    expect(ask(file, "SELECT count(*) AS n, sum(status = 'ok') AS ok FROM documents")).toEqual([{ n: names.length, ok: names.length }]);
  });
});

/** How each document was read, by its name. */
function readings(file: string): Record<string, string> {
  const rows = ask(file, "SELECT file_name AS name, layout FROM documents ORDER BY name").map((row) => rowSchema.parse(row));
  return Object.fromEntries(rows.map(({ name, layout }) => [name, layout.replace(/process-\d+/u, "alone")]));
}
const rowSchema = z.object({ name: z.string(), layout: z.string() });

describe("files that are better prepared together", () => {
  it("are prepared many at once, and those that cannot be are read by themselves", async () => {
    const office = Array.from({ length: 18 }, (_, index): [string, string] => [`in/${index}.doc`, `office ${index}`]);
    const folder = makeFolder({ ...Object.fromEntries(office), "in/20.doc": "office loner", "in/21.txt": "text" });
    const file = path.join(folder, "x.db");
    const { ends } = await runImport(path.join(folder, "in"), file);
    expect(new Set(Object.values(ends))).toEqual(new Set(["new"]));
    const read = Object.entries(readings(file));
    expect(read.filter(([, how]) => how === "alone").map(([name]) => name)).toEqual(["20.doc", "21.txt"]);
    expect(new Set(read.map(([, how]) => how))).toEqual(new Set(["with 16", "with 3", "alone"]));
  });

  it("are read one by one when they end the process that prepares them", async () => {
    const folder = makeFolder({ "in/a.doc": "office a", "in/b.doc": "office killer", "in/c.doc": "office c" });
    const file = path.join(folder, "x.db");
    expect((await runImport(path.join(folder, "in"), file)).ends).toEqual({ "a.doc": "new", "b.doc": "new", "c.doc": "new" });
    expect(readings(file)).toEqual({ "a.doc": "alone", "b.doc": "alone", "c.doc": "alone" });
  });

  it("are read once where two have the same bytes, and anew where a refresh is asked for", async () => {
    const folder = makeFolder({ "in/a.doc": "office same", "in/b.doc": "office same" });
    const file = path.join(folder, "x.db");
    expect(Object.values((await runImport(path.join(folder, "in"), file)).ends).sort()).toEqual(["new", "present"]);
    const { ends } = await runImport(path.join(folder, "in"), file, { refresh: true });
    expect(Object.values(ends).sort()).toEqual(["new", "present"]);
    expect((await runImport(path.join(folder, "in"), file)).ends).toEqual({ "a.doc": "present", "b.doc": "present" });
  });
});

describe("an import of a folder that people work in", () => {
  it("tells how many files there are beside the database and what is excluded", async () => {
    const folder = makeFolder({ "in/a.txt": "a", "in/b.txt": "b", "in/run.log": "{}" });
    const { events } = await runImport(path.join(folder, "in"), path.join(folder, "in", "x.db"), { exclude: [path.join(folder, "in", "run.log")] });
    expect(events.filter((event) => event.kind === "counted")).toEqual([{ kind: "counted", files: 2 }]);
  });

  it("passes a file over that is taken away before it is read, and keeps no row of it", async () => {
    const folder = makeFolder({ "in/a.txt": "a" });
    const file = path.join(folder, "x.db");
    const gone = path.join(folder, "in", "gone.txt");
    const { ends, events } = await runImport(path.join(folder, "in"), file, { paths: [path.join(folder, "in", "a.txt"), gone], passOverGone: true });
    expect(ends).toEqual({ "a.txt": "new" });
    expect(events).toContainEqual({ kind: "gone", path: gone });
    expect(ask(file, "SELECT count(*) AS n FROM documents")).toEqual([{ n: 1 }]);
  });

  it("reads nothing once it is told to end", async () => {
    const folder = makeFolder({ "in/a.txt": "a" });
    const file = path.join(folder, "x.db");
    await expect(runImport(path.join(folder, "in"), file, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
    expect(ask(file, "SELECT count(*) AS n FROM documents")).toEqual([{ n: 0 }]);
  });
});

describe("two imports at once", () => {
  it("give the database that one alone gives", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `${index}.txt`);
    const folder = makeFolder(Object.fromEntries(names.map((name) => [`in/${name}`, `form ${name}`])));
    const file = path.join(folder, "x.db");
    const runs = await Promise.all([runImport(path.join(folder, "in"), file), runImport(path.join(folder, "in"), file)]);
    expect(runs.map((run) => Object.keys(run.ends).length)).toEqual([names.length, names.length]);
    expect(ask(file, "SELECT count(*) AS n FROM documents")).toEqual([{ n: names.length }]);
    expect(ask(file, "SELECT count(*) AS n FROM projects")).toEqual([{ n: names.length }]);
  });
});

describe("a database that another program holds", () => {
  it("is waited for, and no document is lost or called failed", async () => {
    const folder = makeFolder({ "in/a.txt": "a", "in/b.txt": "b" });
    const file = path.join(folder, "x.db");
    openDatabase(file).close();
    const other = new Database(file);
    other.exec("BEGIN IMMEDIATE");
    setTimeout(() => other.exec("COMMIT"), 3_000);
    const { ends } = await runImport(path.join(folder, "in"), file);
    expect(ends).toEqual({ "a.txt": "new", "b.txt": "new" });
    other.close();
  });
});
