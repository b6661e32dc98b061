import { describe, expect, it } from "vitest";
import type { Block, Table } from "../../src/document/document.ts";
import type { Glyph, Ruling } from "../../src/document/page-content.ts";
import { recoverBlocks } from "../../src/grid/index.ts";
import { frame, level, makePage, write } from "./pages.ts";

function tableOf(glyphs: readonly Glyph[], rulings: readonly Ruling[] = []): Table | undefined {
  const blocks: Block[] = recoverBlocks(makePage({ glyphs, rulings }));
  return blocks.find((block) => block.kind === "table");
}

/** `row.column+rowSpan.columnSpan text` of each cell that holds a text. */
function cellsOf(table: Table | undefined): string[] {
  return (table?.cells ?? []).filter(({ text }) => text !== "").map(({ row, column, rowSpan, columnSpan, text }) => `${row}.${column}+${rowSpan}.${columnSpan} ${text}`);
}

/** Lines in the middle of a cell from `x0` to `x1` around the height `y`, at the pitch of wrapped text. */
function centred(lines: readonly string[], x0: number, x1: number, y: number): Glyph[] {
  const widthOf = (text: string) => Array.from(text).reduce((sum, character) => sum + (/[\u2e80-\uffff]/u.test(character) ? 10 : 5), 0);
  return lines.flatMap((text, index) => write(text, (x0 + x1 - widthOf(text)) / 2, y - 7 * lines.length + 14 * index + 2));
}

/** A form of four columns: a wrapped label and value, a text over three columns, and a label beside three rows of a list. */
const form: Glyph[] = [
  ...centred(["项目名称"], 50, 120, 112), ...centred(["某镇村道路面", "修复工程"], 120, 250, 112), ...centred(["项目属性"], 250, 330, 112), ...centred(["新增项目"], 330, 450, 112),
  ...centred(["项目申请", "理由"], 50, 120, 165), ...["某某地段的路面已经破损多年，雨天积水很深，车辆难以通过，附", "近居民多次反映，需要尽快整修以保障出行的安全。按照年度计划", "分两段施工。"].flatMap((text, index) => write(text, 124, 146 + 14 * index)),
  ...centred(["资金来源"], 50, 120, 232), ...centred(["年份"], 120, 250, 202), ...centred(["合计"], 250, 330, 202), ...centred(["财政拨款"], 330, 450, 202),
  ...centred(["2022"], 120, 250, 232), ...centred(["56.1"], 250, 330, 232), ...centred(["17.7"], 330, 450, 232),
  ...centred(["2023"], 120, 250, 262), ...centred(["18.7"], 250, 330, 262), ...centred(["9.25"], 330, 450, 262),
];
const cells = [
  "0.0+1.1 项目名称", "0.1+1.1 某镇村道路面修复工程", "0.2+1.1 项目属性", "0.3+1.1 新增项目",
  "1.0+1.1 项目申请理由", "1.1+1.3 某某地段的路面已经破损多年，雨天积水很深，车辆难以通过，附近居民多次反映，需要尽快整修以保障出行的安全。按照年度计划分两段施工。",
  "2.0+3.1 资金来源", "2.1+1.1 年份", "2.2+1.1 合计", "2.3+1.1 财政拨款",
  "3.1+1.1 2022", "3.2+1.1 56.1", "3.3+1.1 17.7", "4.1+1.1 2023", "4.2+1.1 18.7", "4.3+1.1 9.25",
];
const rules = [...[90, 135, 190, 275].map((y) => level(y, 50, 450)), ...[217, 247].map((y) => level(y, 120, 450))];

describe("forms without upright rules", () => {
  it("have the rows of their level rules, and a label beside rules that stop short of it spans their rows", () => {
    expect(cellsOf(tableOf(form, rules))).toEqual(cells);
  });

  it("are found in a frame as well", () => {
    expect(cellsOf(tableOf(form, [...frame([50, 90, 450, 275]), ...rules]))).toEqual(cells);
  });

  it("have the columns at which their rules are pieced", () => {
    const xs = [50, 120, 250, 330, 450];
    const pieced = rules.flatMap(({ x0, x1, y0 }) => xs.slice(1).flatMap((x, index) => ((xs[index] ?? 0) >= x0 && x <= x1 ? [level(y0, xs[index] ?? 0, x)] : [])));
    const table = tableOf(form, pieced);
    expect(cellsOf(table)).toEqual(cells);
    expect(table?.cells.find((cell) => cell.text === "年份")?.at).toEqual([{ page: 1, box: [120, 190, 250, 217] }]);
  });

  it("keep two wrapped columns apart that only a narrow gap parts", () => {
    const wrapped = (lines: readonly string[], x: number, y: number) => lines.flatMap((text, index) => write(text, x, y + 14 * index));
    const glyphs = [
      ...wrapped(["序号"], 52, 100), ...wrapped(["任务名称"], 84, 100), ...wrapped(["任务内容"], 160, 100),
      ...wrapped(["1"], 52, 127), ...wrapped(["草原生态监测站", "建设"], 84, 120), ...wrapped(["三月底前完成招标，九月", "底前完成验收。"], 158, 120),
      ...wrapped(["2"], 52, 167), ...wrapped(["水库除险"], 84, 167), ...wrapped(["加固坝体"], 158, 167),
    ];
    const table = tableOf(glyphs, [94, 115, 155, 185].map((y) => level(y, 50, 270)));
    expect(cellsOf(table)).toContain("1.1+1.1 草原生态监测站建设");
    expect(cellsOf(table)).toContain("1.2+1.1 三月底前完成招标，九月底前完成验收。");
  });

  it("go on below the last rule that a page break left them", () => {
    expect(cellsOf(tableOf(form, rules.filter(({ y0 }) => y0 < 275)))).toEqual(cells);
  });
});

describe("forms without rules", () => {
  it("have the rows on which their texts are level, and labels beside the rows around whose middle they stand", () => {
    expect(cellsOf(tableOf(form))).toEqual(cells);
  });

  it("are found in a frame around all of it", () => {
    expect(cellsOf(tableOf(form, frame([50, 90, 450, 275])))).toEqual(cells);
  });

  it("have one row for each label that stands alone", () => {
    const glyphs = [...form, ...centred(["备注"], 50, 120, 292)];
    expect(cellsOf(tableOf([...glyphs, ...centred(["联系电话"], 50, 120, 322), ...centred(["0631000"], 120, 250, 322)])).slice(-3)).toEqual(["5.0+1.1 备注", "6.0+1.1 联系电话", "6.1+1.1 0631000"]);
  });
});

it("prose whose lines have a gap here and there is no form", () => {
  const lines: readonly (readonly [number, string])[] = [
    [50, "道路养护工作按照年度计划分段组织实施并由第三方机构负责检测评估"],
    [50, "根据有关文件"],
    [140, "的要求，结合实际制定本方案，确保各项任务按时完成。经过"],
    [50, "多次调查研究并征求意见以后确定了今年的重点路段和施工的先后次序"],
    [50, "施工期间由专人负责现场管理"],
    [220, "发现问题限期整改，保证道路畅通以及行人"],
    [50, "的安全。工程完成以后组织验收并将结果向社会公开接受群众监督评议"],
  ];
  const rowOf = [0, 1, 1, 2, 3, 3, 4];
  const glyphs = lines.flatMap(([x, text], index) => write(text, x, 100 + 16 * (rowOf[index] ?? 0)));
  expect(tableOf(glyphs)).toBeUndefined();
});
