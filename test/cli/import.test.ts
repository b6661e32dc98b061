import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { runJixiao } from "../support/run-jixiao.ts";
import { makeFolder } from "../support/temp-folder.ts";
import { fillTestForm, testFormMapping } from "../support/test-form.ts";

const mapping = { "m/testform.md": testFormMapping };
const withMapping = ["--mappings", "m", "--db", "x.db"];

function ask(folder: string, sql: string): unknown[] {
  const database = new Database(path.join(folder, "x.db"), { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

describe("jixiao import", () => {
  it("puts a folder's forms into the database and closes with a table on standard output", async () => {
    const folder = makeFolder({ ...mapping, "in/a.txt": fillTestForm({ name: "道路养护" }), "in/b.txt": fillTestForm({ name: "桥梁养护" }) });
    const { status, stdout, stderr } = await runJixiao(["import", "in", ...withMapping], folder);
    expect(stderr).toMatch(/^2 documents: 2 in; 2 projects, 0 indicators, \d+ findings\. Database: x\.db\n$/u);
    expect(stdout).toMatch(/^document +state +layout +projects +indicators +findings +unmapped\n/u);
    expect(stdout).toMatch(/in\/a\.txt +in +testform +1 +0 +\d+ {2}0\.0 %/u);
    expect(status).toBe(0);
    expect(ask(folder, "SELECT name, code, fiscal_year FROM projects ORDER BY name")).toEqual([
      { name: "桥梁养护", code: "DL-1", fiscal_year: 2024 },
      { name: "道路养护", code: "DL-1", fiscal_year: 2024 },
    ]);
  });

  it("skips bytes that are in already, and says so", async () => {
    const folder = makeFolder({ ...mapping, "in/a.txt": fillTestForm({ name: "道路养护" }) });
    await runJixiao(["import", "in", ...withMapping], folder);
    writeFileSync(path.join(folder, "in", "copy.txt"), readFileSync(path.join(folder, "in", "a.txt")));
    const { status, stdout, stderr } = await runJixiao(["import", "in", ...withMapping, "--format", "json"], folder);
    expect(JSON.parse(stdout)).toMatchObject([
      { document: "in/a.txt", state: "already in" },
      { document: "in/copy.txt", state: "already in" },
    ]);
    expect(stderr).toContain("2 documents: 2 already in");
    expect(status).toBe(0);
  });

  it("reads anew with a changed mapping when a refresh is asked for", async () => {
    const folder = makeFolder({ ...mapping, "in/a.txt": fillTestForm({ name: "道路养护" }) });
    await runJixiao(["import", "in", ...withMapping], folder);
    writeFileSync(path.join(folder, "m", "testform.md"), testFormMapping.replace("{manager}", "{phone}").replace("联系电话 | {phone}", "联系电话 | {manager}"));
    const { stderr } = await runJixiao(["import", "in", ...withMapping, "--refresh"], folder);
    expect(stderr).toContain("1 documents: 1 in");
    expect(ask(folder, "SELECT manager FROM projects")).toEqual([{ manager: "5550100" }]);
  });

  it("says in one line of each bad file what is wrong, keeps its row, and puts the rest in", async () => {
    const form = fillTestForm({ name: "道路养护" });
    const folder = makeFolder({
      ...mapping,
      "in/good.txt": form,
      "in/empty.txt": "",
      "in/blob.bin": Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256),
      "in/letter.txt": "今天天气很好，我们去公园散步。",
      "in/wrong.pdf": form.replace("道路", "水路"),
    });
    const { status, stderr } = await runJixiao(["import", "in", ...withMapping], folder);
    const told = stderr.trimEnd().split("\n").slice(0, -1).sort();
    expect(told).toHaveLength(4);
    expect(told[0]).toMatch(/^in\/blob\.bin: is of no format that holds a form/u);
    expect(told[1]).toBe("in/empty.txt: has no bytes.");
    expect(told[2]).toMatch(/^in\/letter\.txt: No mapping recognises this document/u);
    expect(told[3]).toMatch(/^in\/wrong\.pdf: is text by its content, not what "\.pdf" says/u);
    expect(status).toBe(2);
    expect(ask(folder, "SELECT file_name AS name, status, status_code AS code FROM documents ORDER BY name")).toEqual([
      { name: "blob.bin", status: "failed", code: "unsupported" },
      { name: "empty.txt", status: "failed", code: "empty" },
      { name: "good.txt", status: "ok", code: null },
      { name: "letter.txt", status: "failed", code: "layout-unknown" },
      { name: "wrong.pdf", status: "doubtful", code: "file-extension-wrong" },
    ]);
  });

  it("prints a hostile file name as escapes", async () => {
    const folder = makeFolder({ ...mapping, "in/a\n\u001B[31m\u202Eb.txt": "" });
    const { stdout, stderr } = await runJixiao(["import", "in", ...withMapping], folder);
    expect(stderr.split("\n")[0]).toBe("in/a\\n\\u001b[31m\\u202eb.txt: has no bytes.");
    expect(stdout).toContain("in/a\\n\\u001b[31m\\u202eb.txt");
  });

  it("does not leave a folder through a symbolic link, and says so", async () => {
    const folder = makeFolder({ ...mapping, "in/a.txt": fillTestForm({ name: "道路养护" }), "secret.txt": "secret" });
    symlinkSync(path.join(folder, "secret.txt"), path.join(folder, "in", "link.txt"));
    const { stderr } = await runJixiao(["import", "in", ...withMapping], folder);
    expect(stderr).toContain("in/link.txt: is a symbolic link, and links are not followed; it was passed over");
    expect(ask(folder, "SELECT count(*) AS n FROM documents")).toEqual([{ n: 1 }]);
  });

  it("takes each file in an archive, those of archives inside it too, and nothing that leads outside", async () => {
    const form = (name: string) => Buffer.from(fillTestForm({ name }));
    const inner = zipSync({ "deep/c.txt": form("隧道养护") });
    const folder = makeFolder({
      ...mapping,
      "in/forms.zip": zipSync({ "a.txt": form("道路养护"), "sub/b.txt": form("桥梁养护"), "inner.zip": inner, "../evil.txt": form("水路养护") }),
      "in/broken.zip": zipSync({ "a.txt": form("道路养护") }).subarray(0, 60),
    });
    const { status, stderr } = await runJixiao(["import", "in", ...withMapping], folder);
    expect(ask(folder, "SELECT name FROM projects ORDER BY name")).toEqual([{ name: "桥梁养护" }, { name: "道路养护" }, { name: "隧道养护" }]);
    expect(ask(folder, "SELECT 1 FROM document_paths WHERE path LIKE '%/in/forms.zip!/inner.zip/deep/c.txt'")).toHaveLength(1);
    expect(ask(folder, "SELECT file_name AS name, status_code AS code FROM documents WHERE status = 'failed' ORDER BY name")).toEqual([
      { name: "broken.zip", code: "corrupt" },
      { name: "evil.txt", code: "unsupported" },
    ]);
    expect(stderr).toContain("its path leads outside the archive");
    expect(status).toBe(2);
    expect(existsSync(path.join(folder, "evil.txt"))).toBe(false);
  });

  it("takes a pattern that the shell did not resolve", async () => {
    const folder = makeFolder({ ...mapping, "in/a.txt": fillTestForm({ name: "道路养护" }), "in/b.md": "# 别的" });
    await runJixiao(["import", "in/*.txt", ...withMapping], folder);
    expect(ask(folder, "SELECT file_name FROM documents")).toEqual([{ file_name: "a.txt" }]);
  });

  it("does nothing where the command is wrong, and says what to write instead", async () => {
    const folder = makeFolder({ "m/bad.md": testFormMapping.replace("{manager}", "{manger}"), "in/a.txt": "a", "letter.db": "no database ".repeat(100) });
    const missing = await runJixiao(["import", "nowhere", "--db", "x.db"], folder);
    expect(missing).toMatchObject({ status: 1, stdout: "", stderr: "jixiao: There is no file or folder nowhere; check the name and the folder you are in.\n" });
    const faulty = await runJixiao(["import", "in", ...withMapping], folder);
    expect(faulty.stderr).toMatch(/bad\.md line 12: unknown field `\{manger\}`; did you mean `\{manager\}`\?\n$/u);
    expect(faulty.status).toBe(1);
    const letter = await runJixiao(["import", "in", "--db", "letter.db"], folder);
    expect(letter).toMatchObject({ status: 1, stderr: "jixiao: letter.db is not a SQLite database; name another file with --db.\n" });
    expect((await runJixiao(["import", "in", "--jobs", "none"], folder)).status).toBe(1);
  });
});
