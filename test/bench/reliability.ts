import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Reads the leaves that the accuracy benchmark left and prints how well confidence tells right from wrong. */
const folder = join("out", "bench");
const leafSchema = z.object({ path: z.string(), confidence: z.number(), right: z.boolean() });
type Leaf = z.infer<typeof leafSchema>;

const binCount = 10;
const levels = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999];

for (const format of listFormats()) {
  const leaves = readLeaves(format);
  const wrong = leaves.filter((leaf) => !leaf.right).length;
  console.log(`\n${format}: ${leaves.length} values given, ${wrong} wrong, expected calibration error ${calibrationError(leaves).toFixed(4)}`);
  console.log("review below   wrong values asked for   right values asked for   wrong per 10,000 not asked for");
  for (const level of levels) printLevel(leaves, level);
}

function listFormats(): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".leaves.ndjson"));
  return [...new Set(names.map((name) => name.replace(/^\w+?-/u, "").replace(".leaves.ndjson", "")))].sort();
}

function readLeaves(format: string): Leaf[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(`-${format}.leaves.ndjson`));
  return names.flatMap((name) => {
    const lines = readFileSync(join(folder, name), "utf8").split("\n").filter((line) => line !== "");
    return lines.map((line) => leafSchema.parse(JSON.parse(line)));
  });
}

/** Mean distance between confidence and the share that is right, over ten bins of equal width. */
function calibrationError(leaves: readonly Leaf[]): number {
  const bins = Map.groupBy(leaves, (leaf) => Math.min(binCount - 1, Math.floor(leaf.confidence * binCount)));
  let error = 0;
  for (const bin of bins.values()) {
    const mean = bin.reduce((sum, leaf) => sum + leaf.confidence, 0) / bin.length;
    const right = bin.filter((leaf) => leaf.right).length / bin.length;
    error += (bin.length / leaves.length) * Math.abs(mean - right);
  }
  return error;
}

function printLevel(leaves: readonly Leaf[], level: number): void {
  const wrong = leaves.filter((leaf) => !leaf.right);
  const right = leaves.filter((leaf) => leaf.right);
  const share = (part: readonly Leaf[]): string => (part.length === 0 ? "-" : `${((part.filter((leaf) => leaf.confidence < level).length / part.length) * 100).toFixed(2)} %`);
  const passed = leaves.filter((leaf) => leaf.confidence >= level);
  const passedWrong = passed.length === 0 ? 0 : (passed.filter((leaf) => !leaf.right).length / passed.length) * 10_000;
  console.log(`${`${level}`.padEnd(14)} ${share(wrong).padStart(22)} ${share(right).padStart(24)} ${passedWrong.toFixed(1).padStart(32)}`);
}
