import { describe, expect, it } from "vitest";
import type { Leaf } from "../../src/mapping/form-text.ts";
import { listMiddleDivisions } from "../../src/mapping/running/middle-labels.ts";
import { senseName } from "../../src/mapping/running/name-sense.ts";
import { readRunningIndicators } from "../../src/mapping/running/running-indicators.ts";
import type { Token } from "../../src/mapping/running/running-tokens.ts";

/** Each row's second level (that of the row above where it has none), name and target. */
function readRows(text: string): string[] {
  const leaf: Leaf = { index: 0, text, runs: [], at: [], marks: new Uint8Array(text.length) };
  const tokens = Array.from(text.matchAll(/\S+/gu), (match): Token => ({ text: match[0], span: { leaf, from: match.index, to: match.index + match[0].length } }));
  const join = (row: readonly Token[]): string => row.map((token) => token.text).join("");
  let level2 = "";
  return readRunningIndicators(tokens).map((row) => {
    level2 = join(row.level2) || level2;
    return `${level2} ${join(row.name)} ${join(row.target)}`;
  });
}

describe("labels printed in the middle of their rows", () => {
  it("divide the rows where only one division has each in the middle", () => {
    expect(listMiddleDivisions([1, 2, 4], 6)).toEqual([[2, 1, 3]]);
    expect(listMiddleDivisions([0, 1], 2)).toEqual([[1, 1]]);
  });

  it("divide them in every way that keeps to that where there are several", () => {
    expect(listMiddleDivisions([1, 3, 4], 5)).toEqual([
      [3, 1, 1],
      [2, 2, 1],
    ]);
  });

  it("divide nothing where a label cannot stand in the middle", () => {
    expect(listMiddleDivisions([0, 1], 4)).toEqual([]);
    expect(listMiddleDivisions([1, 1], 3)).toEqual([]);
  });
});

describe("an indicator table run into one line", () => {
  it("deals a label in the middle of three rows to all three", () => {
    expect(readRows("路灯更换数量 =29盏 数量指标 护栏检修次数 =21次 巡查里程数 >=116公里 质量指标 路灯完好率 >=97%")).toEqual([
      "数量指标 路灯更换数量 =29盏",
      "数量指标 护栏检修次数 =21次",
      "数量指标 巡查里程数 >=116公里",
      "质量指标 路灯完好率 >=97%",
    ]);
  });

  it("lets the names decide where the places allow several divisions", () => {
    const read = readRows("路灯更换数量 =29盏 数量指标 护栏检修次数 =21次 路灯完好率 >=97% 质量指标 护栏合格率 >=98% 时效指标 更换及时率 >=90%");
    expect(read.map((row) => row.slice(0, 2))).toEqual(["数量", "数量", "质量", "质量", "时效"]);
  });

  it("puts a label of two lines together around the name between them", () => {
    expect(readRows("生态效益指标 废灯回收率 >=90% 可持续影 管护制度健全性 健全 响指标")).toEqual(["生态效益指标 废灯回收率 >=90%", "可持续影响指标 管护制度健全性 健全"]);
  });
});

it.each([
  ["更换路灯及时率", "timeliness"],
  ["路灯更换数量", "quantity"],
  ["路灯完好率", "quality"],
  ["养护成本", "cost"],
  ["沿线居民满意度", "service-satisfaction"],
])("the name %s speaks for %s", (name, code) => {
  expect(senseName(name)).toBe(code);
});
