import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { layoutNames, layouts } from "../../samples/make/layouts/index.ts";
import { Random } from "../../samples/make/random.ts";
import { PdfPrinter } from "../../samples/make/render/pdf.ts";
import { noDepartures } from "../../samples/make/sections.ts";
import { writeFormat } from "../../samples/make/write-format.ts";
import { dumpDatabase } from "../support/dump-database.ts";

/**
 * How much faster scans are read again after a mapping was changed: `node test/bench/cache.ts [--pages 200]`. Three imports by
 * the real command: with an empty cache; with a changed mapping and the cache; with that mapping and no cache, whose database
 * must be the same. Exit status 1 when it is not, or the second import is not so many times faster.
 */
const wantedRatio = 20;

const { values } = parseArgs({ options: { pages: { type: "string", default: "200" } } });
const root = join(import.meta.dirname, "..", "..");
const folder = await mkdtemp(join(tmpdir(), "jixiao-bench-"));
try {
  console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`);
  process.exitCode = await measure(Number(values.pages));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(pages: number): Promise<number> {
  const scans = await writeScans(pages);
  const mappings = await changeMappings();
  const first = await importScans(scans.folder, "first.db", []);
  const again = await importScans(scans.folder, "again.db", ["--mappings", mappings]);
  const without = await importScans(scans.folder, "without.db", ["--mappings", mappings, "--no-cache"]);
  const isSame = JSON.stringify(again.rows) === JSON.stringify(without.rows);
  const isChanged = JSON.stringify(again.rows) !== JSON.stringify(first.rows);
  const ratio = Math.min(first.seconds, without.seconds) / again.seconds;
  console.log(`${scans.pages} scanned pages in ${scans.files} files: first ${first.seconds.toFixed(1)} s; with a changed mapping ${again.seconds.toFixed(1)} s, without the cache ${without.seconds.toFixed(1)} s`);
  console.log(`${ratio.toFixed(1)} times faster; ${again.rows.length} rows, ${isSame ? "the same" : "NOT the same"} as without the cache${isChanged ? "" : "; THE MAPPING CHANGED NOTHING"}`);
  return isSame && isChanged && ratio >= wantedRatio ? 0 : 1;
}

/** Scans of generated forms at 200 dpi, until there are so many pages. */
async function writeScans(wanted: number): Promise<{ folder: string; pages: number; files: number }> {
  const scans = join(folder, "scans");
  await mkdir(scans);
  const printer = await PdfPrinter.open();
  let pages = 0;
  let files = 0;
  for (; pages < wanted; files += 1) {
    const layout = layoutNames[files % layoutNames.length] ?? "changdu";
    const random = new Random(`cache/${files}`);
    const drawing = layouts[layout](random, { departures: noDepartures, checks: "boxes", brief: false });
    const { bytes, extension } = await writeFormat(drawing, "scan-200", random, () => Promise.resolve(printer));
    await writeFile(join(scans, `${layout}-${files}.${extension}`), bytes);
    pages += Buffer.from(bytes).toString("latin1").split("/Type /Page ").length - 1;
  }
  await printer.close();
  return { folder: scans, pages, files };
}

/** The built-in mappings under their own names, with one field of each left out. */
async function changeMappings(): Promise<string> {
  const mappings = join(folder, "mappings");
  await mkdir(mappings);
  for (const layout of layoutNames) {
    const file = join(mappings, `${layout}.md`);
    await cp(join(root, "mappings", `${layout}.md`), file);
    await writeFile(file, (await readFile(file, "utf8")).replace(/\{manager\}|\{preparer\.name\}|\{phone\}/u, ""));
  }
  return mappings;
}

async function importScans(scans: string, database: string, args: readonly string[]): Promise<{ seconds: number; rows: string[] }> {
  const file = join(folder, database);
  const started = performance.now();
  const command = [join(root, "src", "cli", "jixiao.js"), "import", scans, "--db", file, ...args];
  const child = spawn(process.execPath, command, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, JIXIAO_CACHE_DIR: join(folder, "cache"), JIXIAO_CACHE_LIMIT: "2GB" },
  });
  await once(child, "exit");
  // 2: some documents have findings of error; that is no matter of speed.
  if (child.exitCode !== 0 && child.exitCode !== 2) throw new Error(`the import ended with status ${child.exitCode ?? "none"}`);
  return { seconds: (performance.now() - started) / 1000, rows: dumpDatabase(file) };
}
