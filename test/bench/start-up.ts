import { spawnSync } from "node:child_process";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";

/**
 * How long the program takes to start: `node test/bench/start-up.ts [RUNS]`. Prints the median of wall and processor time;
 * exit status 1 where the wall time is beyond its limit, which holds on a quiet machine. Build the program first.
 */
const root = path.join(import.meta.dirname, "..", "..");
const launcher = path.join(root, "src", "cli", "jixiao.js");
const text = path.join(root, "samples", "filings", "changdu", "changdu.txt");
const runs = Number(process.argv[2] ?? 15);
/** Says at the end, as the last line of standard error, how much processor time was used. */
const tellUsage = 'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process._rawDebug((user+system)/1000)})';

const commands: readonly (readonly [name: string, args: readonly string[], limitMs: number])[] = [
  ["jixiao --help", ["--help"], 150],
  ["jixiao extract of a text", ["extract", text], 400],
];

console.log(`Node ${process.version}, load ${(loadavg()[0] ?? 0).toFixed(1)}`);
for (const [name, args, limitMs] of commands) {
  const measured = Array.from({ length: runs + 2 }, () => measure(args)).slice(2);
  const wallMs = median(measured.map((run) => run.wallMs));
  const processorMs = median(measured.map((run) => run.processorMs));
  console.log(`${name}: ${wallMs.toFixed(0)} ms (limit ${limitMs}), ${processorMs.toFixed(0)} ms of processor time`);
  if (wallMs > limitMs) process.exitCode = 1;
}

function measure(args: readonly string[]): { wallMs: number; processorMs: number } {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--import", tellUsage, launcher, ...args], { cwd: tmpdir(), encoding: "utf8" });
  const wallMs = performance.now() - started;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with status ${status ?? "none"}: ${stderr}`);
  return { wallMs, processorMs: Number(stderr.trim().split("\n").at(-1)) };
}

/** The middle value; of an even number of values the upper of the two. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
