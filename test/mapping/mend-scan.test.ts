import { describe, expect, it } from "vitest";
import type { Run } from "../../src/document/document.ts";
import { getFieldDefinition } from "../../src/mapping/fields.ts";
import type { Leaf } from "../../src/mapping/form-text.ts";
import { mendScan } from "../../src/mapping/mending/mend-scan.ts";
import type { FieldReading, ReadRow } from "../../src/mapping/readings.ts";
import { understood } from "../../src/mapping/trace.ts";

/** A character as a reader of pictures gives it: how sure it is, what else it may be, how wide it is in points. */
interface Doubt {
  readonly confidence: number;
  readonly readings?: readonly string[];
  readonly width?: number;
}

/** A cell read from a picture; characters without a doubt are sure, and 5 points wide. */
function scan(text: string, doubts: Readonly<Record<number, Doubt>> = {}): Leaf {
  const runs = Array.from(text, (_, index): Run => {
    const { confidence = 0.999, readings = [], width = 5 } = doubts[index] ?? {};
    return { from: index, to: index + 1, at: { page: 1, box: [index * 10, 0, index * 10 + width, 10] }, confidence, readings: [...readings] };
  });
  return { index: 0, text, runs, at: [], marks: new Uint8Array(text.length) };
}

const typed = (text: string): Leaf => ({ index: 0, text, runs: [], at: [], marks: new Uint8Array(text.length) });

function reading(field: string, leaf: Leaf): FieldReading {
  return {
    use: { field, options: new Map(), ignore: [], wholeLine: false },
    definition: getFieldDefinition(field),
    spans: [{ leaf, from: 0, to: leaf.text.length }],
    text: leaf.text,
    pieces: [leaf.text],
    rule: "test:1",
    labelSimilarity: 1,
    labelSpans: [],
    unitTexts: [],
    condition: "clean",
  };
}

function row(fields: Readonly<Record<string, Leaf>>): ReadRow {
  const readings = Object.entries(fields).map(([field, leaf]) => reading(field, leaf));
  const unit = { index: 0, kind: "row", chunks: [], grid: "ruled", block: 0 } as const;
  return { picture: { kind: "values", elements: [], repeats: true, startsSection: false, line: 1, paragraph: false }, rowIndex: 0, unit, form: 0, section: 0, readings, tornLabels: 0, cutLabels: 0, unused: [] };
}

const share = (target: Leaf, name = "路灯完好率"): ReadRow => row({ "indicators.name": scan(name), "indicators.target": target });
const sound = [share(scan("≥95%")), share(scan("90%"), "居民满意度")];

/** What the target of a row says that stands among sound shares. */
function mendTarget(target: Leaf, name?: string, others = sound): string {
  const rows = mendScan([...others, share(target, name)], [target]);
  const mended = rows.at(-1)?.readings[1];
  return mended === undefined ? "" : understood(mended);
}

describe("a % that was misread in a scan", () => {
  it("is put back where dirt, or nothing, stands in its place", () => {
    expect(mendTarget(scan("≥98*", { 3: { confidence: 0.6 } }))).toBe("≥98%");
    expect(mendTarget(scan("98"))).toBe("98%");
  });

  it("is a digit that the reader also took for %, or that is as wide as one", () => {
    expect(mendTarget(scan("40", { 1: { confidence: 0.9, readings: ["9", "%"] } }))).toBe("4%");
    expect(mendTarget(scan("≤516", { 3: { confidence: 0.6, width: 8 } }))).toBe("≤51%");
  });

  it("is what a digit in the cell of the unit stands for", () => {
    const odd = row({ "indicators.name": scan("费用超支比例"), "indicators.target": scan("1"), "indicators.unit": scan("6", { 0: { confidence: 0.6 } }) });
    expect(mendScan([odd], [scan("1")])[0]?.readings.map(understood)).toEqual(["费用超支比例", "1", "%"]);
  });

  it("is two digits behind a number that else is more than the whole", () => {
    expect(mendTarget(scan("9596"))).toBe("95%");
    expect(mendTarget(scan("9512"))).toBe("9512");
  });

  it("has a point before its last figures, however the reader took it", () => {
    expect(mendTarget(scan("≥97,5%", { 3: { confidence: 0.6 } }))).toBe("≥97.5%");
  });

  it("is never put in where the name is no share's, the form prints none, a unit is printed, or the text was typed", () => {
    expect(mendTarget(scan("98"), "安装路灯数量")).toBe("98");
    expect(mendTarget(scan("98"), "路灯完好率", [])).toBe("98");
    expect(mendTarget(scan("98次"))).toBe("98次");
    expect(mendScan([share(typed("95%")), share(typed("90%")), share(typed("98"))], [typed("98")]).map((one) => one.readings[1]?.mended)).toEqual([undefined, undefined, undefined]);
  });
});

