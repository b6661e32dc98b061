import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textExtractor } from "../../../extractors/text/index.ts";
import type { Document } from "../../../src/document/document.ts";
import { checkNothingLost, checkPlaces, getTable, listOwners, listParagraphs, sliceAt, squeeze, toRows } from "./place-checks.ts";

function read(text: string): Promise<Document> {
  return textExtractor.extract({ bytes: new TextEncoder().encode(text), fileName: "a.txt" }, "text");
}

const words = fc.stringMatching(/^[甲乙丙丁年度资金0-9A-Za-z（）：，。%.-]{1,12}$/u);
const phrase = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("  "));

describe("tables written one cell to a line", () => {
  test("each line behind a tab is a cell, and a lone tab before a blank line ends the row", async () => {
    const document = await read("表头\n\t名称\n\t甲\n\t\n\n\t金额\n\t\n\t12\n\t\n\n尾\n");
    expect(toRows(getTable(document))).toEqual([["名称", "甲"], ["金额", "", "12"]]);
    expect(listParagraphs(document)).toEqual(["表头", "尾"]);
  });

  test("of several lone tabs only the last ends the row; the others are blank cells", async () => {
    const document = await read("\t编码\n\t\n\t\n\n\t\n\t\n\t\n");
    expect(toRows(getTable(document))).toEqual([["编码", ""], ["", ""]]);
  });

  test("lines without a tab continue the cell, blank lines between them too", async () => {
    const document = await read("\t申请\n\n（万元）\n\t年份\n\t\n\n\t意见\n\t（盖章）\n\n年 月 日\n\t\n\n");
    expect(toRows(getTable(document))).toEqual([["申请\n（万元）", "年份"], ["意见", "（盖章）\n年 月 日"]]);
  });

  test("a table cut off in a row keeps the cells there are", async () => {
    const document = await read("\t名称\n\t甲\n\t\n\n\t编码\n\t0");
    expect(toRows(getTable(document))).toEqual([["名称", "甲"], ["编码", "0"]]);
  });

  test("a tab inside a cell is a blank", async () => {
    const document = await read("\t名称\n\t甲\n\t\n\n\t填报人：\t乙\n\t日期\n\t\n\n\t编码\n\t0\n\t\n\n");
    expect(toRows(getTable(document))).toEqual([["名称", "甲"], ["填报人：\t乙", "日期"], ["编码", "0"]]);
  });

  test("any such table comes back cell for cell, each run in its place", async () => {
    const paragraphs = fc.array(phrase, { minLength: 1, maxLength: 3 });
    const cell = fc.oneof({ weight: 3, arbitrary: paragraphs }, { weight: 1, arbitrary: fc.constant<string[]>([]) });
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });
    const shape = fc.record({ rows, gap: fc.constantFrom("\n", "\n\n"), end: fc.constantFrom("\n", "\r\n"), after: fc.array(phrase, { maxLength: 2 }) });
    await fc.assert(
      fc.asyncProperty(shape, async ({ rows: cells, gap, end, after }) => {
        fc.pre(cells.flat(2).length > 0);
        const table = cells.map((row) => `${row.map((lines) => `\t${lines.join(gap)}\n`).join("")}\t\n\n`).join("");
        const text = `${table}${after.join("\n")}`.replaceAll("\n", end);
        const document = await read(text);
        expect(toRows(getTable(document))).toEqual(cells.map((row) => row.map((lines) => lines.join("\n"))));
        expect(listParagraphs(document)).toEqual(after);
        checkPlaces(document, text);
        checkNothingLost(document, text);
      }),
    );
  });
});

describe("tables written one row to a line", () => {
  test("blank cells are kept before, between and behind the others", async () => {
    const document = await read("名称\t数量\t金额\n\t（件）\t\n甲\t\t5\n");
    expect(toRows(getTable(document))).toEqual([["名称", "数量", "金额"], ["", "（件）", ""], ["甲", "", "5"]]);
    expect(getTable(document).grid).toBe("ragged");
  });

  test("a blank line does not end the table, a line without a tab does", async () => {
    const document = await read("a\tb\n\nc\td\n完\ne\tf\n");
    expect(document.blocks.map((block) => (block.kind === "table" ? block.rowCount : block.text))).toEqual([2, "完", 1]);
  });

  test("paragraphs and line breaks of HTML in a cell become line feeds, its entities characters", async () => {
    const document = await read("目标\t<p>1、甲&lt;乙</p> <p>2、丙<br/>丁</p>\t\n");
    expect(toRows(getTable(document))).toEqual([["目标", "1、甲<乙\n2、丙\n丁", ""]]);
    expect(listOwners(document.blocks)[1]?.runs[1]).toEqual({ from: 3, to: 4, at: { line: 1, from: 9, to: 13 } });
  });

  test("lines that are indented with a tab are paragraphs", async () => {
    const document = await read("\t第一段。\n\n\t第二段。\n");
    expect(listParagraphs(document)).toEqual(["第一段。", "第二段。"]);
  });

  test("any such table comes back cell for cell, each run in its place", async () => {
    const cell = fc.oneof(phrase, fc.constant(""));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 7 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom("\n", "\n\n", "\r\n"), async (cells, end) => {
        fc.pre(cells[0]?.[0] !== "" && cells.flat().some((text) => text !== ""));
        const text = `题目${end}${cells.map((row) => row.join("\t")).join(end)}${end}完`;
        const document = await read(text);
        expect(toRows(getTable(document))).toEqual(cells);
        expect(listParagraphs(document)).toEqual(["题目", "完"]);
        checkPlaces(document, text);
        checkNothingLost(document, text);
      }),
    );
  });
});

