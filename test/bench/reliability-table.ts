/** A value with its confidence, and whether it is right. */
export interface JudgedLeaf {
  readonly confidence: number;
  readonly right: boolean;
  /** Whether it asks for review in any case, because a warning names it. */
  readonly asked?: boolean;
}

const binEdges = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 1.000_01];

/** Mean distance between confidence and the share that is right, over bins that are narrow where confidences crowd. */
export function calibrationError(leaves: readonly JudgedLeaf[]): number {
  return listBins(leaves).reduce((error, bin) => error + (bin.count / Math.max(1, leaves.length)) * Math.abs(bin.confidence - bin.right), 0);
}

/** The reliability curve and what a review level lets through, in lines. */
export function describeReliability(leaves: readonly JudgedLeaf[], level: number): string {
  const wrong = leaves.filter((leaf) => !leaf.right).length;
  const passed = leaves.filter((leaf) => leaf.confidence >= level && leaf.asked !== true);
  const passedWrong = passed.filter((leaf) => !leaf.right).length;
  const asked = leaves.length - passed.length;
  const askedOf = (right: boolean): string => {
    const of = leaves.filter((leaf) => leaf.right === right);
    return of.length === 0 ? "none" : `${((100 * (of.length - passed.filter((leaf) => leaf.right === right).length)) / of.length).toFixed(2)} %`;
  };
  return [
    `: ${leaves.length} values, ${wrong} wrong; expected calibration error ${calibrationError(leaves).toFixed(4)}`,
    `review below ${level}: ${((100 * asked) / Math.max(1, leaves.length)).toFixed(2)} % asked for; ${passedWrong} wrong among ${passed.length} that pass (${((10_000 * passedWrong) / Math.max(1, passed.length)).toFixed(2)} in 10,000)`,
    `asked for: ${askedOf(false)} of the wrong, ${askedOf(true)} of the right`,
    ...listBins(leaves).map((bin) => `  ${bin.from.toFixed(4)} to ${Math.min(1, bin.to).toFixed(4)}  ${String(bin.count).padStart(7)} values  confidence ${bin.confidence.toFixed(4)}  right ${bin.right.toFixed(4)}`),
  ].join("\n");
}

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly confidence: number;
  readonly right: number;
}

function listBins(leaves: readonly JudgedLeaf[]): Bin[] {
  return binEdges.slice(1).flatMap((to, index) => {
    const from = binEdges[index] ?? 0;
    const held = leaves.filter(({ confidence }) => confidence >= from && confidence < to);
    if (held.length === 0) return [];
    const confidence = held.reduce((sum, leaf) => sum + leaf.confidence, 0) / held.length;
    return [{ from, to, count: held.length, confidence, right: held.filter((leaf) => leaf.right).length / held.length }];
  });
}
