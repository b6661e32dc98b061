import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { runJixiao } from "../support/run-jixiao.ts";
import { makeFolder } from "../support/temp-folder.ts";

const root = path.join(import.meta.dirname, "..", "..");
const filings = path.join(root, "samples", "filings");

/** Runs an example as a user would, with the library's sources in place of the installed package. */
function runExample(name: string, args: readonly string[], folder: string): string {
  const source = readFileSync(path.join(root, "samples", "library", name), "utf8");
  const entry = pathToFileURL(path.join(root, "src", "index.ts")).href;
  const script = path.join(folder, name.replace(/\.ts$/u, ".mts"));
  writeFileSync(script, source.replace('from "jixiao"', `from "${entry}"`));
  return execFileSync(process.execPath, [script, ...args], { cwd: folder, encoding: "utf8" });
}

describe("the library's worked examples", () => {
  it("read a form: names with their places, money, indicators", () => {
    const printed = runExample("read-a-form.ts", [path.join(filings, "changdu", "changdu.docx")], makeFolder());
    expect(printed).toMatch(/^玉兰史料征集整理 0\.\d+ \{"table":0,/mu);
    expect(printed).toMatch(/^玉兰史料征集整理 21\.54 万元 10 indicators$/mu);
  });

  it("ask a database for the targets of a region that are words", async () => {
    const folder = makeFolder();
    await runJixiao(["import", path.join(filings, "songjiang", "songjiang-full.md")], folder);
    const printed = runExample("ask-a-database.ts", ["out/jixiao.db"], folder);
    expect(printed.split("\n")[0]).toMatch(/^.+ \| .+ \| .+ \| songjiang-full\.md \| 第\d+行$/u);
    expect(printed).toMatch(/^1 documents$/mu);
  });
});
