import type { Box } from "../document/place.ts";
import type { Lattice } from "./lattice.ts";
import { findRegions, type Region } from "./regions.ts";

/** A cell without its text: where it stands in the grid and on the page. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly box: Box;
}

/** The cells that rules enclose. Row `r` lies between `ys[r]` and `ys[r + 1]`, column `c` likewise. */
export interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly GridCell[];
  /** Whether rules are missing along the upper, or lower, side: the sign of a table that a page break cut. */
  readonly openTop: boolean;
  readonly openBottom: boolean;
}

/** No row or column of text is narrower: such a strip is the space between two lines of a double rule. */
const STRIP_PT = 5.5;
/** A table with this share of its outline drawn is closed, and what lies outside its rules is not part of it. */
const CLOSED_OUTLINE = 0.6;

/**
 * The cells of a lattice. `hasText` tells whether any printed character stands in a box: strips without text between two
 * lines are taken as one rule.
 */
export function findGrid(lattice: Lattice, hasText: (box: Box) => boolean): Grid {
  const regions = dropOutside(lattice, findRegions(lattice));
  const kept = collapse(lattice, regions, hasText);
  const used = { rows: usedLines(kept, "top", "bottom"), columns: usedLines(kept, "left", "right") };
  return {
    xs: used.columns.map((line) => lattice.xs[line] ?? 0),
    ys: used.rows.map((line) => lattice.ys[line] ?? 0),
    cells: kept.map((region) => toCell(lattice, region, used.rows, used.columns)),
    openTop: !lattice.xs.slice(1).some((_, column) => lattice.hasLevel(0, column)),
    openBottom: !lattice.xs.slice(1).some((_, column) => lattice.hasLevel(lattice.ys.length - 1, column)),
  };
}

function toCell(lattice: Lattice, region: Region, rows: readonly number[], columns: readonly number[]): GridCell {
  const row = rows.indexOf(region.top);
  const column = columns.indexOf(region.left);
  return {
    row,
    column,
    rowSpan: rows.indexOf(region.bottom) - row,
    columnSpan: columns.indexOf(region.right) - column,
    box: regionBox(lattice, region),
  };
}

function regionBox(lattice: Lattice, { top, bottom, left, right }: Region): Box {
  return [lattice.xs[left] ?? 0, lattice.ys[top] ?? 0, lattice.xs[right] ?? 0, lattice.ys[bottom] ?? 0];
}

/** Lattice lines on which some region begins or ends; a line that only flawed strokes drew parts nothing and is left out. */
function usedLines(regions: readonly Region[], from: "top" | "left", to: "bottom" | "right"): number[] {
  return [...new Set(regions.flatMap((region) => [region[from], region[to]]))].sort((a, b) => a - b);
}

/** Leaves out what lies between the rules' outline and the box around it, as in the notch of an L-shaped table. */
function dropOutside(lattice: Lattice, regions: readonly Region[]): Region[] {
  const closed = outlineShare(lattice) >= CLOSED_OUTLINE;
  return regions.filter((region) => {
    const open = openSides(lattice, region);
    if (open.length < 2) return true;
    const opposite = open.length === 2 && (open.join() === "left,right" || open.join() === "top,bottom");
    return opposite || !closed;
  });
}

function openSides(lattice: Lattice, { top, bottom, left, right }: Region): string[] {
  const sides: string[] = [];
  const rows = Array.from({ length: bottom - top }, (_, index) => top + index);
  const columns = Array.from({ length: right - left }, (_, index) => left + index);
  if (left === 0 && !rows.some((row) => lattice.hasUpright(0, row))) sides.push("left");
  if (right === lattice.xs.length - 1 && !rows.some((row) => lattice.hasUpright(right, row))) sides.push("right");
  if (top === 0 && !columns.some((column) => lattice.hasLevel(0, column))) sides.push("top");
  if (bottom === lattice.ys.length - 1 && !columns.some((column) => lattice.hasLevel(bottom, column))) sides.push("bottom");
  return sides;
}

/** The share of the box around a lattice along which a rule is drawn. */
function outlineShare({ xs, ys, hasLevel, hasUpright }: Lattice): number {
  let drawn = 0;
  let total = 0;
  const add = (length: number, ...walls: boolean[]) => {
    for (const wall of walls) {
      total += length;
      if (wall) drawn += length;
    }
  };
  xs.slice(1).forEach((x, column) => {
    add(x - (xs[column] ?? x), hasLevel(0, column), hasLevel(ys.length - 1, column));
  });
  ys.slice(1).forEach((y, row) => {
    add(y - (ys[row] ?? y), hasUpright(0, row), hasUpright(xs.length - 1, row));
  });
  return total === 0 ? 0 : drawn / total;
}

/** Takes away rows and columns that are mere strips between two lines of one rule, and the cells that fill only them. */
function collapse(lattice: Lattice, regions: readonly Region[], hasText: (box: Box) => boolean): Region[] {
  let kept = [...regions];
  kept = collapseStrips(kept, lattice.ys, "top", "bottom", (region) => hasText(regionBox(lattice, region)));
  kept = collapseStrips(kept, lattice.xs, "left", "right", (region) => hasText(regionBox(lattice, region)));
  return kept;
}

function collapseStrips(
  regions: Region[],
  lines: readonly number[],
  from: "top" | "left",
  to: "bottom" | "right",
  hasText: (region: Region) => boolean,
): Region[] {
  let kept = regions;
  for (let line = 0; line + 1 < lines.length; line++) {
    const width = (lines[line + 1] ?? 0) - (lines[line] ?? 0);
    if (width >= STRIP_PT) continue;
    const inside = kept.filter((region) => region[from] === line && region[to] === line + 1);
    if (inside.some(hasText)) continue;
    kept = kept.filter((region) => !inside.includes(region)).map((region) => closeStrip(region, line, from, to));
  }
  return kept;
}

/** What ended at the strip's far line now ends at its near one, and what began there begins there. */
function closeStrip(region: Region, line: number, from: "top" | "left", to: "bottom" | "right"): Region {
  return {
    ...region,
    [from]: region[from] === line + 1 ? line : region[from],
    [to]: region[to] === line + 1 ? line : region[to],
  };
}
