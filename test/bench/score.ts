import { readFileSync } from "node:fs";
import { scoreLeaves, type LeafVerdict } from "../support/leaf-score.ts";

const [truthPath, actualPath] = process.argv.slice(2);

if (truthPath === undefined || actualPath === undefined) {
  console.error("usage: node test/bench/score.ts TRUTH.json ACTUAL.json   (ACTUAL may be - for standard input)");
  process.exitCode = 1;
} else {
  const score = scoreLeaves(readJson(truthPath), readJson(actualPath));
  for (const fault of score.faults) console.log(describeFault(fault));
  console.log(
    `F1 ${score.f1.toFixed(4)}  precision ${score.precision.toFixed(4)}  recall ${score.recall.toFixed(4)}  ` +
      `right ${score.right} of ${score.expected} expected, ${score.actual} given`,
  );
  process.exitCode = score.faults.length === 0 ? 0 : 2;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path === "-" ? 0 : path, "utf8"));
}

function describeFault(fault: LeafVerdict): string {
  const lines = [`${fault.kind.padEnd(7)} ${fault.path}${fault.actualPath === fault.path || fault.actualPath === null ? "" : `  (given at ${fault.actualPath})`}`];
  if (fault.kind !== "extra") lines.push(`    expected ${JSON.stringify(fault.expected)}`);
  if (fault.kind !== "missing") lines.push(`    actual   ${JSON.stringify(fault.actual)}`);
  return lines.join("\n");
}
