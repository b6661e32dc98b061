import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * A program that takes LibreOffice's parameters and gives back what each file holds behind the mark of RTF. One that holds `bad`
 * there gives nothing, `hang` never ends, `crash` ends the whole run when it is not alone in it.
 */
const script = `
const fs = require("fs"), path = require("path"), url = require("url");
const words = process.argv.slice(2);
const target = words[words.indexOf("--convert-to") + 1].split(":")[0];
const out = words[words.indexOf("--outdir") + 1];
const files = words.slice(words.indexOf("--outdir") + 2);
const profile = url.fileURLToPath(words[0].replace("-env:UserInstallation=", ""));
const settings = fs.readFileSync(path.join(profile, "user", "registrymodifications.xcu"), "utf8");
fs.appendFileSync(path.join(__dirname, "runs"), JSON.stringify({ files: files.length, profile, settings, proxy: process.env.http_proxy, pid: process.pid }) + "\\n");
for (const file of files) {
  const bytes = fs.readFileSync(file).subarray(5);
  const start = bytes.subarray(0, 5).toString("latin1");
  if (start.startsWith("bad")) { console.error("Error: source file could not be loaded"); continue; }
  if (start === "crash" && files.length > 1) process.exit(3);
  if (start.startsWith("hang")) { setInterval(() => {}, 1000); return; }
  fs.writeFileSync(path.join(out, path.parse(file).name + "." + target), start === "crash" ? bytes.subarray(5) : bytes);
}
`;

/** A file for the fake program. */
export function wrapForFake(content: string | Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from("{\\rtf"), Buffer.from(content)]);
}

/** What a run of the fake was given. */
export interface FakeRun {
  readonly files: number;
  readonly profile: string;
  readonly settings: string;
  readonly proxy: string;
  readonly pid: number;
}

function isFakeRun(value: unknown): value is FakeRun {
  return typeof value === "object" && value !== null && "files" in value && "pid" in value;
}

/** Writes the fake program into a folder of its own, which goes when the test is over. */
export function makeFakeConverter(): { program: string; listRuns: () => FakeRun[] } {
  const folder = mkdtempSync(join(tmpdir(), "jixiao-test-"));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  const program = join(folder, "soffice.cjs");
  writeFileSync(program, `#!${process.execPath}\n${script}`);
  chmodSync(program, 0o755);
  const log = join(folder, "runs");
  writeFileSync(log, "");
  const listRuns = (): FakeRun[] => {
    const lines = readFileSync(log, "utf8").split("\n").filter((line) => line !== "");
    return lines.map((line): unknown => JSON.parse(line)).filter(isFakeRun);
  };
  return { program, listRuns };
}
