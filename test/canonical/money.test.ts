import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMoneyUnit, getFenPerUnit, parseMoney, type MoneyUnit } from "../../src/canonical/money.ts";

describe("findMoneyUnit", () => {
  const cases: [label: string, unit: MoneyUnit | undefined][] = [
    ["项目资金申请\n\n（万元）", "万元"],
    ["资金单位：元", "元"],
    ["金额 (元)", "元"],
    ["金额单位:人民币千元", "千元"],
    ["制作费用(元)/ 本", "元"],
    ["（亿元）", "亿元"],
    ["单价：百万元", "百万元"],
    ["万 元", "万元"],
    ["元/人", "元"],
    ["单元", undefined],
    ["多元化投入", undefined],
    ["公元前", undefined],
    ["计量单位", undefined],
    ["单元（元）", "元"],
    ["甲(元) 乙(万元)", undefined],
    ["甲(元) 乙(元)", "元"],
  ];
  it.each(cases)("reads %j as %s", (label, unit) => {
    expect(findMoneyUnit(label)).toBe(unit);
  });
});

describe("parseMoney", () => {
  const amounts: [text: string, unit: MoneyUnit | undefined, fen: number][] = [
    ["870.35", "万元", 870_350_000],
    ["10. 39", "元", 1039],
    ["5,195.75", "万元", 5_195_750_000],
    ["５，１９５．７５", "万元", 5_195_750_000],
    ["1 500 000", "元", 150_000_000],
    ["30 万元", undefined, 30_000_000],
    ["1万元", "元", 1_000_000],
    ["1万", "元", 1_000_000],
    ["150 元/人", undefined, 15_000],
    ["50万元/年", undefined, 50_000_000],
    ["约10万元", undefined, 10_000_000],
    ["￥1,234.50", undefined, 123_450],
    ["￥12.5", "万元", 12_500_000],
    ["人民币20元整", undefined, 2000],
    ["三万元", undefined, 3_000_000],
    ["壹佰万元整", undefined, 100_000_000],
    ["壹仟贰佰叁拾肆元伍角陆分", undefined, 123_456],
    ["1亿2000万元", undefined, 12_000_000_000],
    ["-3.5", "万元", -3_500_000],
    ["(1,000.00)", "元", -100_000],
    ["0", undefined, 0],
    ["0.00", "万元", 0],
    ["$800 \\times 50 = 40000$", "元", 4_000_000],
    ["800×47=38000", "元", 3_800_000],
    ["0.1234567", "万元", 123_457],
  ];
  it.each(amounts)("reads %j with unit %s as %i fen", (text, unit, fen) => {
    expect(parseMoney(text, unit)).toMatchObject({ kind: "amount", fen });
  });

  it.each([" ", "无", "—", "2000 人", "12 34", "10%", "3元5", "1,23", "年底统筹上报", "1.2.3"])("reads no amount in %j", (text) => {
    expect(parseMoney(text, "元")).toBeUndefined();
  });

  it("says so where a number has no unit anywhere", () => {
    expect(parseMoney("1,200.5")).toEqual({ kind: "no-unit", number: 1200.5, decimals: 1 });
  });

  it("tells whose unit it used and how many places are printed", () => {
    expect(parseMoney("1.50 万元", "元")).toMatchObject({ unit: "万元", ownUnit: true, decimals: 2 });
    expect(parseMoney("1.50", "元")).toMatchObject({ unit: "元", ownUnit: false, decimals: 2 });
  });

  it("does not give an amount that is too large to be exact", () => {
    expect(parseMoney("9007199254740993", "亿元")).toBeUndefined();
  });

  const unit = fc.constantFrom<MoneyUnit>("元", "千元", "万元", "百万元", "千万元");
  const style = fc.record({
    grouped: fc.boolean(),
    fullWidth: fc.boolean(),
    ownUnit: fc.boolean(),
    space: fc.constantFrom("", " ", "\u3000"),
  });

  it("reads back every amount in every style, exactly", () => {
    fc.assert(
      fc.property(fc.nat({ max: 9_000_000 }), fc.nat({ max: 2 }), unit, style, (digits, decimals, printedUnit, how) => {
        const fen = (BigInt(digits) * BigInt(getFenPerUnit(printedUnit))) / 10n ** BigInt(decimals);
        const cell = print(digits, decimals, how.grouped, how.fullWidth);
        const text = how.space + cell + (how.ownUnit ? how.space + printedUnit : "");
        const reading = parseMoney(text, how.ownUnit ? "百元" : printedUnit);
        expect(reading).toMatchObject({ kind: "amount", fen: Number(fen), unit: printedUnit, decimals });
      }),
    );
  });
});

function print(digits: number, decimals: number, grouped: boolean, fullWidth: boolean): string {
  const padded = String(digits).padStart(decimals + 1, "0");
  const whole = padded.slice(0, padded.length - decimals);
  const shown = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/gu, ",") : whole;
  const text = decimals === 0 ? shown : `${shown}.${padded.slice(-decimals)}`;
  return fullWidth ? text.replace(/[!-~]/gu, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)) : text;
}
