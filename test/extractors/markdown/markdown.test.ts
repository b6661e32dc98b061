import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import type { Nodes } from "mdast";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { markdownExtractor } from "../../../extractors/markdown/index.ts";
import type { Document } from "../../../src/document/document.ts";
import { checkNothingLost, checkPlaces, getTable, listOwners, listParagraphs, squeeze, toRows } from "../text/place-checks.ts";

function read(text: string): Promise<Document> {
  return markdownExtractor.extract({ bytes: new TextEncoder().encode(text), fileName: "a.md" }, "markdown");
}

async function readParagraphs(text: string): Promise<string[]> {
  return listParagraphs(await read(text));
}

async function readRows(text: string): Promise<string[][]> {
  return toRows(getTable(await read(text)));
}

/** What a Markdown reader by the book shows of a node. */
function show(node: Nodes): string {
  if (node.type === "break") return "\n";
  if (node.type === "html") return "";
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(show).join("") : "";
}

function showByTheBook(text: string): string {
  return squeeze(show(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })));
}

const phrase = fc.stringMatching(/^[甲乙丙丁年度资金0-9A-Za-z（）：，。%]{1,10}( {1,2}[甲乙0-9]{1,4})?$/u);

describe("pipe tables", () => {
  test("the header is row 0 and the line under it is markup", async () => {
    const document = await read("| 指标 | 值 |\n|:----|---:|\n| 数量 | ≥5 |\n");
    expect(toRows(getTable(document))).toEqual([["指标", "值"], ["数量", "≥5"]]);
    expect(getTable(document).grid).toBe("ragged");
  });

  test("a header without a printed character is no row, and rules below or between rows are markup", async () => {
    expect(await readRows("|   |  |\n|---|--|\n| 甲 | 1 |\n|---|--|\n| 乙 | |\n|---|--|\n")).toEqual([["甲", "1"], ["乙", ""]]);
  });

  test("a row of single dashes is a row", async () => {
    expect(await readRows("| 名称 | 金额 |\n|-|-|\n| - | - |\n")).toEqual([["名称", "金额"], ["-", "-"]]);
  });

  test("cells stay where they are printed in rows with fewer or more of them than the header", async () => {
    expect(await readRows("| a | b | c |\n|---|---|---|\n| 1 |\n| 1 | | 3 | 4 |\n")).toEqual([["a", "b", "c"], ["1"], ["1", "", "3", "4"]]);
  });

  test("pipes at the ends of a row may be missing", async () => {
    expect(await readRows("指标 | 值\n--- | ---\n数量 | 5\n质量 |\n")).toEqual([["指标", "值"], ["数量", "5"], ["质量"]]);
  });

  test("a framed row makes a table also without a line under the header", async () => {
    expect(await readRows("| 名称 | 甲 |\n| 编码 | 1 |\n")).toEqual([["名称", "甲"], ["编码", "1"]]);
  });

  test("an escaped pipe is text", async () => {
    expect(await readRows("| a \\| b | `c \\| d` |\n|---|---|\n")).toEqual([["a | b", "c \\| d"]]);
  });

  test("a paragraph ends a table, a blank line before more framed rows does not", async () => {
    const document = await read("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n完\n\n| c | d |\n|---|---|\n");
    expect(document.blocks.map((block) => (block.kind === "table" ? toRows(block) : block.text))).toEqual([
      [["a", "b"], ["1", "2"], ["3", "4"]],
      "完",
      [["c", "d"]],
    ]);
  });

  test("a cell may run over lines up to the pipe that closes its row", async () => {
    expect(await readRows("| 目标 | 说明 |\n|---|---|\n| 1、甲\n2、乙 | 丙\n丁 |\n| 3 | 4 |\n")).toEqual([["目标", "说明"], ["1、甲\n2、乙", "丙\n丁"], ["3", "4"]]);
  });

  test("HTML paragraphs, breaks and lists in cells become line feeds", async () => {
    expect(await readRows("| 内容 | <p>1、甲；</p> <p>2、乙</p> |\n|--|--|\n| x<br>y<BR/>z | <ul><li>丙</li><li>丁</li></ul> |\n")).toEqual([
      ["内容", "1、甲；\n2、乙"],
      ["x\ny\nz", "丙\n丁"],
    ]);
  });

  test("any table comes back cell for cell, each run in its place", async () => {
    const cell = fc.oneof(phrase, fc.constant(""), fc.tuple(phrase, phrase).map((lines) => lines.join("<br>")));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 2, maxLength: 8 });
    const shape = fc.record({ rows, framed: fc.boolean(), end: fc.constantFrom("\n", "\r\n"), pad: fc.constantFrom("", " ", "   ") });
    await fc.assert(
      fc.asyncProperty(shape, async ({ rows: cells, framed, end, pad }) => {
        fc.pre(cells.every((row) => row[0] !== "" && row.at(-1) !== ""));
        const frame = framed ? "|" : "";
        const write = (row: string[]): string => `${frame}${pad}${row.join(`${pad}|${pad}`)}${pad}${frame}`;
        const [header = [], ...body] = cells;
        const text = ["# 题目", "", write(header), write(header.map(() => "---")), ...body.map(write), "", "完"].join(end);
        const document = await read(text);
        expect(toRows(getTable(document))).toEqual(cells.map((row) => row.map((cellText) => cellText.replaceAll("<br>", "\n"))));
        expect(listParagraphs(document)).toEqual(["题目", "完"]);
        checkPlaces(document, text);
      }),
    );
  });
});

