import type { Lattice } from "./lattice.ts";

/** A rectangle of slots: rows and columns from the first to before the second. */
export interface Region {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The rectangles of slots that no rule parts, in row-major order of their top left slot. They tile the whole lattice. */
export function findRegions(lattice: Lattice): Region[] {
  const rowCount = lattice.ys.length - 1;
  const columnCount = lattice.xs.length - 1;
  const labels = new Int32Array(rowCount * columnCount).fill(-1);
  const groups: number[][] = [];
  for (let slot = 0; slot < labels.length; slot++) {
    if (labels[slot] === -1) groups.push(flood(lattice, labels, slot, groups.length));
  }
  return groups
    .flatMap((slots) => toRectangles(slots, columnCount))
    .toSorted((a, b) => a.top - b.top || a.left - b.left);
}

/** Labels every slot that can be reached from the first without crossing a rule, and lists them. */
function flood(lattice: Lattice, labels: Int32Array, start: number, label: number): number[] {
  const columnCount = lattice.xs.length - 1;
  const rowCount = lattice.ys.length - 1;
  const reached = [start];
  labels[start] = label;
  const visit = (slot: number) => {
    if (labels[slot] !== -1) return;
    labels[slot] = label;
    reached.push(slot);
  };
  // The list grows while it is walked: it is the queue of slots whose neighbours are still to be seen.
  for (const slot of reached) {
    const row = Math.floor(slot / columnCount);
    const column = slot % columnCount;
    if (column > 0 && !lattice.hasUpright(column, row)) visit(slot - 1);
    if (column < columnCount - 1 && !lattice.hasUpright(column + 1, row)) visit(slot + 1);
    if (row > 0 && !lattice.hasLevel(row, column)) visit(slot - columnCount);
    if (row < rowCount - 1 && !lattice.hasLevel(row + 1, column)) visit(slot + columnCount);
  }
  return reached;
}

/**
 * One rectangle where the slots form one; else one for each stretch of rows with the same columns. Slots of another
 * shape come about where part of a rule is missing.
 */
function toRectangles(slots: readonly number[], columnCount: number): Region[] {
  const rows = Map.groupBy(slots.toSorted((a, b) => a - b), (slot) => Math.floor(slot / columnCount));
  const rectangles: Region[] = [];
  let open: Region[] = [];
  for (const [row, rowSlots] of rows) {
    const runs = toRuns(rowSlots.map((slot) => slot % columnCount));
    open = runs.map(([left, right]) => {
      const above = open.find((region) => region.left === left && region.right === right && region.bottom === row);
      return { top: above?.top ?? row, bottom: row + 1, left, right };
    });
    for (const region of open) replaceOrAdd(rectangles, region);
  }
  return rectangles;
}

function replaceOrAdd(rectangles: Region[], region: Region): void {
  const index = rectangles.findIndex(({ top, left, right }) => top === region.top && left === region.left && right === region.right);
  if (index === -1) rectangles.push(region);
  else rectangles[index] = region;
}

function toRuns(columns: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const column of columns) {
    const last = runs.at(-1);
    if (last?.[1] === column) last[1] = column + 1;
    else runs.push([column, column + 1]);
  }
  return runs;
}
