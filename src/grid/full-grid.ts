import type { Glyph } from "../document/page-content.ts";
import type { Box } from "../document/place.ts";
import { centre, holds } from "./box.ts";
import { makeCellFinder } from "./cell-finder.ts";
import type { Edge } from "./edges.ts";
import { findImpliedLevels, findImpliedUprights } from "./implied-edges.ts";
import { findLattice } from "./lattice.ts";
import { findGrid, type Grid } from "./ruled-grid.ts";

/**
 * The grid of a table's rules, and of those that it leaves out where its numbers show them; undefined where the edges
 * enclose nothing. `ink` are the visible characters that may stand in it.
 */
export function findFullGrid(edges: readonly Edge[], ink: readonly Glyph[]): Grid | undefined {
  const hasText = (box: Box) => ink.some((glyph) => holds(box, centre(glyph.box).x, centre(glyph.box).y));
  const gridOf = (all: readonly Edge[]) => {
    const lattice = findLattice(all);
    return lattice === undefined ? undefined : findGrid(lattice, hasText);
  };
  const ruled = gridOf(edges);
  if (ruled === undefined) return undefined;
  const uprights = findImpliedUprights(ruled, glyphsOfCells(ruled, ink));
  const parted = uprights.length === 0 ? ruled : (gridOf([...edges, ...uprights]) ?? ruled);
  const levels = findImpliedLevels(parted, glyphsOfCells(parted, ink));
  if (levels.length === 0) return parted;
  const full = gridOf([...edges, ...uprights, ...levels]) ?? parted;
  return { ...full, openTop: ruled.openTop, openBottom: ruled.openBottom };
}

/** The characters whose middle stands in each of a grid's cells. */
export function glyphsOfCells(grid: Grid, ink: readonly Glyph[]): Glyph[][] {
  const ofCells: Glyph[][] = grid.cells.map(() => []);
  const findCell = makeCellFinder(grid);
  for (const glyph of ink) {
    const { x, y } = centre(glyph.box);
    ofCells[findCell(x, y)]?.push(glyph);
  }
  return ofCells;
}
