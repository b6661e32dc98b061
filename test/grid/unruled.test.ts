import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Table } from "../../src/document/document.ts";
import type { Glyph, Ruling } from "../../src/document/page-content.ts";
import { recoverBlocks } from "../../src/grid/index.ts";
import { frame, level, makePage, upright, write } from "./pages.ts";

function blocksOf(glyphs: readonly Glyph[], rulings: readonly Ruling[] = []): Block[] {
  return recoverBlocks(makePage({ glyphs, rulings }));
}

function tableOf(glyphs: readonly Glyph[], rulings: readonly Ruling[] = []): Table | undefined {
  return blocksOf(glyphs, rulings).find((block) => block.kind === "table");
}

/** The texts of a table, row by row; a slot without a cell is blank. */
function grid(table: Table | undefined): string[][] {
  const rows = Array.from({ length: table?.rowCount ?? 0 }, () => Array.from({ length: table?.columnCount ?? 0 }, () => ""));
  for (const cell of table?.cells ?? []) {
    const row = rows[cell.row];
    if (row !== undefined) row[cell.column] = cell.text;
  }
  return rows;
}

/** Rows of texts from (60, 100) downwards, with columns at these x. */
function place(rows: readonly (readonly string[])[], xs: readonly number[], pitch = 16): Glyph[] {
  return rows.flatMap((row, index) => row.flatMap((text, column) => write(text, xs[column] ?? 0, 100 + pitch * index)));
}

const budget = [
  ["项目名称", "金额", "年份"],
  ["系统维护", "12.50", "2023"],
  ["网络租赁", "870.35", "2024"],
  ["合计", "882.85", ""],
];

const paragraphs = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));

describe("tables without upright rules", () => {
  it("are found from the alignment of their text", () => {
    const table = tableOf(place(budget, [60, 200, 300]));
    expect(grid(table)).toEqual(budget);
    expect(table?.grid).toBe("aligned");
  });

  it("are found between level rules, each band a row", () => {
    const rows = [["一级指标", "三级指标", "指标值"], ["产出指标", "开展培训", "≥12次"], ["", "合格率", "≥95%"]];
    const rules = [95, 120, 145, 170].map((y) => level(y, 55, 400));
    expect(grid(tableOf(place(rows, [60, 150, 320], 25), rules))).toEqual(rows);
  });

  it("keep two lines between the same two rules in one row", () => {
    const glyphs = [...place([["名称", "说明"]], [60, 150]), ...write("甲", 60, 130), ...write("说明的第一行写满了", 150, 126), ...write("第二行", 150, 138), ...write("乙", 60, 160), ...write("短", 150, 160)];
    const rules = [95, 118, 152, 175].map((y) => level(y, 55, 250));
    expect(grid(tableOf(glyphs, rules))).toEqual([["名称", "说明"], ["甲", "说明的第一行写满了第二行"], ["乙", "短"]]);
  });

  it("have headings over several columns where a rule under them says so", () => {
    const glyphs = [...write("预算", 230, 100), ...place([["单位", "收入", "支出"], ["甲局", "10", "20"], ["乙局", "30", "40"]], [60, 200, 300]).map((glyph) => ({ ...glyph, box: [glyph.box[0], glyph.box[1] + 18, glyph.box[2], glyph.box[3] + 18] satisfies Glyph["box"] }))];
    const table = tableOf([...glyphs, ...write("注", 60, 100)], [level(114, 195, 330)]);
    expect(table?.cells.find((cell) => cell.text === "预算")).toMatchObject({ column: 1, columnSpan: 2 });
  });

  it("give back any table of numbers", () => {
    const number = fc.integer({ min: 10, max: 99_999 }).map(String);
    const table = fc.integer({ min: 2, max: 6 }).chain((columns) => fc.array(fc.array(number, { minLength: columns, maxLength: columns }), { minLength: 3, maxLength: 12 }));
    fc.assert(
      fc.property(table, (rows) => {
        const named = rows.map((row, index) => [`单位${index}`, ...row]);
        const xs = Array.from({ length: (named[0] ?? []).length }, (_, column) => 40 + 75 * column);
        expect(grid(tableOf(place(named, xs)))).toEqual(named);
      }),
    );
  });

  it("end where another begins, though nothing else parts them", () => {
    const first = place(budget, [60, 200, 300]);
    const second = place([["甲", "乙丙丁戊己庚辛壬癸子丑", "1"], ["丙", "乙丙丁戊己庚辛壬癸子丑", "2"]], [60, 140, 330]).map((glyph) => ({ ...glyph, box: [glyph.box[0], glyph.box[1] + 90, glyph.box[2], glyph.box[3] + 90] satisfies Glyph["box"] }));
    expect(blocksOf([...first, ...second]).map((block) => block.kind)).toEqual(["table", "table"]);
  });
});

