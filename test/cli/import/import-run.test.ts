import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { collect, runJixiao, startJixiao } from "../../support/run-jixiao.ts";
import { makeFolder } from "../../support/temp-folder.ts";
import { fillTestForm, testFormMapping } from "../../support/test-form.ts";

const mapping = { "m/testform.md": testFormMapping };
const withMapping = ["--mappings", "m", "--db", "x.db"];
/** Each test starts the command once or twice; on a busy machine that takes long. */
const timeout = 90_000;

const eventSchema = z.looseObject({ event: z.string(), at: z.iso.datetime() });

function readEvents(ndjson: string) {
  return ndjson.trimEnd().split("\n").map((line) => eventSchema.parse(JSON.parse(line)));
}

/** Paths that the database knows, relative to the folder. */
function knownPaths(folder: string): string[] {
  const database = new Database(path.join(folder, "x.db"), { readonly: true });
  try {
    const paths = z.array(z.string()).parse(database.prepare("SELECT path FROM document_paths ORDER BY path").pluck().all());
    return paths.map((file) => path.relative(folder, file));
  } finally {
    database.close();
  }
}

describe("jixiao import --json", () => {
  it("tells other programs of each document, failure and finding, and closes with the sums", { timeout }, async () => {
    const folder = makeFolder({ ...mapping, "in/a.txt": fillTestForm({ name: "道路养护" }), "in/empty.txt": "", "in/letter.txt": "今天天气很好，我们去公园散步。" });
    const { status, stdout } = await runJixiao(["import", "in", "--json", ...withMapping], folder);
    const events = readEvents(stdout);
    expect(status).toBe(2);
    expect(events[0]).toMatchObject({ event: "start", database: "x.db", watch: false, paths: [path.join(folder, "in")] });
    expect(events.find(({ event }) => event === "counted")).toMatchObject({ files: 3 });
    expect(events.find(({ event, path: file }) => event === "document" && String(file).endsWith("a.txt"))).toMatchObject({ state: "new", layout: "testform", projects: 1 });
    expect(events.filter(({ event }) => event === "failure").map(({ code }) => code).sort()).toEqual(["empty", "layout-unknown"]);
    // Two readers work side by side: which document is done first is not said.
    expect(events.find(({ event, path: file }) => event === "findings" && String(file).endsWith("letter.txt"))).toMatchObject({ counts: [{ code: "layout-unknown", severity: "error", count: 1 }] });
    expect(events.find(({ event }) => event === "progress")).toHaveProperty("documents.done");
    expect(events.at(-1)).toMatchObject({ event: "end", how: "whole", documents: { new: 1, failed: 2 }, projects: 1 });
  });

  it("is not asked for together with a format of rows", { timeout }, async () => {
    const { status, stderr } = await runJixiao(["import", "in", "--json", "--format", "csv"], makeFolder({ "in/a.txt": "a" }));
    expect(status).toBe(1);
    expect(stderr).toContain("cannot be used with");
  });
});

describe("jixiao import --report --log", () => {
  it("leaves a page and a log of the run, in a person's language, and takes neither for a document", { timeout }, async () => {
    const folder = makeFolder({ ...mapping, "in/a.txt": fillTestForm({ name: "道路养护" }), "in/empty.txt": "" });
    const args = ["import", "in", ...withMapping, "--report", "in/report.html", "--log", "in/run.log", "--lang", "zh"];
    const first = await runJixiao(args, folder);
    expect(first.stderr).toMatch(/共 2 份：入库 1 份，失败 1 份；项目 1 个.*\n报告在 in\/report\.html。\n$/u);
    expect(readFileSync(path.join(folder, "in", "report.html"), "utf8")).toContain("2 份文件中有 1 份未入库");
    await runJixiao(args, folder);
    expect(knownPaths(folder)).toEqual(["in/a.txt", "in/empty.txt"]);
    const log = readEvents(readFileSync(path.join(folder, "in", "run.log"), "utf8"));
    expect(log.filter(({ event }) => event === "end")).toMatchObject([{ documents: { new: 1, failed: 1 } }, { documents: { present: 1, "failed-before": 1 } }]);
  });
});

describe("jixiao import --watch", () => {
  it("keeps a folder imported, through new, moved and deleted files, until Ctrl-C, and closes with one line", { timeout }, async () => {
    const folder = makeFolder({ ...mapping, "in/a.txt": fillTestForm({ name: "道路养护" }) });
    const child = startJixiao(["import", "in", "--watch", ...withMapping, "--report", "r.html"], folder);
    const ended = collect(child);
    const knows = (...files: string[]) => expect.poll(() => knownPaths(folder), { timeout: 40_000, interval: 300 }).toEqual(files);
    await expect.poll(() => readFileSync(path.join(folder, "r.html"), "utf8"), { timeout: 40_000, interval: 300 }).toContain("Every document is in.");
    writeFileSync(path.join(folder, "in", "b.txt"), fillTestForm({ name: "桥梁养护" }));
    await knows("in/a.txt", "in/b.txt");
    rmSync(path.join(folder, "in", "a.txt"));
    renameSync(path.join(folder, "in", "b.txt"), path.join(folder, "in", "c.txt"));
    await knows("in/a.txt", "in/b.txt", "in/c.txt");
    child.kill("SIGINT");
    const { status, stdout, stderr } = await ended;
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(stderr).toMatch(
      /^Watching in; Ctrl-C ends it\.\n3 documents: 2 in, 1 already in; 3 projects, 0 indicators, \d+ findings\. Database: x\.db\nThe report is in r\.html\.\n$/u,
    );
  });
});

describe("hostile names and texts", () => {
  /** A name that breaks lines, clears the screen, turns the direction of writing, and is a formula. */
  const hostile = '=HYPERLINK("x")\n\r\u001B[2J\u202E\u2028,"txt.exe\u0085.txt';

  it("stand in one line of CSV and of the terminal, act on neither, and come back whole from JSON", { timeout }, async () => {
    const folder = makeFolder({ ...mapping, [`in/${hostile}`]: "" });
    const inside = path.join(folder, "in");
    const csv = await runJixiao(["import", ".", "--format", "csv", "--mappings", "../m", "--db", "../x.db"], inside);
    const lines = csv.stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^"\.\/=HYPERLINK/u);
    for (const text of [csv.stdout, csv.stderr]) expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u0080-\u009F\u2028\u202E]/u);
    const json = await runJixiao(["import", ".", "--json", "--mappings", "../m", "--db", "../x.db"], inside);
    expect(json.stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u0080-\u009F\u2028\u202E]/u);
    expect(readEvents(json.stdout).find(({ event }) => event === "document")).toMatchObject({ path: path.join(inside, hostile) });
  });

  it("of 50 MB in one line are read within limits or refused, and the others go in", { timeout: 180_000 }, async () => {
    const cell = "项目名称\t道路养护\t";
    const folder = makeFolder({ ...mapping, "in/a.txt": fillTestForm({ name: "道路养护" }), "in/long.txt": cell.repeat(Math.ceil((50 * 2 ** 20) / Buffer.byteLength(cell))) });
    const { status, stdout } = await runJixiao(["import", "in", "--json", "--timeout", "20", "--memory", "1024", ...withMapping], folder);
    const documents = readEvents(stdout).filter(({ event }) => event === "document");
    expect(documents).toHaveLength(2);
    expect(documents.find(({ path: file }) => String(file).endsWith("a.txt"))).toMatchObject({ state: "new" });
    expect([0, 2]).toContain(status);
  });
});