describe("tables written with tabs", () => {
  test("are read among headings, one row to a line or one cell to a line", async () => {
    const document = await read("# 题目\n\n名称\t甲\t\n\n金额\t<p>1</p><p>2</p>\n## 续\n\t指标\n\t数量\n\t\n\n\t值\n\t\n\t\n\n完\n");
    expect(document.blocks.map((block) => (block.kind === "table" ? toRows(block) : block.text))).toEqual([
      "题目",
      [["名称", "甲", ""], ["金额", "1\n2"]],
      "续",
      [["指标", "数量"], ["值", ""]],
      "完",
    ]);
  });

  test("a tab behind the mark of a list item is no column", async () => {
    expect(await readParagraphs("1.\t甲\n-\t乙\n\t- 丙\n\n\t丁\n")).toEqual(["1.\t甲", "乙", "丙", "丁"]);
  });
});

describe("HTML tables", () => {
  test("spans put cells where a browser would", async () => {
    const document = await read('<html><body><table><tr><td rowspan="2">资金</td><td colspan=2>合计</td></tr><tr><td>1</td><td>2</td></tr></table></body></html>');
    const table = getTable(document);
    expect([table.rowCount, table.columnCount, table.grid]).toEqual([2, 3, "ruled"]);
    expect(table.cells.map(({ row, column, rowSpan, columnSpan, text }) => [row, column, rowSpan, columnSpan, text])).toEqual([
      [0, 0, 2, 1, "资金"],
      [0, 1, 1, 2, "合计"],
      [1, 1, 1, 1, "1"],
      [1, 2, 1, 1, "2"],
    ]);
    expect(document.blocks.length).toBe(1);
  });

  test("what stands before, inside and behind the table on its lines is kept in order", async () => {
    const document = await read("前 <table><caption>表 1</caption>\n<tr><th>a<th>b\n<tr><td>1<td>&lt;2<br>3</table> 后\n\n下");
    expect(document.blocks.map((block) => (block.kind === "table" ? toRows(block) : block.text))).toEqual([
      "前",
      "表 1",
      [["a", "b"], ["1", "<2\n3"]],
      "后",
      "下",
    ]);
    expect(getTable(document).cells[3]?.at).toEqual([{ line: 3, from: 13, to: 23 }]);
  });

  test("a table in a cell follows its table and names its cell", async () => {
    const document = await read("| a | b |\n|--|--|\n\n<table><tr><td>外</td><td>左<table><tr><td>内</td></tr></table>右</td></tr></table>\n");
    expect(toRows(getTable(document, 1))).toEqual([["外", "左\n右"]]);
    expect(getTable(document, 2)).toMatchObject({ parent: { table: 1, row: 0, column: 1 }, cells: [{ text: "内" }] });
  });

  test("a span that would run over another cell is cut", async () => {
    const document = await read("<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=9>c</td></tr></table>");
    expect(getTable(document).cells.map(({ column, columnSpan }) => [column, columnSpan])).toEqual([[0, 1], [1, 1], [0, 1]]);
  });

  test("a table that is never closed reaches to the end of the file", async () => {
    expect(await readRows("<table><tr><td>甲</td><td>乙")).toEqual([["甲", "乙"]]);
  });

  test("any grid of spans written as HTML comes back", async () => {
    const size = fc.record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 5 }), cuts: fc.array(fc.nat(99), { minLength: 60, maxLength: 60 }) });
    await fc.assert(
      fc.asyncProperty(size, async ({ rows, columns, cuts }) => {
        const cells = makeSpans(rows, columns, cuts);
        const html = Array.from({ length: rows }, (_, row) => `<tr>${cells.filter((cell) => cell.row === row).map(writeCell).join("")}</tr>`).join("\n");
        const document = await read(`<table border="1">${html}</table>`);
        expect(getTable(document).cells.map(({ row, column, rowSpan, columnSpan, text }) => ({ row, column, rowSpan, columnSpan, text }))).toEqual(cells);
      }),
    );
  });
});

