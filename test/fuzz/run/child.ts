import { Worker } from "node:worker_threads";
import { isFileFault } from "../../../extractors/pdf/stray-rejections.ts";
import { Random } from "../../../samples/make/random.ts";
import { ExtractionError } from "../../../src/document/extractor.ts";
import { getTarget } from "../targets/index.ts";
import { makeInput, type Target } from "../targets/target.ts";
import { requestSchema, type FuzzAnswer, type FuzzRequest } from "./protocol.ts";

/** The process in which inputs are read; whatever happens to it, its parent goes on. */

/** Every so many inputs one is read twice. */
const readTwiceEvery = 25;
/** Inputs are small: one that takes this long grows worse than its size does. Of processor time, so that a busy machine changes nothing. */
const slowMs = 5_000;

const memoryBytes = Number(process.env["FUZZ_MEMORY_BYTES"]);
let current = 0;

function send(answer: FuzzAnswer): void {
  process.send?.(answer);
}

/** Like the reader processes of an import: a thread of its own ends the process at its limit. */
new Worker(new URL("../../../src/pipeline/worker/watchdog.ts", import.meta.url), { workerData: { limitBytes: memoryBytes, parentPid: process.ppid } }).unref();

process.on("unhandledRejection", (error) => {
  // The extractor itself bears these.
  if (isFileFault(error)) return;
  send({ kind: "fault", index: current, fault: "unhandled", detail: describe(error) });
});

function describe(error: unknown): string {
  return error instanceof Error ? [`${error.name}: ${error.message}`, ...(error.stack ?? "").split("\n").slice(1, 6)].join("\n") : String(error);
}

async function readOnce(target: Target, bytes: Uint8Array): Promise<{ outcome: string; result: string }> {
  try {
    return { outcome: "read", result: JSON.stringify(await target.read(bytes)) };
  } catch (error) {
    if (error instanceof ExtractionError) return { outcome: error.failure, result: error.message };
    throw error;
  }
}

async function readInput(target: Target, bytes: Uint8Array, index: number): Promise<string> {
  const { outcome, result } = await readOnce(target, bytes);
  if (index % readTwiceEvery === 0) {
    const again = await readOnce(target, bytes);
    if (again.result !== result) send({ kind: "fault", index, fault: "unsteady", detail: firstDifference(result, again.result) });
  }
  return outcome;
}

function firstDifference(one: string, other: string): string {
  const at = Array.from(one).findIndex((character, index) => character !== other[index]);
  return `…${one.slice(Math.max(0, at - 60), at + 60)}… and then …${other.slice(Math.max(0, at - 60), at + 60)}…`;
}

async function work({ target: name, seed, from, to }: FuzzRequest): Promise<void> {
  const target = getTarget(name);
  const seeds = await target.makeSeeds();
  for (current = from; current < to; current += 1) {
    const bytes = makeInput(target, seeds, new Random(`${seed}/${name}/${current}`));
    const started = process.cpuUsage();
    let outcome = "fault";
    try {
      outcome = await readInput(target, bytes, current);
    } catch (error) {
      send({ kind: "fault", index: current, fault: "error", detail: describe(error) });
    }
    const used = process.cpuUsage(started);
    const cpuMs = (used.user + used.system) / 1000;
    if (cpuMs > slowMs) send({ kind: "fault", index: current, fault: "slow", detail: `${Math.round(cpuMs)} ms for ${bytes.length} bytes` });
    send({ kind: "input", index: current, outcome, cpuMs, residentBytes: process.memoryUsage.rss() });
    // Lets what was promised and not waited for come out while its input is the current one.
    if (current % 8 === 0) await new Promise(setImmediate);
  }
}

process.on("message", (message) => void work(requestSchema.parse(message)));
process.on("disconnect", () => process.exit(0));
send({ kind: "ready" });
