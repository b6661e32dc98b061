import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findProseAmounts } from "../../src/canonical/prose-amounts.ts";

function list(text: string): [string, number][] {
  return findProseAmounts(text).map((one) => [one.name, one.amountFen / 1_000_000]);
}

describe("findProseAmounts", () => {
  const cases: [rule: string, text: string, items: [string, number][]][] = [
    ["为 ends a name", "出访(境外)经费为600万元,接待经费为10万元。", [["出访(境外)经费", 600], ["接待经费", 10]]],
    ["预算 belongs to a name", "专班预算为10万元。业务培训项目的预算共计5万元。", [["专班预算", 10], ["业务培训项目的预算", 5]]],
    ["a name needs no verb", "翻译费 12.6 万元、普查费 12 万元", [["翻译费", 12.6], ["普查费", 12]]],
    ["、 belongs to a name", "甲平台、乙搜索、丙网三个平台运维费8.396万元,丁(运维)1.5万元", [["甲平台、乙搜索、丙网三个平台运维费", 8.396], ["丁(运维)", 1.5]]],
    ["a comma in brackets belongs to a name", "慰问费(甲,乙)3万元", [["慰问费(甲,乙)", 3]]],
    ["a comma outside ends what came before", "经公开招标,最终中标金额为 84 万元。分三年支付, 2023 年支付金额为 28 万元。", [["最终中标金额", 84], ["2023 年支付金额", 28]]],
    ["an amount with no name is no item", "甲费2万元,乙费3万元,共计5万元。", [["甲费", 2], ["乙费", 3]]],
    ["a rate is no item", "讲课费150元/人,场地费1万元", [["场地费", 1]]],
    ["numbering is no name", "1、甲费2万元；2、乙费3万元", [["甲费", 2], ["乙费", 3]]],
    ["a name wrapped over two lines is joined", "甲乙\n丙费2万元", [["丙费", 2]]],
    ["no amounts, no items", "按规定执行。", []],
  ];
  it.each(cases)("%s", (_rule, text, items) => {
    expect(list(text)).toEqual(items);
  });

  it("gives where the item stands", () => {
    const text = "其中,甲费为2万元。";
    const [item] = findProseAmounts(text);
    expect(text.slice(item?.from, item?.to)).toBe("甲费为2万元");
  });

  it("reads back every list in every style", () => {
    const item = fc.record({ name: fc.constantFrom("甲费", "乙项目", "丙(运维)", "丁、戊服务费"), amount: fc.integer({ min: 1, max: 9999 }) });
    const style = fc.record({ verb: fc.constantFrom("为", "", "约为", "共计"), gap: fc.constantFrom("", " "), separator: fc.constantFrom(",", "，", "、", "；") });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), style, (items, how) => {
        const text = items.map((one) => `${one.name}${how.verb}${how.gap}${one.amount}${how.gap}万元`).join(how.separator);
        expect(list(`${text}。`)).toEqual(items.map((one) => [one.name, one.amount]));
      }),
    );
  });
});