describe("tables with only some rules", () => {
  it("have the rows that their numbers show", () => {
    const glyphs = [...place([["年份", "金额"]], [60, 160]), ...[0, 1, 2, 3].flatMap((row) => [...write(`202${row}`, 60, 125 + 14 * row), ...write(`${row}0.5`, 160, 125 + 14 * row)])];
    const rules = [level(95, 50, 250), level(118, 50, 250), level(185, 50, 250), upright(50, 95, 185), upright(150, 95, 185), upright(250, 95, 185)];
    expect(grid(tableOf(glyphs, rules))).toEqual([["年份", "金额"], ["2020", "00.5"], ["2021", "10.5"], ["2022", "20.5"], ["2023", "30.5"]]);
  });

  it("have the columns that their numbers show", () => {
    const rows = [["甲", "10", "20"], ["乙", "30", "40"], ["丙", "50", "60"]];
    const rules = [0, 1, 2].flatMap((row) => frame([50, 96 + 16 * row, 350, 112 + 16 * row]));
    expect(grid(tableOf(place(rows, [60, 160, 260]), rules))).toEqual(rows);
  });

  it("leave a form's cell of several lines as it is", () => {
    const glyphs = [...write("概况", 60, 120), ...write("本项目为甲单位乙系统", 160, 105), ...write("的丙丁两期工程，包括", 160, 119), ...write("设备与服务。", 160, 133)];
    const table = tableOf(glyphs, [...frame([50, 100, 150, 150]), ...frame([150, 100, 265, 150])]);
    expect(grid(table)).toEqual([["概况", "本项目为甲单位乙系统的丙丁两期工程，包括设备与服务。"]]);
  });

  it("keep a number together that its narrow cell broke over several lines", () => {
    const phone = ["15400", "15989", "1"].flatMap((text, line) => write(text, 258, 105 + 14 * line));
    const unit = ["某市某林", "场管理", "所"].flatMap((text, line) => write(text, 62, 105 + 14 * line));
    const glyphs = [...unit, ...write("电话", 180, 119), ...phone];
    const rules = [...frame([50, 100, 112, 150]), ...frame([112, 100, 250, 150]), ...frame([250, 100, 292, 150])];
    expect(grid(tableOf(glyphs, rules))).toEqual([["某市某林场管理所", "电话", "15400159891"]]);
  });
});

