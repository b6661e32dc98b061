import type { LeafScore } from "./leaf-score.ts";

/** How many of the truth's indicator targets there are, and how many have comparator, value, upper and unit all right. */
export interface TargetCounts {
  readonly targets: number;
  readonly right: number;
}

/** What of a target must be right; `raw` may differ. */
const judgedParts = /^(.*indicators\[\d+\]\.target)\.(comparator|value|upper|unit|text)$/u;

/** Counts targets that are right in comparator, value and unit; a target that lacks or has too much of one is wrong. */
export function countTargets(score: LeafScore): TargetCounts {
  const targets = new Map<string, boolean>();
  const wrongActual = new Set<string>();
  for (const verdict of score.verdicts) {
    const target = judgedParts.exec(verdict.kind === "extra" ? (verdict.actualPath ?? "") : verdict.path)?.[1];
    if (target === undefined) continue;
    if (verdict.kind === "extra") wrongActual.add(target);
    else targets.set(target, (targets.get(target) ?? true) && verdict.kind === "right");
  }
  for (const verdict of score.verdicts) {
    const actual = judgedParts.exec(verdict.actualPath ?? "")?.[1];
    const target = judgedParts.exec(verdict.path)?.[1];
    if (verdict.kind !== "extra" && actual !== undefined && target !== undefined && wrongActual.has(actual)) targets.set(target, false);
  }
  return { targets: targets.size, right: [...targets.values()].filter(Boolean).length };
}
