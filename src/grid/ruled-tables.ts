import type { Cell, Table } from "../document/document.ts";
import type { Box } from "../document/place.ts";
import type { Glyph, PageContent } from "../document/page-content.ts";
import { area, centre, contains, holds, overlap } from "./box.ts";
import { makeCellFinder, type CellFinder } from "./cell-finder.ts";
import { joinLines } from "./cell-text.ts";
import { findComponents, type Component } from "./components.ts";
import { findEdges, type Edge } from "./edges.ts";
import { findFullGrid } from "./full-grid.ts";
import { buildForm, isWideText } from "./form-table.ts";
import { InkIndex } from "./ink-index.ts";
import { isBlank } from "./lines.ts";
import { findRows } from "./segments.ts";
import { findCellLines } from "./vertical-text.ts";
import type { Grid } from "./ruled-grid.ts";

/** A table that a page's rules state, and what a page break may have cut from it. */
export interface RuledTable {
  readonly table: Table;
  readonly openTop: boolean;
  readonly openBottom: boolean;
}

/** What the rules of a page state, and the characters that stand in none of its tables. */
export interface RuledContent {
  /** A nested table follows the one that holds it, whose index in this list is its parent's. */
  readonly tables: readonly RuledTable[];
  readonly rest: readonly Glyph[];
  /** Level rules that belong to none of the tables. */
  readonly levels: readonly Edge[];
}

/** A frame this much of the page wide and high is the page's border. */
const PAGE_BORDER_SHARE = 0.9;
/** A frame smaller than this in either direction is a check box or a speck. */
const MIN_FRAME_PT = 12;
/** A nested table may touch the cell it stands in. */
const NESTED_SLACK_PT = 1;

/** Rules overshoot their table's corners a little. */
const EDGE_SLACK_PT = 5;

interface PlacedGrid {
  readonly grid: Grid;
  readonly box: Box;
  readonly findCell: CellFinder;
  parent: { grid: PlacedGrid; cell: number } | undefined;
  readonly glyphs: Glyph[][];
}

/** The tables that a page's ruling lines state, with the text of each cell. */
export function findRuledTables(page: PageContent): RuledContent {
  const ink = new InkIndex(page.glyphs);
  const edges = findEdges(page.rulings);
  const components = findComponents(edges);
  const placed = nest(components.flatMap((component) => placeGrid(component, ink))).filter(
    (candidate, _, all) => !isMereFrame(candidate, all, page),
  );
  nest(placed);
  const rest = assign(page.glyphs, placed);
  const filled = placed.filter((candidate) => holdsText(candidate, placed));
  const order = inOrder(filled);
  const levels = edges.filter((edge) => edge.axis === "horizontal" && !filled.some((grid) => contains(grid.box, levelBox(edge), EDGE_SLACK_PT)));
  return { tables: order.map((candidate) => findFramedForm(candidate, order, edges, page.number) ?? toTable(candidate, order, page.number)), rest, levels };
}

function levelBox({ position, from, to }: Edge): Box {
  return [from, position, to, position];
}

function placeGrid(component: Component, ink: InkIndex): PlacedGrid[] {
  const grid = findFullGrid(component.edges, ink.within(component.box));
  if (grid === undefined || grid.cells.length === 0) return [];
  const box: Box = [grid.xs[0] ?? 0, grid.ys[0] ?? 0, grid.xs.at(-1) ?? 0, grid.ys.at(-1) ?? 0];
  if (box[2] - box[0] < MIN_FRAME_PT || box[3] - box[1] < MIN_FRAME_PT) return [];
  return [{ grid, box, findCell: makeCellFinder(grid), parent: undefined, glyphs: grid.cells.map(() => []) }];
}

/** Gives each grid the smallest cell of another in which it stands. */
function nest(grids: PlacedGrid[]): PlacedGrid[] {
  for (const inner of grids) {
    inner.parent = undefined;
    let smallest = Infinity;
    for (const outer of grids) {
      if (outer === inner || !contains(outer.box, inner.box, NESTED_SLACK_PT)) continue;
      const cell = outer.findCell(centre(inner.box).x, centre(inner.box).y);
      const box = outer.grid.cells[cell]?.box;
      if (box === undefined || !contains(box, inner.box, NESTED_SLACK_PT) || area(box) >= smallest || area(box) <= area(inner.box)) continue;
      smallest = area(box);
      inner.parent = { grid: outer, cell };
    }
  }
  return grids;
}