describe("text outside of tables", () => {
  it("is read column by column where it is set in columns", () => {
    const line = (text: string, x: number, row: number) => write(text.padEnd(20, "文"), x, 100 + 14 * row);
    const rows = [0, 1, 2, 3, 4, 5];
    const glyphs = rows.flatMap((row) => [...line("左", 40, row), ...line("右", 300, row)]);
    const text = paragraphs(blocksOf(glyphs)).join("");
    expect(text.lastIndexOf("左")).toBeLessThan(text.indexOf("右"));
  });

  it("is no table where a mark stands before each line", () => {
    const glyphs = ["（一）", "（二）", "（三）"].flatMap((mark, row) => [...write(mark, 60, 100 + 16 * row), ...write("具体任务的说明文字", 110, 100 + 16 * row)]);
    expect(blocksOf(glyphs).every((block) => block.kind === "paragraph")).toBe(true);
  });

  it("joins wrapped lines and parts paragraphs", () => {
    const glyphs = [...write("　　第一段的文字写满了这一行没有完，", 60, 100), ...write("接着写完。", 60, 116), ...write("　　第二段。", 60, 132)];
    expect(paragraphs(blocksOf(glyphs))).toEqual(["第一段的文字写满了这一行没有完，接着写完。", "第二段。"]);
  });

  it("goes on where a number begins a line at the margin, below a full line of an indented paragraph", () => {
    const glyphs = [...write("　　要求：1. 统计范围包括某某单位；", 60, 100), ...write("2. 可以分点表述，总字数不得低于五十字。", 60, 116)];
    expect(paragraphs(blocksOf(glyphs))).toEqual(["要求：1. 统计范围包括某某单位；2. 可以分点表述，总字数不得低于五十字。"]);
  });

  it("is one paragraph for each field of a list, though no line is longer than the first", () => {
    const glyphs = [...write("概况：截至去年底，累计建成助餐点若干件。", 60, 100), ...write("依据：截至今年初，累计建成救助站若干。", 60, 116)];
    expect(paragraphs(blocksOf(glyphs))).toHaveLength(2);
  });

  it("stands before and after the tables that it is printed above and below", () => {
    const glyphs = [...write("上文", 60, 80), ...write("表中", 60, 105), ...write("下文", 60, 150)];
    const blocks = blocksOf(glyphs, [...frame([50, 100, 150, 120]), ...frame([150, 100, 250, 120])]);
    expect(blocks.map((block) => (block.kind === "table" ? "table" : block.text))).toEqual(["上文", "table", "下文"]);
  });

  it("loses no character, whatever stands where", () => {
    const word = fc.record({ text: fc.constantFrom("预算", "12.5", "abc", "，", "项目名称"), x: fc.integer({ min: 20, max: 500 }), y: fc.integer({ min: 20, max: 780 }) });
    const rule = fc.record({ x: fc.integer({ min: 20, max: 400 }), y: fc.integer({ min: 20, max: 700 }), width: fc.integer({ min: 5, max: 180 }), height: fc.integer({ min: 5, max: 100 }) });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.array(rule, { maxLength: 12 }), (words, rules) => {
        const glyphs = words.flatMap(({ text, x, y }) => write(text, x, y));
        const blocks = blocksOf(glyphs, rules.flatMap(({ x, y, width, height }) => frame([x, y, x + width, y + height])));
        const printed = blocks.flatMap((block) => (block.kind === "table" ? block.cells.map((cell) => cell.text) : [block.text])).join("");
        const sorted = (text: string) => Array.from(text.replace(/\s/g, "")).sort().join("");
        expect(sorted(printed)).toBe(sorted(words.map(({ text }) => text).join("")));
      }),
      { numRuns: 300 },
    );
  });

  it("has no two cells in one slot, whatever stands where, and whatever is underlined", () => {
    const word = fc.record({ text: fc.constantFrom("预算", "12.5", "870.35", "项目名称及内容"), x: fc.constantFrom(40, 60, 120, 130, 200, 280, 300, 380), row: fc.integer({ min: 0, max: 8 }) });
    const rule = fc.record({ x: fc.integer({ min: 30, max: 380 }), row: fc.integer({ min: 0, max: 8 }), width: fc.integer({ min: 20, max: 300 }) });
    fc.assert(
      fc.property(fc.array(word, { minLength: 8, maxLength: 40 }), fc.array(rule, { maxLength: 6 }), (words, rules) => {
        const glyphs = words.flatMap(({ text, x, row }) => write(text, x, 100 + 16 * row));
        const blocks = blocksOf(glyphs, rules.map(({ x, row, width }) => level(113 + 16 * row, x, x + width)));
        for (const block of blocks) if (block.kind === "table") expect(countShared(block)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

/** How many slots of a table are in more than one cell. */
function countShared({ cells }: Table): number {
  const slots = cells.flatMap(({ row, column, rowSpan, columnSpan }) =>
    Array.from({ length: rowSpan * columnSpan }, (_, index) => `${row + Math.floor(index / columnSpan)},${column + (index % columnSpan)}`),
  );
  return slots.length - new Set(slots).size;
}
