import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Table } from "../../src/document/document.ts";
import type { Glyph, PageContent, Ruling } from "../../src/document/page-content.ts";
import { joinPages, recoverPage } from "../../src/grid/index.ts";
import { frame, makePage, write } from "./pages.ts";
import { boxOfCell, drawCells, modelGrid, writeCells, type ModelGrid } from "./random-grid.ts";

function join(...pages: Partial<PageContent>[]): Block[] {
  return joinPages(pages.map((page, index) => recoverPage(makePage({ ...page, number: index + 1 }))));
}

function tables(blocks: readonly Block[]): Table[] {
  return blocks.filter((block) => block.kind === "table");
}

function rolesOf(blocks: readonly Block[]): [string, string | undefined][] {
  return blocks.flatMap((block) => (block.kind === "paragraph" ? [[block.text, block.role] as [string, string | undefined]] : []));
}

/** Rows of a table of two columns from `y` downwards, each 20 points high. */
function rows(texts: readonly (readonly [string, string])[], y: number): { glyphs: Glyph[]; rulings: Ruling[] } {
  return {
    glyphs: texts.flatMap(([left, right], row) => [...write(left, 54, y + 20 * row + 5), ...write(right, 154, y + 20 * row + 5)]),
    rulings: texts.flatMap((_, row) => [
      ...frame([50, y + 20 * row, 150, y + 20 * row + 20]),
      ...frame([150, y + 20 * row, 350, y + 20 * row + 20]),
    ]),
  };
}

const textsOf = (table: Table | undefined) => table?.cells.map((cell) => cell.text);

