import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMovedItem } from "../../../src/reconcile/corrections/find-moved-item.ts";

describe("findMovedItem", () => {
  it("follows an item to its new position", () => {
    expect(findMovedItem(["乙", "甲", "丙"], { key: "甲", nth: 0 })).toBe(1);
  });

  it("tells equal items apart by their order", () => {
    expect(findMovedItem(["甲", "乙", "甲"], { key: "甲", nth: 1 })).toBe(2);
  });

  it("knows an item that reads a little differently", () => {
    expect(findMovedItem(["系统运行维护费用", "设备采购"], { key: "系统运行维护费田", nth: 0 })).toBe(0);
  });

  it("does not choose between two that are equally near, nor take a stranger", () => {
    expect(findMovedItem(["年度|线路巡检次数甲", "年度|线路巡检次数乙"], { key: "年度|线路巡检次数丙", nth: 0 })).toBeUndefined();
    expect(findMovedItem(["设备采购"], { key: "系统运行", nth: 0 })).toBeUndefined();
    expect(findMovedItem([], { key: "系统运行", nth: 0 })).toBeUndefined();
  });

  it("finds every item of every reordered list again", () => {
    const keys = fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(keys.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) => {
        for (const key of list) expect(findMovedItem(shuffled, { key, nth: 0 })).toBe(shuffled.indexOf(key));
      }),
    );
  });
});