interface Span {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
}

/** Fills a grid with cells of spans drawn from `cuts`, none over another; every row has a cell that starts in it. */
function makeSpans(rows: number, columns: number, cuts: readonly number[]): Span[] {
  const taken = new Set<string>();
  const cells: Span[] = [];
  let drawn = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (taken.has(`${row},${column}`)) continue;
      const wanted = 1 + ((cuts[drawn++ % cuts.length] ?? 0) % 3);
      let columnSpan = 1;
      while (columnSpan < wanted && column + columnSpan < columns && !taken.has(`${row},${column + columnSpan}`)) columnSpan += 1;
      const rowSpan = Math.min(rows - row, 1 + ((cuts[drawn++ % cuts.length] ?? 0) % 3));
      for (let y = row; y < row + rowSpan; y += 1) for (let x = column; x < column + columnSpan; x += 1) taken.add(`${y},${x}`);
      cells.push({ row, column, rowSpan, columnSpan, text: `格${row}-${column}` });
    }
  }
  return cells;
}

function writeCell({ rowSpan, columnSpan, text }: Span): string {
  return `<td rowspan="${rowSpan}" colspan='${columnSpan}'>${text}</td>`;
}

describe("blocks", () => {
  test("headings have their role, whichever way they are marked", async () => {
    const document = await read("# 一 级 #\n二级\n---\n三级\n===\n#不是\n");
    expect(document.blocks).toMatchObject([
      { text: "一 级", role: "heading" },
      { text: "二级", role: "heading" },
      { text: "三级", role: "heading" },
      { text: "#不是" },
    ]);
  });

  test("numbers of lists are text, bullets and marks of quotes are not", async () => {
    expect(await readParagraphs("1. 甲\n2) 乙\n- 丙\n  * 丁\n> 戊\n> 己\n- [x] 庚\n- [ ] 辛\n")).toEqual(["1. 甲", "2) 乙", "丙", "丁 戊 己", "☑ 庚", "☐ 辛"]);
  });

  test("a line end is a blank, a hard break a line feed, a blank line ends the paragraph", async () => {
    expect(await readParagraphs("甲\n乙  \n丙\\\n丁\n\n戊")).toEqual(["甲 乙\n丙\n丁", "戊"]);
  });

  test("a rule is markup, a page number is not", async () => {
    expect(await readParagraphs("甲\n\n***\n\n- 3 -\n\n* * *\n")).toEqual(["甲", "- 3 -"]);
  });

  test("what a fence holds is text as it stands, and Markdown where the fence says so", async () => {
    const document = await read("```\n# 甲 *乙*\n| x | y |\n```\n```markdown\n# 丙\n```\n");
    expect(document.blocks).toMatchObject([{ text: "# 甲 *乙*\n| x | y |" }, { text: "丙", role: "heading" }]);
  });
});