describe("tables over page breaks", () => {
  it("are one table", () => {
    const blocks = join(rows([["甲", "一"], ["乙", "二"]], 700), rows([["丙", "三"]], 60));
    expect(tables(blocks)).toHaveLength(1);
    expect(tables(blocks)[0]).toMatchObject({ rowCount: 3, columnCount: 2 });
    expect(textsOf(tables(blocks)[0])).toEqual(["甲", "一", "乙", "二", "丙", "三"]);
    expect(tables(blocks)[0]?.at.map((place) => "page" in place && place.page)).toEqual([1, 2]);
  });

  it("are two tables when something stands between them", () => {
    const next = rows([["丙", "三"]], 100);
    const blocks = join(rows([["甲", "一"]], 700), { ...next, glyphs: [...write("另一张表", 50, 60), ...next.glyphs] });
    expect(tables(blocks)).toHaveLength(2);
  });

  it("are two tables when their columns differ", () => {
    const blocks = join(rows([["甲", "一"]], 700), {
      glyphs: [...write("丙", 54, 65), ...write("三", 254, 65)],
      rulings: [...frame([50, 60, 250, 80]), ...frame([250, 60, 350, 80])],
    });
    expect(tables(blocks)).toHaveLength(2);
  });

  it("leave out a repeated header row, and keep its text as a header", () => {
    const blocks = join(rows([["名称", "数值"], ["甲", "一"]], 700), rows([["名称", "数值"], ["乙", "二"]], 60));
    expect(textsOf(tables(blocks)[0])).toEqual(["名称", "数值", "甲", "一", "乙", "二"]);
    expect(rolesOf(blocks)).toEqual([["名称 数值", "header"]]);
  });

  it("leave out a repeated header row also where a scan was read a little differently, on pages of another scale", () => {
    const doubtful = (page: { glyphs: Glyph[]; rulings: Ruling[] }) => ({ ...page, glyphs: page.glyphs.map((glyph) => ({ ...glyph, confidence: 0.9 })) });
    const lower = rows([["绩效指标名祢", "指标的目标值"], ["乙", "二"]], 60);
    const scaled = {
      glyphs: lower.glyphs,
      rulings: lower.rulings.map((line) => ({ ...line, x0: 1.015 * (line.x0 - 50) + 50, x1: 1.015 * (line.x1 - 50) + 50 })),
    };
    const blocks = join(doubtful(rows([["绩效指标名称", "指标的目标值"], ["甲", "一"]], 700)), doubtful(scaled));
    expect(textsOf(tables(blocks)[0])).toEqual(["绩效指标名称", "指标的目标值", "甲", "一", "乙", "二"]);
  });

  it("are one table though the dashes of a page number between its parts were read as points", () => {
    const numbered = ({ glyphs, rulings }: { glyphs: Glyph[]; rulings: Ruling[] }, text: string) => ({ rulings, glyphs: [...glyphs, ...write(text, 290, 815, 9)] });
    const blocks = join(numbered(rows([["甲", "一"]], 700), "-1."), numbered(rows([["乙", "二"]], 60), ".2"));
    expect(textsOf(tables(blocks)[0])).toEqual(["甲", "一", "乙", "二"]);
    expect(rolesOf(blocks)).toEqual([["-1.", "page-number"], [".2", "page-number"]]);
  });

  it("are one table though a scan's reader took a page number between its parts for letters", () => {
    const numbered = ({ glyphs, rulings }: { glyphs: Glyph[]; rulings: Ruling[] }, text: string) => ({
      source: "ocr" as const,
      rulings,
      glyphs: [...glyphs, ...write(text, 290, 815, 9)].map((glyph) => ({ ...glyph, confidence: 0.5 })),
    });
    const blocks = join(numbered(rows([["甲", "一"]], 700), "S-"), numbered(rows([["乙", "二"]], 60), "-2-"));
    expect(textsOf(tables(blocks)[0])).toEqual(["甲", "一", "乙", "二"]);
    expect(rolesOf(blocks)).toEqual([["S-", "page-number"], ["-2-", "page-number"]]);
  });

  it("join a cell that the break cut where no rule is drawn at the break", () => {
    const long = "这一段文字很长所以在页末断开没有写完整";
    const upper = rows([["概况", long]], 780);
    const blocks = join({ ...upper, rulings: upper.rulings.filter((line) => line.y0 !== 800 || line.y1 !== 800) }, rows([["", "后半句。"]], 40));
    expect(textsOf(tables(blocks)[0])).toEqual(["概况", `${long}后半句。`]);
    expect(tables(blocks)[0]?.cells[1]?.at).toHaveLength(2);
    const runs = tables(blocks)[0]?.cells[1]?.runs ?? [];
    expect(runs.map((run) => [run.from, run.to, "page" in run.at && run.at.page])).toEqual([
      [0, long.length, 1],
      [long.length, long.length + 4, 2],
    ]);
  });

  it("do not join rows of short texts below a merged label that goes on, though each fills its cell", () => {
    const upper = { glyphs: [...write("产出指标", 54, 785), ...write("数量指标", 154, 785)], rulings: [...frame([50, 780, 100, 800]), ...frame([150, 780, 200, 800]), ...frame([100, 780, 150, 800])] };
    const lower = { glyphs: write("质量指标", 154, 45), rulings: [...frame([50, 40, 100, 60]), ...frame([150, 40, 200, 60]), ...frame([100, 40, 150, 60])] };
    expect(textsOf(tables(join(upper, lower))[0])).toEqual(["产出指标", "", "数量指标", "", "质量指标"]);
  });

  it("do not join rows where a program leaves out the rule below each page's last row", () => {
    const upper = rows([["4", "甲乙"]], 780);
    const blocks = join({ ...upper, rulings: upper.rulings.filter((line) => line.y0 !== 800 || line.y1 !== 800) }, rows([["5", "丙丁"]], 40));
    expect(textsOf(tables(blocks)[0])).toEqual(["4", "甲乙", "5", "丙丁"]);
  });

  it("take the blank rest of a frame that is drawn on to the page's end for no row", () => {
    const upper = rows([["甲", "一"], ["乙", "二"]], 700);
    const blocks = join({ ...upper, rulings: [...upper.rulings, ...frame([50, 740, 350, 800])] }, rows([["丙", "三"]], 60));
    expect(tables(blocks)).toMatchObject([{ rowCount: 3, columnCount: 2 }]);
    expect(textsOf(tables(blocks)[0])).toEqual(["甲", "一", "乙", "二", "丙", "三"]);
  });

  it("join a merged label that the break cut", () => {
    const upper = { glyphs: [...write("产出", 54, 705), ...write("一", 154, 705), ...write("二", 154, 725)], rulings: [...frame([50, 700, 150, 740]), ...frame([150, 700, 350, 720]), ...frame([150, 720, 350, 740])] };
    const lower = { glyphs: [...write("三", 154, 45), ...write("四", 154, 65)], rulings: [...frame([50, 40, 150, 80]), ...frame([150, 40, 350, 60]), ...frame([150, 60, 350, 80])] };
    expect(tables(join(upper, lower))[0]?.cells[0]).toMatchObject({ text: "产出", row: 0, rowSpan: 4 });
  });

  it("put a nested table's parent where its row went", () => {
    const inner = { glyphs: write("内", 202, 87), rulings: [...frame([200, 85, 260, 100]), ...frame([200, 100, 260, 115])] };
    const outer = { glyphs: write("外", 54, 85), rulings: [...frame([50, 80, 150, 120]), ...frame([150, 80, 350, 120])] };
    const blocks = join(rows([["甲", "一"], ["乙", "二"]], 700), { glyphs: [...outer.glyphs, ...inner.glyphs], rulings: [...outer.rulings, ...inner.rulings] });
    expect(tables(blocks)[1]?.parent).toEqual({ table: 0, row: 2, column: 1 });
  });

  it("are whole again wherever a ruled grid is cut between two rows", () => {
    fc.assert(
      fc.property(modelGrid, fc.nat(20), (grid, at) => {
        const cut = cutBetweenRows(grid, at);
        fc.pre(cut !== undefined);
        const [upper, lower] = cut;
        const [table, ...others] = tables(join(drawAt(upper, 842), drawAt(lower, undefined)));
        expect(others).toEqual([]);
        expect(table?.cells.map(({ row, column, rowSpan, columnSpan, text }) => ({ row, column, rowSpan, columnSpan, text }))).toEqual(grid.cells);
      }),
    );
  });
});

