import { once } from "node:events";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { collect, runJixiao, startJixiao } from "../support/run-jixiao.ts";
import { makeFolder } from "../support/temp-folder.ts";
import { fillTestForm, testFormMapping } from "../support/test-form.ts";

const files = { "m/testform.md": testFormMapping, "form.txt": fillTestForm({ name: "道路养护" }) };

describe("jixiao", () => {
  it("explains itself and each command, with examples", async () => {
    const folder = makeFolder();
    for (const args of [[], ["import"], ["extract"], ["query"], ["layouts"], ["check"]]) {
      const { status, stdout, stderr } = await runJixiao([...args, "--help"], folder);
      expect(stdout).toContain("Examples:\n  jixiao ");
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    }
  });

  it("ends with status 1 and one hint where a command or option is unknown", async () => {
    const folder = makeFolder();
    const unknown = await runJixiao(["improt", "x"], folder);
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain("Did you mean import?");
    expect((await runJixiao(["extract", "x", "--palin"], folder)).stderr).toContain("Did you mean --plain?");
  });

  it("says in one line that Node is too old", async () => {
    const oldNode = "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})";
    const { status, stderr } = await runJixiao(["--help"], makeFolder(), ["--import", oldNode]);
    expect(stderr).toMatch(/^jixiao needs Node 22\.13 or newer, and this is Node 20\.20\.2; .*\n$/u);
    expect(status).toBe(1);
  });

  it("is quiet when the reader of its output goes away", async () => {
    const child = startJixiao(["layouts", "--format", "ndjson"], makeFolder());
    child.stdout?.destroy();
    const { stderr } = await collect(child);
    expect(stderr).toBe("");
  });
});

describe("jixiao extract", () => {
  it("prints the traced record, the plain record, or the document, and the shares on standard error", async () => {
    const folder = makeFolder(files);
    const traced = await runJixiao(["extract", "form.txt", "--mappings", "m"], folder);
    expect(JSON.parse(traced.stdout)).toMatchObject({
      document: { fileName: "form.txt", layout: "testform" },
      filings: [{ projects: [{ name: { value: "道路养护", raw: "道路养护", at: [{ line: 3, from: 5, to: 9 }], rule: "testform:11" } }] }],
    });
    expect(traced.stderr).toMatch(/^form\.txt: text, layout testform; of \d+ characters [\d.]+ % in values, [\d.]+ % in labels, 0\.0 % unmapped; \d+ findings\n$/u);
    const plain = await runJixiao(["extract", "form.txt", "--mappings", "m", "--plain"], folder);
    expect(JSON.parse(plain.stdout)).toMatchObject({ filings: [{ projects: [{ name: "道路养护", phone: "5550100" }] }] });
    const document = await runJixiao(["extract", "form.txt", "--document"], folder);
    expect(JSON.parse(document.stdout)).toMatchObject({ format: "text", pages: [] });
  });

  it("ends with status 2 where the document cannot be read, and 1 where the command is wrong", async () => {
    const folder = makeFolder({ ...files, "empty.txt": "", "letter.txt": "今天天气很好。" });
    expect(await runJixiao(["extract", "empty.txt"], folder)).toEqual({ status: 2, stdout: "", stderr: "jixiao: empty.txt has no bytes.\n" });
    const letter = await runJixiao(["extract", "letter.txt", "--plain"], folder);
    expect(JSON.parse(letter.stdout)).toMatchObject({ document: { layout: null }, filings: [] });
    expect(letter.status).toBe(2);
    expect(await runJixiao(["extract", "none.txt"], folder)).toMatchObject({ status: 1, stdout: "" });
    const pages = await runJixiao(["extract", "form.txt", "--pages", "7-3"], folder);
    expect(pages).toMatchObject({ status: 1, stderr: 'jixiao: "7-3" is no list of pages; write it as 3, 3-7 or 1,4-6\n' });
  });
});

async function makeDatabase(): Promise<string> {
  const folder = makeFolder(files);
  await runJixiao(["import", "form.txt", "--mappings", "m", "--db", "x.db"], folder);
  return folder;
}