describe("inline markup", () => {
  test.each([
    ["**项目名称：**某项目", "项目名称：某项目"],
    ["*甲* _乙_ ***丙*** ~~丁~~ **产出**指标", "甲 乙 丙 丁 产出指标"],
    ["总计(2020_项目_支出)", "总计(2020_项目_支出)"],
    ["50*3*12 数量*单价*月", "50*3*12 数量*单价*月"],
    ["签字：______ 日期：____", "签字：______ 日期：____"],
    ["100~200 ~~ 5", "100~200 ~~ 5"],
    ["[通知](https://a.cn/b) ![图](x.png \"t\") <https://a.cn>", "通知 图 https://a.cn"],
    ["国办发[2018](45)号 [1] [x][y]", "国办发[2018](45)号 [1] [x][y]"],
    ["`a*b*` `` ` `` `c", "a*b* ` `c"],
    ["\\*甲\\* \\# 1\\. \\甲", "*甲* # 1. \\甲"],
    ["&lt;甲&gt;&nbsp;&#9745; &foo;", "<甲> ☑ &foo;"],
    ["<b>甲</b><sup>2</sup> <工作方案> a<b", "甲2 <工作方案> a<b"],
    ["$800 \\times 50$ 与 $5", "800 × 50 与 $5"],
    ["甲<!-- 第 1 页 -->乙", "甲乙"],
    ["**甲 *乙", "**甲 *乙"],
  ])("%j shows %j", async (text, expected) => {
    expect((await readParagraphs(text)).map((paragraph) => paragraph.replaceAll("\u00a0", " "))).toEqual([expected]);
  });

  test("runs lie exactly on the characters that markup leaves", async () => {
    const document = await read("x\n\n**甲** [乙](http://a.b) \\*丙 &ge;5");
    const runs = listOwners(document.blocks)[1]?.runs;
    expect(runs?.map(({ at }) => at)).toEqual([
      { line: 3, from: 2, to: 3 },
      { line: 3, from: 7, to: 8 },
      { line: 3, from: 23, to: 25 },
      { line: 3, from: 26, to: 30 },
      { line: 3, from: 30, to: 31 },
    ]);
  });

  test("a reader by the book shows the same characters", async () => {
    const part = fc.oneof(phrase, phrase.map((text) => `**${text}**`), phrase.map((text) => `[${text}](http://a.cn/b)`), fc.constantFrom("\\*", "&amp;", "`a|b`", "*", "_", "“", "<br>", "&", "[", "]", "~~"));
    const line = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => `甲 ${parts.join(" ")} 乙`);
    const text = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n\n"));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const document = await read(value);
        expect(squeeze(listOwners(document.blocks).map((owner) => owner.text).join(""))).toBe(showByTheBook(value));
      }),
      { numRuns: 300 },
    );
  });
});

describe("any text", () => {
  test("without markup keeps every printed character once and in order", async () => {
    const line = fc.array(fc.oneof(phrase, fc.constantFrom(" ", "\t", "*", "_", "&", "<甲>", "。", "$", "\u3000")), { maxLength: 6 }).map((parts) => `甲${parts.join(" ")}`);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 10 }), fc.constantFrom("\n", "\r\n", "\n\n"), async (lines, end) => {
        const text = lines.join(end);
        fc.pre(!/\$.*\$/s.test(text) && !/[*_]\S|\S[*_]/.test(text));
        const document = await read(text);
        checkPlaces(document, text);
        checkNothingLost(document, text);
      }),
    );
  });

  test("is read in time that does not grow with the square of its marks", async () => {
    const started = performance.now();
    for (const mark of ["<!-- ", "$a ", "<table ", "<table>", "*a ", "a**b ", "[", "![a](", "`", "|", "| a\n", ">", "- ", "\\(", "<td>", "<table\n", "<table>\n", "---", "| ---", "``a ", "](a", "&a"]) {
      await read(`甲${mark.repeat(50_000)}`);
    }
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
