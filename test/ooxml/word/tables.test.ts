import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeGrid, type GridCell } from "../../../src/ooxml/word/merge-grid.ts";
import { cellsOf, paragraphTexts, readExpecting, tablesOf } from "./read-document.ts";
import { cell, control, paragraph, row, run, table, writeDocx } from "./write-docx.ts";

function readTable(rows: readonly string[]): string[] {
  return cellsOf(tablesOf(readExpecting(writeDocx(table(rows))))[0]);
}

test("cells stand in the grid column where their spans put them", () => {
  const rows = [row([cell("甲", '<w:gridSpan w:val="2"/>'), cell("乙")]), row([cell("丙"), cell("丁", '<w:gridSpan w:val="2"/>')])];
  expect(readTable(rows)).toEqual(["0,0 1×2 甲", "0,2 1×1 乙", "1,0 1×1 丙", "1,1 1×2 丁"]);
});

test("a row that leaves out columns at its ends does not shift", () => {
  const rows = [
    row([cell("甲"), cell("乙"), cell("丙")]),
    row([cell("丁")], '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
  ];
  const [first] = tablesOf(readExpecting(writeDocx(table(rows))));
  expect(cellsOf(first)).toContain("1,1 1×1 丁");
  expect(first).toMatchObject({ rowCount: 2, columnCount: 3, grid: "ruled" });
});

test("rows of different width that do not say how they line up make a ragged grid", () => {
  const [first] = tablesOf(readExpecting(writeDocx(table([row([cell("甲"), cell("乙")]), row([cell("丙")])]))));
  expect(first).toMatchObject({ columnCount: 2, grid: "ragged" });
});

test("a cell merged downwards is one cell, and text in its lower parts is kept", () => {
  const rows = [
    row([cell("产出", '<w:vMerge w:val="restart"/>'), cell("数量")]),
    row([cell("指标", "<w:vMerge/>"), cell("质量")]),
    row([cell("", '<w:vMerge w:val="continue"/>'), cell("时效")]),
  ];
  expect(readTable(rows)).toEqual(["0,0 3×1 产出\n指标", "0,1 1×1 数量", "1,1 1×1 质量", "2,1 1×1 时效"]);
});

test("a cell merged sideways the old way is one cell", () => {
  const rows = [row([cell("甲", '<w:hMerge w:val="restart"/>'), cell("乙", "<w:hMerge/>"), cell("丙")])];
  expect(readTable(rows)).toEqual(["0,0 1×2 甲\n乙", "0,2 1×1 丙"]);
});

test("a part that goes on with nothing above it stands for itself", () => {
  expect(readTable([row([cell("甲", "<w:vMerge/>")]), row([cell("乙")])])).toEqual(["0,0 1×1 甲", "1,0 1×1 乙"]);
});

test("rows and cells inside content controls count", () => {
  const rows = [control("", row([cell("甲"), control("", cell("乙"))])), row([cell("丙"), cell("丁")])];
  expect(readTable(rows)).toEqual(["0,0 1×1 甲", "0,1 1×1 乙", "1,0 1×1 丙", "1,1 1×1 丁"]);
});

test("a nested table follows its parent and names its cell, and its text is not doubled", () => {
  const inner = table([row([cell("内")])]);
  const body = table([row([cell("外"), cell(paragraph("前") + inner + paragraph("后"))])]) + table([row([cell("次")])]);
  const tables = tablesOf(readExpecting(writeDocx(body)));
  expect(tables.map(cellsOf)).toEqual([["0,0 1×1 外", "0,1 1×1 前\n后"], ["0,0 1×1 内"], ["0,0 1×1 次"]]);
  expect(tables.map((each) => each.parent)).toEqual([undefined, { table: 0, row: 0, column: 1 }, undefined]);
  expect(tables[2]?.cells[0]?.at).toEqual([{ table: 2, row: 0, column: 0 }]);
});

test("a run's place has the paragraph, empty paragraphs counted, and a break in a cell is a line feed", () => {
  const body = table([row([cell(paragraph("一") + paragraph("") + paragraph(`${run("二")}<w:r><w:br/></w:r>${run("三")}`))])]);
  const [first] = tablesOf(readExpecting(writeDocx(body)))[0]?.cells ?? [];
  expect(first?.text).toBe("一\n二\n三");
  expect(first?.runs).toEqual([
    { from: 0, to: 1, at: { table: 0, row: 0, column: 0, paragraph: 0 } },
    { from: 2, to: 5, at: { table: 0, row: 0, column: 0, paragraph: 2 } },
  ]);
});

test("a hidden row is kept apart, a deleted one is left out, each with a finding", () => {
  const rows = [row([cell("甲")]), row([cell("乙")], "<w:hidden/>"), row([cell("丙")], '<w:del w:id="1" w:author="a"/>')];
  const blocks = readExpecting(writeDocx(table(rows)), "text-hidden", "text-deleted");
  expect(cellsOf(tablesOf(blocks)[0])).toEqual(["0,0 1×1 甲"]);
  expect(paragraphTexts(blocks)).toEqual(["hidden:乙"]);
});

test("a caption is the table's name", () => {
  const body = table([row([cell("甲")])]).replace("<w:tblPr/>", '<w:tblPr><w:tblCaption w:val="绩效表"/></w:tblPr>');
  expect(tablesOf(readExpecting(writeDocx(body)))[0]?.name).toBe("绩效表");
});

test("absurd spans are bounded", () => {
  const [first] = tablesOf(readExpecting(writeDocx(table([row([cell("甲", '<w:gridSpan w:val="999999999"/>')])]))));
  expect(first?.columnCount).toBeLessThanOrEqual(1024);
});

const merges = fc.constantFrom("restart" as const, "continue" as const, undefined);
const gridRow = fc
  .array(fc.record({ columnSpan: fc.integer({ min: 1, max: 3 }), vertical: merges, horizontal: merges }), { maxLength: 5 })
  .map((cells) => {
    let column = 0;
    return cells.map((each): GridCell<string> => {
      const placed = { ...each, column, content: "x" };
      column += each.columnSpan;
      return placed;
    });
  });

test("merged cells never overlap and hold every part, whatever the marks say", () => {
  fc.assert(
    fc.property(fc.array(gridRow, { maxLength: 6 }), (rows) => {
      const cells = mergeGrid(rows);
      const taken = new Set<string>();
      for (const { row: top, column, rowSpan, columnSpan } of cells) {
        for (let r = top; r < top + rowSpan; r += 1) {
          for (let c = column; c < column + columnSpan; c += 1) {
            expect(taken.has(`${r},${c}`)).toBe(false);
            taken.add(`${r},${c}`);
          }
        }
      }
      expect(cells.flatMap((each) => each.contents)).toHaveLength(rows.flat().length);
    }),
  );
});