describe("jixiao query", () => {
  it("prints a table, CSV, JSON or one object a line", async () => {
    const folder = await makeDatabase();
    const sql = "SELECT name, code AS \"a,b\", length(name) AS n FROM projects";
    const ask = async (format: string) => (await runJixiao(["query", sql, "--db", "x.db", "--format", format], folder)).stdout;
    expect(await ask("table")).toBe("name      a,b   n\n--------  ----  -\n道路养护  DL-1  4\n");
    expect(await ask("csv")).toBe('name,"a,b",n\n道路养护,DL-1,4\n');
    expect(JSON.parse(await ask("json"))).toEqual([{ name: "道路养护", "a,b": "DL-1", n: 4 }]);
    expect(await ask("ndjson")).toBe('{"name":"道路养护","a,b":"DL-1","n":4}\n');
  });

  it("keeps two columns of one name apart, and prints an empty answer in every format", async () => {
    const folder = await makeDatabase();
    const ask = async (sql: string, format: string) => (await runJixiao(["query", sql, "--db", "x.db", "--format", format], folder)).stdout;
    expect(JSON.parse(await ask("SELECT 1 AS a, 2 AS a", "json"))).toEqual([{ a: 1, a_2: 2 }]);
    expect(await ask("SELECT 1 AS a WHERE 0", "csv")).toBe("a\n");
    expect(await ask("SELECT 1 AS a WHERE 0", "json")).toBe("[]\n");
    expect(await ask("SELECT 1 AS a WHERE 0", "table")).toBe("a\n-\n");
  });

  it.each([
    ["DELETE FROM documents"],
    ["VACUUM INTO 'copy.db'"],
    ["ATTACH 'other.db' AS other"],
    ["PRAGMA user_version = 7"],
    ["PRAGMA journal_mode = DELETE"],
    ["CREATE TEMP TABLE t (a)"],
    ["DELETE FROM documents RETURNING id"],
    ["SELECT 1; DELETE FROM documents"],
    ["SELECT nothing FROM nowhere"],
    ["not sql"],
  ])("refuses %s with one line and changes nothing", async (sql) => {
    const folder = await makeDatabase();
    const { status, stdout, stderr } = await runJixiao(["query", sql, "--db", "x.db"], folder);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^jixiao: [^\n]+\n$/u);
    const { stdout: left } = await runJixiao(["query", "SELECT count(*) AS n FROM documents", "--db", "x.db", "--format", "csv"], folder);
    expect(left).toBe("n\n1\n");
  });

  it("ends a query that takes too long", async () => {
    const folder = await makeDatabase();
    const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n";
    const started = Date.now();
    const { status, stderr } = await runJixiao(["query", endless, "--db", "x.db", "--timeout", "1"], folder);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "jixiao: the query took more than 1 s and was ended; ask for less, or give it longer with --timeout.\n",
    });
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it("says what to do where there is no database", async () => {
    const { status, stderr } = await runJixiao(["query", "SELECT 1", "--db", "none.db"], makeFolder());
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "jixiao: There is no database at none.db; make one with `jixiao import`, or name another with --db.\n",
    });
  });

  it("stops at once when the reader has seen enough", async () => {
    const folder = await makeDatabase();
    const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    const child = startJixiao(["query", endless, "--db", "x.db", "--format", "ndjson"], folder);
    if (child.stdout !== null) await once(child.stdout, "data");
    child.stdout?.destroy();
    expect(await collect(child)).toMatchObject({ stderr: "" });
  });
});

describe("jixiao layouts", () => {
  it("lists the mappings that come with the program, and a user's own", async () => {
    const folder = makeFolder(files);
    const { stdout } = await runJixiao(["layouts", "--mappings", "m", "--format", "ndjson"], folder);
    const rows = stdout.trimEnd().split("\n").map((line): unknown => JSON.parse(line));
    expect(rows.length).toBeGreaterThanOrEqual(5);
    expect(rows).toContainEqual({
      layout: "testform",
      title: "试验项目表",
      kind: "project",
      region: "990100",
      lines: 6,
      fields: 9,
      file: path.join("m", "testform.md"),
    });
  });
});

describe("jixiao check", () => {
  it("lists findings with what to do about them, and ends with status 2 where an error is among them", async () => {
    const folder = makeFolder({ ...files, "letter.txt": "今天天气很好。" });
    await runJixiao(["import", "form.txt", "letter.txt", "--mappings", "m", "--db", "x.db"], folder);
    const { status, stdout } = await runJixiao(["check", "--db", "x.db", "--severity", "error", "--format", "json"], folder);
    expect(JSON.parse(stdout)).toMatchObject([{ severity: "error", code: "layout-unknown", document: "letter.txt" }]);
    expect(status).toBe(2);
    const form = await runJixiao(["check", "--db", "x.db", "--severity", "error", "--document", "form.txt"], folder);
    expect(form.status).toBe(0);
  });
});