/** Two grids of which one is the other's continuation, where some line between rows crosses no merged cell and both have all columns. */
function cutBetweenRows(grid: ModelGrid, at: number): [ModelGrid, ModelGrid] | undefined {
  const rowCount = grid.ys.length - 1;
  if (rowCount < 2) return undefined;
  const line = 1 + (at % (rowCount - 1));
  if (grid.cells.some((cell) => cell.row < line && cell.row + cell.rowSpan > line)) return undefined;
  const top = grid.ys[line] ?? 0;
  const lower = grid.cells.filter((cell) => cell.row >= line).map((cell) => ({ ...cell, row: cell.row - line }));
  const upper = grid.cells.filter((cell) => cell.row < line);
  if (!shareColumns(upper, lower)) return undefined;
  return [
    { xs: grid.xs, ys: grid.ys.slice(0, line + 1), cells: upper },
    { xs: grid.xs, ys: grid.ys.slice(line).map((y) => y - top + 50), cells: lower },
  ];
}

/** Whether at least half of the column lines inside the part with fewer of them are in the other too: else nothing shows that they are one. */
function shareColumns(a: ModelGrid["cells"], b: ModelGrid["cells"]): boolean {
  const linesOf = (cells: ModelGrid["cells"]) => new Set(cells.map((cell) => cell.column).filter((column) => column > 0));
  const [few, many] = [linesOf(a), linesOf(b)].sort((x, y) => x.size - y.size);
  return few !== undefined && many !== undefined && [...few].filter((line) => many.has(line)).length * 2 >= few.size;
}

/** A grid as a page's content, moved so that it ends at the page's foot. */
function drawAt(grid: ModelGrid, foot: number | undefined): Partial<PageContent> {
  const shift = foot === undefined ? 0 : foot - 40 - (grid.ys.at(-1) ?? 0);
  const moved = { ...grid, ys: grid.ys.map((y) => y + shift) };
  expect(boxOfCell(moved, { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text: "" })[1]).toBeGreaterThan(-400);
  return { rulings: drawCells(moved), glyphs: writeCells(moved) };
}

describe("paragraphs over page breaks", () => {
  const foot = (text: string) => ({ glyphs: [...write("一整行写满了的正文用来显示右边界", 60, 740), ...write(text, 60, 756)] });

  it("are one where the sentence goes on", () => {
    const blocks = join(foot("这一句话在页末没有写完它还要接着"), { glyphs: write("写到下一页。", 60, 60) });
    expect(rolesOf(blocks).map(([text]) => text)).toEqual(["一整行写满了的正文用来显示右边界这一句话在页末没有写完它还要接着写到下一页。"]);
    expect(blocks[0]?.at).toHaveLength(2);
  });

  it("are two where the sentence ended or the line was not full", () => {
    expect(join(foot("这一句话在页末已经写完了没有下文。"), { glyphs: write("下一页另起。", 60, 60) })).toHaveLength(2);
    expect(join(foot("短的标题"), { glyphs: write("下一页另起。", 60, 60) })).toHaveLength(2);
  });
});

describe("what stands in the margins", () => {
  const page = (number: number, body: string): Partial<PageContent> => ({
    glyphs: [...write("某市绩效申报", 60, 30, 9), ...write(body, 60, 300), ...write(`- ${number} -`, 290, 810, 9)],
  });

  it("is told by its place and its repetition", () => {
    const roles = rolesOf(join(page(1, "正文甲"), page(2, "正文乙"), page(3, "正文丙")));
    expect(roles.filter(([, role]) => role === "header")).toHaveLength(3);
    expect(roles.filter(([, role]) => role === "page-number").map(([text]) => text)).toEqual(["- 1 -", "- 2 -", "- 3 -"]);
    expect(roles.filter(([, role]) => role === undefined).map(([text]) => text)).toEqual(["正文甲", "正文乙", "正文丙"]);
  });

  it("does not keep a table from going on", () => {
    const upper = rows([["甲", "一"]], 740);
    const lower = rows([["乙", "二"]], 60);
    const blocks = join(
      { ...upper, glyphs: [...upper.glyphs, ...write("第 1 页 共 2 页", 260, 815, 9)] },
      { ...lower, glyphs: [...write("某市绩效申报", 60, 30, 9), ...lower.glyphs, ...write("第 2 页 共 2 页", 260, 815, 9)] },
      page(3, "正文"),
    );
    expect(tables(blocks)).toHaveLength(1);
  });

  it("is no running head where it is set as a title", () => {
    const titled = (body: string) => ({ glyphs: [...write("申报表", 200, 30, 18), ...write(body, 60, 300), ...write(body, 60, 330)] });
    expect(rolesOf(join(titled("甲乙丙丁"), titled("戊己庚辛"))).some(([, role]) => role !== undefined)).toBe(false);
  });

  it("is text where it stands on one page alone", () => {
    expect(rolesOf(join({ glyphs: [...write("附件2", 60, 30), ...write("正文", 60, 300)] }))).toEqual([["附件2", undefined], ["正文", undefined]]);
  });
});
