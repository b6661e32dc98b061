import type { Edge } from "./edges.ts";
import { overlap } from "./box.ts";

/**
 * The places where a table's rules can stand, and where they do. Slots are the smallest rectangles between neighbouring
 * positions: slot (row, column) lies between `ys[row]`, `ys[row + 1]` and `xs[column]`, `xs[column + 1]`.
 */
export interface Lattice {
  /** Ascending, in points, at least two. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Whether a rule is drawn on `xs[line]` along `row`. */
  readonly hasUpright: (line: number, row: number) => boolean;
  /** Whether a rule is drawn on `ys[line]` along `column`. */
  readonly hasLevel: (line: number, column: number) => boolean;
}

/** A rule covers a slot's side when it runs along this share of it; worn rules have gaps, overshooting ones stick out a little. */
const COVERED = 0.5;
/** Rules that run on for this long past the outermost crossing rule mean cells with an open side; less is overshoot. */
const OPEN_SIDE_PT = 9;
/** Ends of open-sided rules lie within this of each other. */
const SAME_END_PT = 3;
/** A lattice with more slots is a drawing, such as a map or squared paper, not a form. */
const MAX_SLOTS = 400_000;

/** The lattice of edges that meet; undefined where they enclose nothing, or are too many to be a table. */
export function findLattice(edges: readonly Edge[]): Lattice | undefined {
  const levels = edges.filter((edge) => edge.axis === "horizontal");
  const uprights = edges.filter((edge) => edge.axis === "vertical");
  const xs = positions(uprights, levels);
  const ys = positions(levels, uprights);
  if (xs.length < 2 || ys.length < 2 || xs.length * ys.length > MAX_SLOTS) return undefined;
  const uprightWalls = walls(xs, ys, uprights);
  const levelWalls = walls(ys, xs, levels);
  return {
    xs,
    ys,
    hasUpright: (line, row) => uprightWalls[line]?.[row] ?? false,
    hasLevel: (line, column) => levelWalls[line]?.[column] ?? false,
  };
}

/** Where the rules stand, and where the rules across them end in the open beyond the outermost. */
function positions(edges: readonly Edge[], crossing: readonly Edge[]): number[] {
  const found = [...new Set(edges.map((edge) => edge.position))].sort((a, b) => a - b);
  const first = found[0] ?? Infinity;
  const last = found.at(-1) ?? -Infinity;
  const before = commonEnd(crossing.map((edge) => edge.from).filter((end) => end < first - OPEN_SIDE_PT));
  const after = commonEnd(crossing.map((edge) => -edge.to).filter((end) => -end > last + OPEN_SIDE_PT));
  return [...(before === undefined ? [] : [before]), ...found, ...(after === undefined ? [] : [-after])];
}

/** The smallest value that at least two share; undefined where none do. A lone rule that sticks out is not a row. */
function commonEnd(ends: readonly number[]): number | undefined {
  const sorted = ends.toSorted((a, b) => a - b);
  return sorted.find((end, index) => (sorted[index + 1] ?? Infinity) - end <= SAME_END_PT);
}

function walls(lines: readonly number[], stops: readonly number[], edges: readonly Edge[]): boolean[][] {
  const byPosition = Map.groupBy(edges, (edge) => edge.position);
  return lines.map((line) => {
    const onLine = byPosition.get(line) ?? [];
    return stops.slice(1).map((stop, index) => isCovered(onLine, stops[index] ?? stop, stop));
  });
}

function isCovered(edges: readonly Edge[], from: number, to: number): boolean {
  let covered = 0;
  for (const edge of edges) covered += Math.max(0, overlap(edge.from, edge.to, from, to));
  return covered >= COVERED * (to - from);
}
