import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printText } from "../../../samples/make/write-format.ts";
import { layoutNames, layouts } from "../../../samples/make/layouts/index.ts";
import { Random } from "../../../samples/make/random.ts";
import { noDepartures } from "../../../samples/make/sections.ts";
import { measureTreeBytes } from "./process-memory.ts";

export interface ImportSpeed {
  readonly documents: number;
  readonly seconds: number;
  /** Highest resident memory of the command and its reader processes together. */
  readonly peakBytes: number;
}

const pollMs = 250;
const program = join(import.meta.dirname, "..", "..", "..", "src", "cli", "jixiao.js");

/** Imports so many generated text filings into a new database by the real command. */
export async function measureImport(documents: number): Promise<ImportSpeed> {
  const folder = await mkdtemp(join(tmpdir(), "jixiao-bench-"));
  try {
    await writeFilings(join(folder, "filings"), documents);
    const started = performance.now();
    const child = spawn(process.execPath, [program, "import", join(folder, "filings"), "--db", join(folder, "bench.db")], { stdio: "ignore" });
    let peakBytes = 0;
    const poll = setInterval(() => {
      peakBytes = Math.max(peakBytes, measureTreeBytes(child.pid ?? 0));
    }, pollMs);
    await once(child, "exit");
    clearInterval(poll);
    // 2: some documents have findings of error; that is no matter of speed.
    if (child.exitCode !== 0 && child.exitCode !== 2) throw new Error(`the import ended with status ${child.exitCode ?? "none"}`);
    return { documents, seconds: (performance.now() - started) / 1000, peakBytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeFilings(folder: string, count: number): Promise<void> {
  await mkdir(folder);
  for (let index = 0; index < count; index += 1) {
    const layout = layoutNames[index % layoutNames.length] ?? "changdu";
    const random = new Random(`speed/${index}`);
    const drawing = layouts[layout](random, { departures: noDepartures, checks: "boxes", brief: false });
    await writeFile(join(folder, `${layout}-${index}.txt`), printText(drawing, random));
  }
}