describe("running text", () => {
  test("a line is a paragraph with a run for each stretch between blanks", async () => {
    const document = await read("\n  项目名称 甲　类别  一般 \n");
    expect(document.blocks).toEqual([
      {
        kind: "paragraph",
        text: "项目名称 甲　类别  一般",
        at: [{ line: 2, from: 2, to: 15 }],
        runs: [
          { from: 0, to: 4, at: { line: 2, from: 2, to: 6 } },
          { from: 5, to: 6, at: { line: 2, from: 7, to: 8 } },
          { from: 7, to: 9, at: { line: 2, from: 9, to: 11 } },
          { from: 11, to: 13, at: { line: 2, from: 13, to: 15 } },
        ],
      },
    ]);
  });

  test.each([
    ["$800 \\times 50 = 40000$", "800 × 50 = 40000"],
    ["合格率 $\\geq 9 5 \\%$ 以上", "合格率 ≥ 9 5 % 以上"],
    ["面积 $10\\,\\text{m}^{2}$", "面积 10 m²"],
    ["选 $\\square$ 否 $\\checkmark$ 是", "选 □ 否 ✓ 是"],
    ["温度 $25^{\\circ}\\mathrm{C}$", "温度 25°C"],
    ["$\\textcircled{3}$ 培训", "③ 培训"],
    ["$\\frac{1}{3}$ 以内", "1/3 以内"],
    ["$$ 5 \\sim 8 $$ 人", "5 ~ 8 人"],
    ["\\(a \\leq b\\)", "a ≤ b"],
    ["$\\unknown{x}$", "\\unknownx"],
  ])("mathematics %j is read as %j", async (text, expected) => {
    const document = await read(text);
    expect(listParagraphs(document)).toEqual([expected]);
    checkPlaces(document, text, (slice) => !/[\\^{}]/.test(slice));
  });

  test.each([
    "价格为$100，另加$200。",
    "共 $5-$8",
    "关于印发<某市工作方案>的通知",
    "a < b & c > d &unknown; &",
    "路径 C:\\temp\\new",
    "<2021 年要点>",
    "____ 年 * 月 _日_ `x` [1](2)",
    "| 甲 | 乙 |",
    "# 1",
  ])("%j is no markup in plain text", async (text) => {
    const document = await read(text);
    expect(listParagraphs(document)).toEqual([text]);
    checkPlaces(document, text);
  });

  test("whatever stands in a file, its printed characters are in the document once and in order", async () => {
    const line = fc.array(fc.oneof(phrase, fc.constantFrom("\t", " ", "\t\t", "<甲>", "$", "&", "\\", "\u3000", "\f")), { maxLength: 6 }).map((parts) => parts.join(""));
    const texts = fc.tuple(fc.array(line, { minLength: 1, maxLength: 14 }), fc.constantFrom("\n", "\r\n", "\r"));
    await fc.assert(
      fc.asyncProperty(texts, async ([lines, end]) => {
        const text = lines.join(end);
        fc.pre(squeeze(text) !== "" && !/[$\\].*[$\\]/s.test(text));
        const document = await read(text);
        checkPlaces(document, text);
        checkNothingLost(document, text);
      }),
    );
  });
});

describe("size", () => {
  test("a line of many megabytes is read in one go, its places still exact at its ends", async () => {
    const text = "项目 名称 ".repeat(2_000_000);
    const document = await read(text);
    const [owner] = listOwners(document.blocks);
    expect(owner?.text.length).toBe(text.length - 1);
    const [run] = owner?.runs ?? [];
    expect(run === undefined ? "" : sliceAt([text], run)).toBe(owner?.text);
  });

  test("marks that open and never close do not make the time grow with the square", async () => {
    const started = performance.now();
    for (const mark of ["<!-- ", "$a ", "<p ", "\\(x ", "&a", "\t甲\n\n乙\n"]) await read(mark.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
