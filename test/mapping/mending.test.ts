import { describe, expect, it } from "vitest";
import type { FieldReading } from "../../src/mapping/readings.ts";
import type { Leaf } from "../../src/mapping/form-text.ts";
import { getFieldDefinition } from "../../src/mapping/fields.ts";
import { resolveLevels } from "../../src/mapping/indicator-levels.ts";
import { DocumentWords } from "../../src/mapping/mending/document-words.ts";
import { mendShape, mendTear } from "../../src/mapping/mending/mend-tear.ts";
import { separateColumns } from "../../src/mapping/running/two-columns.ts";
import type { Token } from "../../src/mapping/running/running-tokens.ts";

function makeLeaf(text: string): Leaf {
  return { index: 0, text, runs: [], at: [], marks: new Uint8Array(text.length) };
}

const wordsOf = (...texts: string[]): DocumentWords => new DocumentWords(texts.map(makeLeaf));

describe("a text torn at a cell border", () => {
  it("is joined as it is where nothing speaks for a change", () => {
    expect(mendTear("路灯安", "装数量", wordsOf("安装路灯"))).toBe("路灯安装数量");
  });

  it("loses debris that is no Chinese", () => {
    expect(mendTear("路灯安", "E装数量", wordsOf("安装路灯"))).toBe("路灯安装数量");
  });

  it("loses half a character that stands for one already read", () => {
    expect(mendTear("宣传制", "川度健全性", wordsOf("各项制度", "制度健全"))).toBe("宣传制度健全性");
  });

  it("gets a character back that was cut in two, when the document says it elsewhere", () => {
    expect(mendTear("检测批", "设告数量", wordsOf("出具检测报告", "检测报告五份"))).toBe("检测报告数量");
  });

  it("is the right piece alone where that says the left one again", () => {
    expect(mendTear("公园绿", "公园绿化面积", wordsOf("公园"))).toBe("公园绿化面积");
  });

  it("that is a date stands once where both sides have the same digit", () => {
    const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/u.test(text);
    expect(mendShape(["2024-12-3", "31"], isDate)).toBe("2024-12-31");
    expect(mendShape(["2024-12-", "-31"], isDate)).toBe("2024-12-31");
  });
});

describe("two columns that were read line by line", () => {
  it("are sorted out by the width of their lines and where sentences end", () => {
    const lines = ["完成全镇村道路灯的安装与调试，提高", "安装路灯一百二十盏，", "村民夜间出行的安全水平，改善人居环", "全年故障率控制在百分", "境。", "之五以内。"];
    const tokens: Token[] = lines.map((text) => ({ text, span: { leaf: makeLeaf(text), from: 0, to: text.length } }));
    const columns = separateColumns(tokens, wordsOf("人居环境", "百分之五"));
    expect(columns?.left.map((token) => token.text).join("")).toBe("完成全镇村道路灯的安装与调试，提高村民夜间出行的安全水平，改善人居环境。");
    expect(columns?.right.map((token) => token.text).join("")).toBe("安装路灯一百二十盏，全年故障率控制在百分之五以内。");
  });
});

describe("levels of indicators", () => {
  const reading = (text: string): FieldReading => ({
    use: { field: "indicators.level2", options: new Map(), ignore: [], wholeLine: false },
    definition: getFieldDefinition("indicators.level2"),
    spans: [],
    text,
    pieces: [text],
    rule: "test:1",
    labelSimilarity: 1,
    labelSpans: [],
    unitTexts: [],
    condition: "clean",
  });
  const resolve = (rows: readonly (readonly [string, string])[], spanned = false): (string | undefined)[][] =>
    resolveLevels(rows.map(([level1, level2]) => ({ level1: reading(level1), level2: reading(level2) })), spanned).map(({ level1, level2 }) => [
      level1?.mended ?? level1?.text,
      level2?.mended ?? level2?.text,
    ]);

  it("in a sound table are carried down as printed, under whatever first level", () => {
    expect(resolve([["产出指标", "数量指标"], ["", "质量指标"], ["", "服务对象满意度指标"]])).toEqual([
      ["产出指标", "数量指标"],
      ["产出指标", "质量指标"],
      ["产出指标", "服务对象满意度指标"],
    ]);
  });

  it("torn over rows are joined, and rows before the label take it too", () => {
    expect(resolve([["", "数量指标"], ["产出指", "质量指标"], ["标", "可持续影"], ["效益指标", "响指标"]])).toEqual([
      ["产出指标", "数量指标"],
      ["产出指标", "质量指标"],
      ["效益指标", "可持续影响指标"],
      ["效益指标", "可持续影响指标"],
    ]);
  });

  it("do not reach down into the group of another first level", () => {
    expect(resolve([["产出指标", "数量指标"], ["满意度指标", ""]])).toEqual([
      ["产出指标", "数量指标"],
      ["满意度指标", undefined],
    ]);
  });

  it("printed in the middle of their rows hold for those above that belong to them, unless the grid says which rows they cover", () => {
    const rows = [["产出指标", "数量指标"], ["", "经济效益指标"], ["效益指标", "社会效益指标"]] as const;
    expect(resolve(rows)[1]).toEqual(["效益指标", "经济效益指标"]);
    expect(resolve(rows, true)[1]).toEqual(["产出指标", "经济效益指标"]);
  });

  it("stay with the label above where a row in between does", () => {
    expect(resolve([["产出指标", "数量指标"], ["", "经济效益指标"], ["", "时效指标"], ["效益指标", "社会效益指标"]])[1]).toEqual(["产出指标", "经济效益指标"]);
  });
});
