import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { runJixiao } from "../support/run-jixiao.ts";
import { makeFolder } from "../support/temp-folder.ts";
import { fillTestForm } from "../support/test-form.ts";

const listModules = pathToFileURL(path.join(import.meta.dirname, "list-modules.js")).href;

/** The packages that a command loads, each once. */
async function listPackages(args: readonly string[], folder: string): Promise<string[]> {
  const { stderr } = await runJixiao(args, folder, ["--import", listModules]);
  const names = [...stderr.matchAll(/^loaded .*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//gmu)].flatMap(([, name]) => name ?? []);
  expect(stderr).toMatch(/^loaded .*jixiao\.js$/mu);
  return [...new Set(names)].sort();
}

describe("a start", () => {
  it("that only explains the program loads what reads the command line, and nothing else", { timeout: 60_000 }, async () => {
    expect((await listPackages(["--help"], makeFolder())).filter((name) => name !== "commander")).toEqual([]);
  });

  it("that extracts a text loads neither the database nor what reads other formats", { timeout: 60_000 }, async () => {
    const packages = await listPackages(["extract", "form.txt"], makeFolder({ "form.txt": fillTestForm({ name: "道路养护" }) }));
    const needless = /^(?:better-sqlite3|sharp|@napi-rs\/.*|pdfjs-dist|onnxruntime-node|tesseract\.js|cheerio|htmlparser2|saxes|mammoth|word-extractor|libarchive-wasm|echarts|hono|p-queue|mdast-.*|micromark.*|iconv-lite)$/u;
    expect(packages.filter((name) => needless.test(name))).toEqual([]);
  });
});
