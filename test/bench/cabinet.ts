import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { makeCabinet } from "./cabinet/make-cabinet.ts";
import { sampleProcesses } from "./cabinet/sample-processes.ts";
import { compareTenths, describeTenth, TenthMeter } from "./cabinet/tenths.ts";

/**
 * A cabinet of generated filings, imported by the real command: throughput, processor time and memory of each tenth. Linux
 * only, for it asks /proc.
 */
const usage = `usage: node test/bench/cabinet.ts [--documents N] [--pdf-pages N] [--jobs N] [--folder DIR] [--minutes N] [--again] [--seed TEXT]
Makes the files in DIR (out/cabinet; those that are there stay), imports them and prints a line for each tenth.
--minutes ends the import after so long; the same command goes on where it stopped. --again starts with an empty database.`;

const { values } = parseArgs({
  options: {
    documents: { type: "string", default: "3000" },
    "pdf-pages": { type: "string", default: "0" },
    jobs: { type: "string", default: "2" },
    folder: { type: "string", default: "out/cabinet" },
    minutes: { type: "string", default: "0" },
    seed: { type: "string", default: "cabinet" },
    again: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const sampleEveryMs = 500;
const program = join(import.meta.dirname, "..", "..", "src", "cli", "jixiao.js");
const eventSchema = z.looseObject({ event: z.string(), state: z.string().optional(), files: z.number().optional() });

if (values.help) console.log(usage);
else await run();

async function run(): Promise<void> {
  const folder = resolve(values.folder);
  const cabinet = { documents: Number(values.documents), pdfPages: Number(values["pdf-pages"]), seed: values.seed };
  const made = performance.now();
  await makeCabinet(join(folder, "in"), cabinet);
  console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}; files made or found in ${seconds(made)} s`);
  const database = join(folder, "cabinet.db");
  if (values.again) for (const ending of ["", "-wal", "-shm"]) await rm(database + ending, { force: true });
  await importCabinet(join(folder, "in"), database);
}

async function importCabinet(input: string, database: string): Promise<void> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, "import", input, "--db", database, "--jobs", values.jobs, "--no-cache", "--json"], { stdio: ["ignore", "pipe", "ignore"] });
  const parentId = child.pid ?? 0;
  const timers: NodeJS.Timeout[] = [];
  if (Number(values.minutes) > 0) timers.push(setTimeout(() => child.kill("SIGINT"), Number(values.minutes) * 60_000));
  let meter: TenthMeter | undefined;
  let present = 0;
  const begin = (files: number) => {
    const fresh = files - present;
    console.log(`${files} files, ${present} of them in already`);
    meter = new TenthMeter(fresh, (tenth, number) => { console.log(`tenth ${String(number).padStart(2)}: ${describeTenth(tenth, availableParallelism())}`); });
    timers.push(setInterval(() => { meter?.sample(sampleProcesses(parentId)); }, sampleEveryMs));
  };
  const known = await countKnown(database);
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, state, files } = eventSchema.parse(JSON.parse(line));
    if (event === "counted") {
      present = known;
      begin(files ?? 0);
    }
    if (event === "document" && state !== "present") meter?.count(() => sampleProcesses(parentId));
    if (event === "end") console.log(line);
  }
  for (const timer of timers) clearTimeout(timer);
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  console.log(`${compareTenths(meter?.done ?? [])}; ${seconds(started)} s in all, exit status ${child.exitCode ?? "none"}`);
}

/** How many files an earlier run left in the database. */
async function countKnown(file: string): Promise<number> {
  const { default: Database } = await import("better-sqlite3");
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    try {
      return z.int().parse(database.prepare("SELECT count(*) FROM document_paths").pluck().get());
    } finally {
      database.close();
    }
  } catch {
    // There is none yet.
    return 0;
  }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}
