import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comparator } from "../../src/canonical/record.ts";
import { parseTarget } from "../../src/canonical/target.ts";

type Expected = [comparator: Comparator | null, value: number, unit: string | null, upper?: number];

const quantities: [printed: string, expected: Expected][] = [
  ["1", [null, 1, null]],
  ["0", [null, 0, null]],
  ["100%", [null, 100, "%"]],
  ["１００％", [null, 100, "%"]],
  ["5‰", [null, 5, "‰"]],
  ["123 家", [null, 123, "家"]],
  [">=180 批次", [">=", 180, "批次"]],
  ["≥95%", [">=", 95, "%"]],
  ["≧ 95 ％", [">=", 95, "%"]],
  ["⩾95%", [">=", 95, "%"]],
  ["》95%", [">", 95, "%"]],
  ["〉95%", [">", 95, "%"]],
  ["《2小时", ["<", 2, "小时"]],
  ["大于等于95%", [">=", 95, "%"]],
  ["不低于90%", [">=", 90, "%"]],
  ["不少于 12 次", [">=", 12, "次"]],
  ["至少2次", [">=", 2, "次"]],
  ["95%以上", [">=", 95, "%"]],
  ["95%及以上", [">=", 95, "%"]],
  ["95%（含）以上", [">=", 95, "%"]],
  ["95%以上（不含）", [">", 95, "%"]],
  ["≤5%", ["<=", 5, "%"]],
  ["不超过3天", ["<=", 3, "天"]],
  ["不高于10%", ["<=", 10, "%"]],
  ["控制在5%以内", ["<=", 5, "%"]],
  ["48 小时内", ["<=", 48, "小时"]],
  ["15天内完成", ["<=", 15, "天"]],
  ["大于5", [">", 5, null]],
  ["超过5人", [">", 5, "人"]],
  ["低于5%", ["<", 5, "%"]],
  ["＝100%", ["=", 100, "%"]],
  ["等于3", ["=", 3, null]],
  ["约50人", [null, 50, "人"]],
  ["50人左右", [null, 50, "人"]],
  ["80%-90%", [null, 80, "%", 90]],
  ["3~5次", [null, 3, "次", 5]],
  ["95%≤X≤100%", [null, 95, "%", 100]],
  ["≥80%且≤100%", [null, 80, "%", 100]],
  ["[90%,100%]", [null, 90, "%", 100]],
  ["300余人", [null, 300, "人"]],
  ["12 次 / 年", [null, 12, "次/年"]],
  ["≤35ug/m3", ["<=", 35, "ug/m3"]],
  ["3至5个", [null, 3, "个", 5]],
  ["三次", [null, 3, "次"]],
  ["百分之九十", [null, 90, "%"]],
  ["百分之百", [null, 100, "%"]],
  ["1/2", [null, 0.5, null]],
  ["1,200人", [null, 1200, "人"]],
  ["1.5万人次", [null, 1.5, "万人次"]],
  ["4次/年", [null, 4, "次/年"]],
  ["每年4次", [null, 4, "次"]],
  ["满意度≥90%", [">=", 90, "%"]],
  ["2022年≥90%", [">=", 90, "%"]],
  ["12个月", [null, 12, "个月"]],
  ["-5%", [null, -5, "%"]],
  ["≥2000", [">=", 2000, null]],
  ["≥90%，且无投诉", [">=", 90, "%"]],
  ["完成3项任务并按时提交总结报告", [null, 3, "项"]],
];

const texts = [
  "及时", "无", "优秀", "控制于预算内", "当年内", "2023年12月底前", "12月底前", "12月", "一次性通过", "三级", "7×24小时", "24/7", "第1名", "前3名", "1套、2台",
  "±5%", "1:2", "V1.0", "2020-2023", "12.31前", "2023.12.31", "6月底前完成50%", "零投诉", "20%以上30%以下", "不大于5以上", "12345热线办结率100%",
];

describe("parseTarget", () => {
  it.each(quantities)("reads the quantity in %j", (printed, [comparator, value, unit, upper]) => {
    expect(parseTarget({ value: printed })).toMatchObject({ comparator, value, unit, upper: upper ?? null, text: null });
  });

  it.each(texts)("leaves %j as text", (printed) => {
    expect(parseTarget({ value: printed })).toEqual({ raw: printed, comparator: null, value: null, upper: null, unit: null, text: printed });
  });

  it("joins the cells as printed", () => {
    expect(parseTarget({ comparator: "=", value: "100", unit: "%" })).toMatchObject({ raw: "=100%", comparator: "=", value: 100, unit: "%" });
    expect(parseTarget({ comparator: "≤", value: "三", unit: "个工作日" })).toMatchObject({ comparator: "<=", value: 3, unit: "个工作日" });
    expect(parseTarget({ comparator: "<=", value: "12", unit: "月" })).toMatchObject({ value: 12, unit: "月" });
  });

  it("counts a comparator or unit once that stands in two cells", () => {
    expect(parseTarget({ comparator: "≥", value: "≥90%", unit: "%" })).toMatchObject({ comparator: ">=", value: 90, unit: "%" });
  });

  it("keeps a placeholder in the unit's cell out of the text", () => {
    expect(parseTarget({ value: "及时", unit: "/" })).toMatchObject({ raw: "及时/", text: "及时" });
  });

  it("joins what a cell wraps", () => {
    expect(parseTarget({ value: "控制于预算\n内" })).toMatchObject({ raw: "控制于预算内" });
  });

  it("is null where nothing is printed", () => {
    expect(parseTarget({ comparator: " ", value: "\n" })).toBeNull();
  });

  it("reads back every quantity in every style", () => {
    const value = fc.oneof(fc.nat({ max: 99_999 }), fc.nat({ max: 9999 }).map((tenths) => tenths / 10));
    const unit = fc.constantFrom("%", "家", "次", "小时", "个工作日", "人次", "次/年", "");
    fc.assert(
      fc.property(value, unit, fc.constantFrom(...printers), fc.boolean(), (number, printedUnit, [comparator, print], wide) => {
        const text = print(String(number), printedUnit);
        const printed = wide ? text.replace(/[!-~]/gu, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)) : text;
        expect(parseTarget({ value: printed })).toMatchObject({ comparator, value: number, upper: null, text: null });
      }),
    );
  });

  it("never loses what is printed: without a number it is text, and raw is never empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (printed) => {
        const target = parseTarget({ value: printed });
        if (target === null) return;
        expect(target.raw).not.toBe("");
        expect(target.value === null).toBe(target.text !== null);
      }),
    );
  });
});

const printers: [Comparator | null, (number: string, unit: string) => string][] = [
  [null, (number, unit) => number + unit],
  [null, (number, unit) => `${number} ${unit}`],
  [">=", (number, unit) => `≥${number}${unit}`],
  [">=", (number, unit) => `>= ${number} ${unit}`],
  [">=", (number, unit) => `不低于${number}${unit}`],
  [">=", (number, unit) => `${number}${unit}以上`],
  ["<=", (number, unit) => `≤${number}${unit}`],
  ["<=", (number, unit) => `${number}${unit}以内`],
  ["<=", (number, unit) => `不超过${number}${unit}`],
  [">", (number, unit) => `大于${number}${unit}`],
  ["<", (number, unit) => `<${number}${unit}`],
  ["=", (number, unit) => `=${number}${unit}`],
  [null, (number, unit) => `${number}${unit}左右`],
];
