import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Table } from "../../src/document/document.ts";
import type { Ruling } from "../../src/document/page-content.ts";
import { recoverBlocks } from "../../src/grid/index.ts";
import { frame, level, makePage, upright, write } from "./pages.ts";
import { drawCells, modelGrid, writeCells, type ModelGrid } from "./random-grid.ts";

function tablesOf(rulings: readonly Ruling[], glyphs = writeCells({ xs: [], ys: [], cells: [] })): Table[] {
  return recoverBlocks(makePage({ rulings, glyphs })).filter((block) => block.kind === "table");
}

function shape(table: Table | undefined) {
  return table?.cells.map(({ row, column, rowSpan, columnSpan, text }) => ({ row, column, rowSpan, columnSpan, text }));
}

/** Numbers from -1 to 1 that follow from their index, so that a counterexample can be repeated. */
function noise(seed: number, index: number): number {
  const value = Math.sin(seed * 12.9898 + index * 78.233) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}

function expectSameCells(grid: ModelGrid, rulings: readonly Ruling[]) {
  const tables = tablesOf(rulings, writeCells(grid));
  expect(tables.map(shape)).toEqual([grid.cells]);
}

describe("tables of ruling lines", () => {
  it("gives back the cells and spans of any ruled grid", () => {
    fc.assert(fc.property(modelGrid, (grid) => { expectSameCells(grid, drawCells(grid)); }));
  });

  it("does not mind lines that are a little off, too long or too short", () => {
    fc.assert(
      fc.property(modelGrid, fc.nat(1000), (grid, seed) => {
        const rulings = drawCells(grid).map((line, index) => {
          const off = noise(seed, index);
          const end = 2 * noise(seed, index + 0.5);
          return line.y0 === line.y1
            ? { ...line, y0: line.y0 + off, y1: line.y1 + off, x0: line.x0 - end, x1: line.x1 + end }
            : { ...line, x0: line.x0 + off, x1: line.x1 + off, y0: line.y0 - end, y1: line.y1 + end };
        });
        expectSameCells(grid, rulings);
      }),
    );
  });

  it("takes double lines as one", () => {
    fc.assert(
      fc.property(modelGrid, fc.double({ min: 0.5, max: 4, noNaN: true }), (grid, apart) => {
        const rulings = drawCells(grid).flatMap((line) =>
          line.y0 === line.y1
            ? [-apart / 2, apart / 2].map((dy) => ({ ...line, y0: line.y0 + dy, y1: line.y1 + dy }))
            : [-apart / 2, apart / 2].map((dx) => ({ ...line, x0: line.x0 + dx, x1: line.x1 + dx })),
        );
        expectSameCells(grid, rulings);
      }),
    );
  });

  it("reads dashed lines", () => {
    fc.assert(
      fc.property(modelGrid, fc.integer({ min: 1, max: 4 }), (grid, dash) => {
        expectSameCells(grid, drawCells(grid).flatMap((line) => dashes(line, dash)));
      }),
    );
  });

  it("keeps side-by-side tables apart", () => {
    const glyphs = [...write("甲", 52, 52), ...write("乙", 302, 52)];
    const left = [...frame([50, 50, 100, 70]), ...frame([50, 70, 100, 90])];
    const right = [...frame([300, 50, 350, 70]), ...frame([300, 70, 350, 90])];
    expect(tablesOf([...left, ...right], glyphs).map((table) => table.cells.map((cell) => cell.text))).toEqual([["甲", ""], ["乙", ""]]);
  });

  it("names the cell in which a nested table stands, and leaves its text to it", () => {
    const glyphs = [...write("外", 52, 52), ...write("内", 122, 62)];
    const outer = [...frame([50, 50, 100, 120]), ...frame([100, 50, 250, 120])];
    const inner = [...frame([120, 60, 170, 80]), ...frame([120, 80, 170, 100])];
    const tables = tablesOf([...outer, ...inner], glyphs);
    expect(tables.map((table) => table.cells.map((cell) => cell.text))).toEqual([["外", ""], ["内", ""]]);
    expect(tables[1]?.parent).toEqual({ table: 0, row: 0, column: 1 });
  });

  it("closes the sides that a table leaves open", () => {
    const rulings = [level(50, 50, 250), level(70, 50, 250), level(90, 50, 250), upright(150, 50, 90)];
    const glyphs = [...write("一", 55, 55), ...write("二", 155, 55), ...write("三", 55, 75), ...write("四", 155, 75)];
    expect(shape(tablesOf(rulings, glyphs)[0])?.map((cell) => cell.text)).toEqual(["一", "二", "三", "四"]);
  });

  it("does not take a line under a word as a row", () => {
    const glyphs = [...write("姓名", 55, 55), ...write("某某", 155, 55)];
    const rulings = [...frame([50, 50, 150, 90]), ...frame([150, 50, 250, 90]), level(67, 155, 200)];
    expect(tablesOf(rulings, glyphs)[0]?.rowCount).toBe(1);
  });
});

function dashes(line: Ruling, dash: number): Ruling[] {
  const length = Math.max(line.x1 - line.x0, line.y1 - line.y0);
  const pieces: Ruling[] = [];
  for (let from = 0; from < length; from += 2 * dash) {
    const to = Math.min(length, from + dash);
    pieces.push(
      line.y0 === line.y1
        ? { ...line, x0: line.x0 + from, x1: line.x0 + to }
        : { ...line, y0: line.y0 + from, y1: line.y0 + to },
    );
  }
  return pieces;
}