describe("a doubtful character of a scan", () => {
  const mendText = (leaf: Leaf, others: readonly Leaf[] = []): string => {
    const [one] = mendScan([row({ "narratives.necessity": leaf })], [leaf, ...others]);
    const [mended] = one?.readings ?? [];
    return mended === undefined ? "" : understood(mended);
  };

  it("is the other reading of it that makes a word where the first makes none", () => {
    expect(mendText(scan("可以减少隐惠。", { 5: { confidence: 0.6, readings: ["患"] } }))).toBe("可以减少隐患。");
  });

  it("stays where it makes a word itself, where its reader is sure, or where nothing else was seen", () => {
    expect(mendText(scan("目前检测样品。", { 0: { confidence: 0.7, readings: ["日"] } }))).toBe("目前检测样品。");
    expect(mendText(scan("可以减少隐惠。", { 5: { confidence: 0.98, readings: ["患"] } }))).toBe("可以减少隐惠。");
    expect(mendText(scan("可以减少隐惠。", { 5: { confidence: 0.4 } }))).toBe("可以减少隐惠。");
  });

  it("keeps what was read beside what it is read as", () => {
    const [one] = mendScan([row({ "narratives.necessity": scan("可以减少隐惠。", { 5: { confidence: 0.6, readings: ["患"] } }) })], [scan("一", {})]);
    expect(one?.readings[0]).toMatchObject({ text: "可以减少隐惠。", mended: "可以减少隐患。" });
  });
});

describe("a point that a scan's reader took for a comma", () => {
  const mendField = (field: string, leaf: Leaf): string => {
    const [one] = mendScan([row({ [field]: leaf })], [leaf]);
    const [mended] = one?.readings ?? [];
    return mended === undefined ? "" : understood(mended);
  };

  it("is a point before the last one or two digits of an amount, and before a share or an amount in prose", () => {
    expect(mendField("funding.total", scan("2456000,00"))).toBe("2456000.00");
    expect(mendField("narratives.overview", scan("成活率提高81,04%，约需7,5万元。"))).toBe("成活率提高81.04%，约需7.5万元。");
  });

  it("stays a comma before three digits, in a list, and in a text that was typed", () => {
    expect(mendField("funding.total", scan("1,245"))).toBe("1,245");
    expect(mendField("narratives.overview", scan("见附件1,2，共1,245万元。"))).toBe("见附件1,2，共1,245万元。");
    expect(mendField("funding.total", typed("2456000,00"))).toBe("2456000,00");
  });
});

describe("a speck that a scan's reader took for a point", () => {
  const mendField = (field: string, leaf: Leaf): string => {
    const [one] = mendScan([row({ [field]: leaf })], [leaf]);
    const [mended] = one?.readings ?? [];
    return mended === undefined ? "" : understood(mended);
  };

  it("is left out at the ends of names and numbers, and where it parts no digits of a target", () => {
    expect(mendField("phone", scan("15410843883.", { 11: { confidence: 0.96 } }))).toBe("15410843883");
    expect(mendField("indicators.name", scan("设备故障率：", { 5: { confidence: 0.9 } }))).toBe("设备故障率");
    expect(mendField("indicators.target", scan("<=.4小时", { 2: { confidence: 0.6 } }))).toBe("<=4小时");
    expect(mendField("indicators.target", scan("=1.个"))).toBe("=1个");
    expect(mendField("indicators.explanation", scan("完成情况.", { 4: { confidence: 0.85 } }))).toBe("完成情况");
  });

  it("does not hide that a comparator was typed as two signs", () => {
    expect(mendField("indicators.target", scan("≥=11户"))).toBe(">=11户");
  });

  it("stays where the reader is sure, between digits, in prose, and alone", () => {
    expect(mendField("indicators.name", scan("设备故障率：", { 5: { confidence: 0.99 } }))).toBe("设备故障率：");
    expect(mendField("indicators.target", scan("≥4.5小时", { 2: { confidence: 0.6 } }))).toBe("≥4.5小时");
    expect(mendField("narratives.overview", scan("改善环境.", { 4: { confidence: 0.6 } }))).toBe("改善环境.");
    expect(mendField("indicators.explanation", scan("完成情况。", { 4: { confidence: 0.85 } }))).toBe("完成情况。");
    expect(mendField("indicators.target", scan("-", { 0: { confidence: 0.6 } }))).toBe("-");
  });
});
