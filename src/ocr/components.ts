import type { InkImage, PixelBox } from "./gray-image.ts";

/** A connected patch of ink: its box and its number of pixels. */
export interface Component extends PixelBox {
  readonly area: number;
}

/** Runs of ink along rows, in row order; `to` is exclusive. */
interface Runs {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Index of the first run of each row, and one more entry at the end. */
  readonly rowStart: Int32Array;
  readonly count: number;
}

/** All patches of ink that hang together over edges or corners, in order of their first row. */
export function findComponents(ink: InkImage): Component[] {
  const runs = collectRuns(ink);
  const parent = Int32Array.from({ length: runs.count }, (_, index) => index);
  for (let row = 1; row < ink.height; row++) uniteRows(runs, row, parent);
  return boundComponents(runs, parent, ink.height);
}

function collectRuns(ink: InkImage): Runs {
  const { width, height, data } = ink;
  const from: number[] = [];
  const to: number[] = [];
  const rowStart = new Int32Array(height + 1);
  for (let y = 0; y < height; y++) {
    rowStart[y] = from.length;
    const end = (y + 1) * width;
    let at = data.indexOf(1, y * width);
    while (at >= 0 && at < end) {
      const start = at;
      while (at < end && data[at] === 1) at++;
      from.push(start - y * width);
      to.push(at - y * width);
      at = at < end ? data.indexOf(1, at) : -1;
    }
  }
  rowStart[height] = from.length;
  return { from: Int32Array.from(from), to: Int32Array.from(to), rowStart, count: from.length };
}

function uniteRows(runs: Runs, row: number, parent: Int32Array): void {
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

function boundComponents(runs: Runs, parent: Int32Array, height: number): Component[] {
  const byRoot = new Map<number, { x0: number; y0: number; x1: number; y1: number; area: number }>();
  for (let row = 0; row < height; row++) {
    const end = runs.rowStart[row + 1] ?? 0;
    for (let run = runs.rowStart[row] ?? 0; run < end; run++) {
      const root = findRoot(parent, run);
      const from = runs.from[run] ?? 0;
      const to = runs.to[run] ?? 0;
      const box = byRoot.get(root);
      if (!box) {
        byRoot.set(root, { x0: from, y0: row, x1: to, y1: row + 1, area: to - from });
        continue;
      }
      box.x0 = Math.min(box.x0, from);
      box.x1 = Math.max(box.x1, to);
      box.y1 = row + 1;
      box.area += to - from;
    }
  }
  return [...byRoot.values()];
}
