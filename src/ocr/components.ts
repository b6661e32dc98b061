import type { InkImage, PixelBox } from "./gray-image.ts";
import { collectRuns, type InkRuns } from "./ink-runs.ts";

/** A connected patch of ink: its box and its number of pixels. */
export interface Component extends PixelBox {
  readonly area: number;
}

/** All patches of ink that hang together over edges or corners, in order of their first row. */
export function findComponents(ink: InkImage, runs: InkRuns = collectRuns(ink)): Component[] {
  const parent = countUp(runs.count);
  for (let row = 1; row < ink.height; row++) uniteRows(runs, row, parent);
  return boundComponents(runs, parent, ink.height);
}

function countUp(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let index = 0; index < count; index++) numbers[index] = index;
  return numbers;
}

function uniteRows(runs: InkRuns, row: number, parent: Int32Array): void {
  let above = runs.rowStart[row - 1] ?? 0;
  let below = runs.rowStart[row] ?? 0;
  const aboveEnd = below;
  const belowEnd = runs.rowStart[row + 1] ?? 0;
  while (above < aboveEnd && below < belowEnd) {
    const aboveTo = runs.to[above] ?? 0;
    const belowTo = runs.to[below] ?? 0;
    // Corners count: a run that ends at 5 (exclusive) touches one that starts at 5.
    if ((runs.from[above] ?? 0) <= belowTo && (runs.from[below] ?? 0) <= aboveTo) unite(parent, above, below);
    if (aboveTo < belowTo) above++;
    else below++;
  }
}

function findRoot(parent: Int32Array, index: number): number {
  let root = index;
  while ((parent[root] ?? root) !== root) {
    const up = parent[root] ?? root;
    parent[root] = parent[up] ?? up;
    root = parent[root] ?? root;
  }
  return root;
}

function unite(parent: Int32Array, a: number, b: number): void {
  const rootA = findRoot(parent, a);
  const rootB = findRoot(parent, b);
  if (rootA < rootB) parent[rootB] = rootA;
  else parent[rootA] = rootB;
}

function boundComponents(runs: InkRuns, parent: Int32Array, height: number): Component[] {
  const boxes: { x0: number; y0: number; x1: number; y1: number; area: number }[] = [];
  // The root of a patch is its first run, so that patches come in the order of their first runs.
  const patchOf = new Int32Array(runs.count);
  for (let row = 0; row < height; row++) {
    const end = runs.rowStart[row + 1] ?? 0;
    for (let run = runs.rowStart[row] ?? 0; run < end; run++) {
      const root = findRoot(parent, run);
      const from = runs.from[run] ?? 0;
      const to = runs.to[run] ?? 0;
      if (root === run) {
        patchOf[run] = boxes.length;
        boxes.push({ x0: from, y0: row, x1: to, y1: row + 1, area: to - from });
        continue;
      }
      const box = boxes[patchOf[root] ?? 0];
      if (box === undefined) continue;
      if (from < box.x0) box.x0 = from;
      if (to > box.x1) box.x1 = to;
      box.y1 = row + 1;
      box.area += to - from;
    }
  }
  return boxes;
}
