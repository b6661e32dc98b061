import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { Random } from "../../samples/make/random.ts";
import { emptyTally, runTarget, type FuzzTally } from "./run/run-target.ts";
import { getTarget, targets } from "./targets/index.ts";
import { makeInput } from "./targets/target.ts";

/**
 * The long run: `npm run fuzz -- --targets docx,xlsx --count 20000 --minutes 60`. It goes on where it stopped (`out/fuzz/`), and
 * writes each input that was not borne to a file there. `--input docx:123` writes that input and reads it here, under a debugger.
 */

const folder = path.join(import.meta.dirname, "..", "..", "out", "fuzz");
/** The tally is written down this often. */
const saveEvery = 200;

const tallySchema = z.object({
  done: z.int(),
  outcomes: z.record(z.string(), z.number()),
  faults: z.array(z.object({ index: z.int(), kind: z.enum(["error", "unhandled", "unsteady", "slow", "crash", "hang", "memory"]), detail: z.string() })),
  slowestMs: z.number(),
  peakBytes: z.number(),
});

const { values: options } = parseArgs({
  options: {
    targets: { type: "string", default: targets.map((target) => target.name).join(",") },
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: "long" },
    minutes: { type: "string" },
    input: { type: "string" },
  },
});

function tallyFile(name: string): string {
  return path.join(folder, `${options.seed}-${name}.json`);
}

function readTally(name: string): FuzzTally {
  try {
    return tallySchema.parse(JSON.parse(readFileSync(tallyFile(name), "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return emptyTally;
    throw error;
  }
}

async function buildInput(name: string, index: number): Promise<Uint8Array> {
  const target = getTarget(name);
  return makeInput(target, await target.makeSeeds(), new Random(`${options.seed}/${name}/${index}`));
}

async function writeInput(name: string, index: number): Promise<string> {
  const file = path.join(folder, `${options.seed}-${name}-${index}.bin`);
  writeFileSync(file, await buildInput(name, index));
  return file;
}

function describeTally(name: string, tally: FuzzTally): string {
  const outcomes = Object.entries(tally.outcomes).map(([outcome, count]) => `${outcome} ${count}`);
  return `${name}: ${tally.done} inputs, ${tally.faults.length} faults; ${outcomes.join(", ")}; slowest ${Math.round(tally.slowestMs)} ms, peak ${Math.round(tally.peakBytes / 2 ** 20)} MiB`;
}

async function fuzz(name: string, signal: AbortSignal): Promise<FuzzTally> {
  const before = readTally(name);
  const save = (tally: FuzzTally): void => { writeFileSync(tallyFile(name), JSON.stringify(tally)); };
  const tally = await runTarget(name, before, {
    seed: options.seed,
    to: Number(options.count),
    signal,
    onProgress: (state) => { if (state.done % saveEvery === 0) save(state); },
  });
  save(tally);
  for (const fault of tally.faults.slice(before.faults.length)) console.log(`${name} ${fault.index} ${fault.kind}: ${fault.detail}\n  ${await writeInput(name, fault.index)}`);
  console.log(describeTally(name, tally));
  return tally;
}

async function fuzzAll(): Promise<void> {
  const signal = options.minutes === undefined ? new AbortController().signal : AbortSignal.timeout(Number(options.minutes) * 60_000);
  let faults = 0;
  for (const name of options.targets.split(",")) faults += (await fuzz(getTarget(name).name, signal)).faults.length;
  process.exitCode = faults === 0 ? 0 : 1;
}

async function readOne(named: string): Promise<void> {
  const [name = "", index = ""] = named.split(":");
  console.log(await writeInput(name, Number(index)));
  const started = performance.now();
  const result = JSON.stringify(await getTarget(name).read(await buildInput(name, Number(index))));
  console.log(`${result.slice(0, 2000)}\n${Math.round(performance.now() - started)} ms`);
}

mkdirSync(folder, { recursive: true });
await (options.input === undefined ? fuzzAll() : readOne(options.input));