/** Whether a grid is one box around a page, or around tables, and so no table itself. */
function isMereFrame(grid: PlacedGrid, all: readonly PlacedGrid[], page: PageContent): boolean {
  if (grid.grid.cells.length > 1) return false;
  const [x0, y0, x1, y1] = grid.box;
  if (x1 - x0 >= PAGE_BORDER_SHARE * page.widthPt && y1 - y0 >= PAGE_BORDER_SHARE * page.heightPt) return true;
  return all.some((other) => other.parent?.grid === grid);
}

/** Puts each character into the innermost cell that holds its middle; gives back those in none. */
function assign(glyphs: readonly Glyph[], grids: readonly PlacedGrid[]): Glyph[] {
  const innermostFirst = grids.toSorted((a, b) => area(a.box) - area(b.box));
  return glyphs.filter((glyph) => {
    const { x, y } = centre(glyph.box);
    for (const grid of innermostFirst) {
      if (!holds(grid.box, x, y)) continue;
      const cell = grid.glyphs[grid.findCell(x, y)];
      if (cell === undefined) continue;
      cell.push(glyph);
      return false;
    }
    return true;
  });
}

function holdsText(grid: PlacedGrid, all: readonly PlacedGrid[]): boolean {
  return (
    grid.glyphs.some((glyphs) => glyphs.some((glyph) => !isBlank(glyph))) ||
    all.some((other) => other.parent?.grid === grid && holdsText(other, all))
  );
}

/** Tables from top to bottom, those level with each other from left to right, each followed by those nested in it. */
function inOrder(grids: readonly PlacedGrid[]): PlacedGrid[] {
  const children = (parent: PlacedGrid | undefined): PlacedGrid[] =>
    grids
      .filter((grid) => grid.parent?.grid === parent)
      .toSorted((a, b) => compareBoxes(a.box, b.box))
      .flatMap((grid) => [grid, ...children(grid)]);
  return children(undefined);
}

function compareBoxes(a: Box, b: Box): number {
  const level = overlap(a[1], a[3], b[1], b[3]) > Math.min(a[3] - a[1], b[3] - b[1]) / 2;
  return level ? a[0] - b[0] : a[1] - b[1];
}

/** A form in a frame, with level rules or none in it: its one column is no column, where its texts stand beside each other. */
function findFramedForm({ grid, box, glyphs, parent }: PlacedGrid, order: readonly PlacedGrid[], edges: readonly Edge[], page: number): RuledTable | undefined {
  const isOpen = !edges.some((edge) => edge.axis === "vertical" && edge.position > box[0] + EDGE_SLACK_PT && edge.position < box[2] - EDGE_SLACK_PT && overlap(edge.from, edge.to, box[1], box[3]) > EDGE_SLACK_PT);
  if (!isOpen || parent !== undefined || order.some((other) => other.parent?.grid.grid === grid)) return undefined;
  const inside = glyphs.flat();
  if (!isWideText(inside)) return undefined;
  const levels = edges.filter((edge) => edge.axis === "horizontal" && contains(box, levelBox(edge), EDGE_SLACK_PT));
  const table = buildForm(findRows(inside), levels, box, page, 1);
  return table === undefined ? undefined : { table, openTop: grid.openTop, openBottom: grid.openBottom };
}

function toTable(placed: PlacedGrid, order: readonly PlacedGrid[], page: number): RuledTable {
  const { grid, box, parent } = placed;
  const cell = parent?.grid.grid.cells[parent.cell];
  const table: Table = {
    kind: "table",
    at: [{ page, box: [...box] }],
    rowCount: grid.ys.length - 1,
    columnCount: grid.xs.length - 1,
    grid: "ruled",
    cells: grid.cells.map((_, index) => toCell(placed, index, page)),
    ...(parent === undefined || cell === undefined
      ? {}
      : { parent: { table: order.indexOf(parent.grid), row: cell.row, column: cell.column } }),
  };
  return { table, openTop: grid.openTop, openBottom: grid.openBottom };
}

function toCell(placed: PlacedGrid, index: number, page: number): Cell {
  const { row, column, rowSpan, columnSpan, box } = placed.grid.cells[index] ?? emptyCell;
  const { text, runs } = joinLines(findCellLines(placed.glyphs[index] ?? []), page, box[0], box[2]);
  return { row, column, rowSpan, columnSpan, text, at: [{ page, box: [...box] }], runs };
}

const emptyCell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, box: [0, 0, 0, 0] as Box };
