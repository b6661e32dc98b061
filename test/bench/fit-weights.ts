import { featureNames, freeFeatures } from "../../src/reconcile/confidence/leaf-features.ts";
import type { FitLeaf } from "./collect-leaves.ts";

/** Values with the same features, counted. */
interface Cell {
  readonly features: readonly number[];
  right: number;
  wrong: number;
}

/** Before any value is seen: the reading's own confidence is believed as it is. */
const priorWeights: readonly number[] = featureNames.map((name) => (name === "reading" ? 1 : 0));
/** How many values the prior is worth. */
const priorStrength = 2;
const steps = 500;
const firstRate = 0.1;

/**
 * Fits a logistic model by gradient descent (Adam). Weights of features that speak for a value never fall below 0, so that
 * better evidence never lowers a confidence.
 */
export function fitWeights(leaves: readonly FitLeaf[]): number[] {
  const cells = countCells(leaves);
  const total = Math.max(1, leaves.length);
  const weights = [...priorWeights];
  const mean = weights.map(() => 0);
  const square = weights.map(() => 0);
  for (let step = 1; step <= steps; step += 1) {
    const gradient = slopeOf(cells, weights, total);
    const rate = firstRate * (1 - step / (steps + 1));
    for (const [index, slope] of gradient.entries()) {
      mean[index] = 0.9 * (mean[index] ?? 0) + 0.1 * slope;
      square[index] = 0.999 * (square[index] ?? 0) + 0.001 * slope * slope;
      const [first, second] = [(mean[index] ?? 0) / (1 - 0.9 ** step), (square[index] ?? 0) / (1 - 0.999 ** step)];
      const next = (weights[index] ?? 0) - (rate * first) / (Math.sqrt(second) + 1e-9);
      weights[index] = isFree(index) ? next : Math.max(0, next);
    }
  }
  return weights.map((weight) => Math.round(1e4 * weight) / 1e4);
}

function isFree(index: number): boolean {
  const name = featureNames[index];
  return name !== undefined && freeFeatures.has(name);
}

function countCells(leaves: readonly FitLeaf[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { features, right } of leaves) {
    const rounded = features.map((feature) => Math.round(5 * feature) / 5);
    const key = rounded.join(" ");
    const cell = cells.get(key) ?? { features: rounded, right: 0, wrong: 0 };
    if (right) cell.right += 1;
    else cell.wrong += 1;
    cells.set(key, cell);
  }
  return [...cells.values()];
}

function slopeOf(cells: readonly Cell[], weights: readonly number[], total: number): number[] {
  const slope = weights.map((weight, index) => (priorStrength * (weight - (priorWeights[index] ?? 0))) / total);
  // Plain loops: this runs over every cell at every step.
  for (const { features, right, wrong } of cells) {
    let sum = 0;
    for (let index = 0; index < features.length; index += 1) sum += (features[index] ?? 0) * (weights[index] ?? 0);
    const excess = ((right + wrong) / (1 + Math.exp(-sum)) - right) / total;
    for (let index = 0; index < features.length; index += 1) slope[index] = (slope[index] ?? 0) + excess * (features[index] ?? 0);
  }
  return slope;
}
