import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignBest } from "./assignment.ts";
import { scoreCells } from "./cell-score.ts";
import { addCounts, rateCounts, scoreLeaves } from "./leaf-score.ts";
import { countTargets } from "./target-score.ts";
import { areTextsEqual, boundedDistance } from "./text-equality.ts";

const funding = (period: string | null, source: string, amountFen: number): object => ({ scope: "annual", period, source, amountFen });
const target = (value: number, unit: string | null): object => ({ raw: `${value}`, comparator: null, value, upper: null, unit, text: null });
const indicator = (name: string, value: number): object => ({ scope: "annual", level1: "产出指标", level2: "数量指标", name, target: target(value, "次") });
const project = (parts: object): object => ({ filings: [{ kind: "project", projects: [parts] }] });

describe("leaf F1", () => {
  it("is 1 for a record against itself, and null leaves count for nothing", () => {
    const record = project({ name: "甲", code: null, funding: [funding("2023", "total", 5)] });
    expect(scoreLeaves(record, record)).toMatchObject({ f1: 1, right: 6, expected: 6, actual: 6, faults: [] });
  });

  it("counts a wrong leaf against precision and recall and lists it with both paths", () => {
    const score = scoreLeaves(project({ name: "甲" }), project({ name: "乙" }));
    expect(score).toMatchObject({ right: 1, expected: 2, actual: 2, f1: 0.5 });
    expect(score.faults).toEqual([
      { kind: "wrong", path: "filings[0].projects[0].name", actualPath: "filings[0].projects[0].name", expected: "甲", actual: "乙" },
    ]);
  });

  it("counts a missing leaf against recall only and an extra leaf against precision only", () => {
    const full = project({ name: "甲", phone: "1" });
    const part = project({ name: "甲" });
    expect(scoreLeaves(full, part)).toMatchObject({ precision: 1, recall: 2 / 3 });
    expect(scoreLeaves(part, full)).toMatchObject({ precision: 2 / 3, recall: 1 });
  });

  it("aligns lists by content and not by position", () => {
    const rows = [indicator("巡检次数", 4), indicator("培训次数", 2), indicator("检测次数", 7)];
    expect(scoreLeaves(project({ indicators: rows }), project({ indicators: rows.toReversed() })).f1).toBe(1);
  });

  it("pairs an indicator whose name is slightly misread and finds one leaf wrong", () => {
    const truth = project({ indicators: [indicator("巡检完成次数", 4), indicator("培训人员总数", 2)] });
    const actual = project({ indicators: [indicator("培训人员总数", 2), indicator("巡栓完成次数", 4)] });
    expect(scoreLeaves(truth, actual).faults).toHaveLength(1);
  });

  it("keeps funding rows of different sources apart even when their amounts are equal", () => {
    const truth = project({ funding: [funding(null, "total", 5), funding(null, "fiscal", 5)] });
    const actual = project({ funding: [funding(null, "fiscal", 5)] });
    expect(scoreLeaves(truth, actual).faults.map((fault) => fault.kind)).toEqual(["missing", "missing", "missing"]);
  });

  it("leaves out document, coverage and findings, and reads traced records", () => {
    const traced = { value: "甲", raw: "甲", at: [], confidence: 1, rule: "x:1" };
    const actual = { document: { fileName: "a" }, coverage: { characters: 3 }, findings: [{ code: "x" }], ...project({ name: traced }) };
    expect(scoreLeaves(project({ name: "甲" }), actual)).toMatchObject({ f1: 1, actual: 2 });
  });

  it("sums the leaves of several documents before it rates them", () => {
    const counts = addCounts([{ right: 1, expected: 1, actual: 1 }, { right: 0, expected: 3, actual: 1 }]);
    expect(rateCounts(counts)).toEqual({ precision: 0.5, recall: 0.25, f1: 1 / 3 });
  });
});

describe("equality of texts", () => {
  it("ignores width and white space", () => {
    expect(areTextsEqual("（一）2023 年\n目标", "(一)2023年目标")).toBe(true);
  });

  it("wants short texts to be the same to the letter", () => {
    expect(areTextsEqual("项目完成率", "项目完成宰")).toBe(false);
  });

  it("lets one letter in 200 differ in a long text, and not one in 100", () => {
    expect(areTextsEqual("字".repeat(200), `${"字".repeat(199)}宇`)).toBe(true);
    expect(areTextsEqual("字".repeat(100), `${"字".repeat(99)}宇`)).toBe(false);
  });

  it("computes the distance inside its limit as the full method does", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("甲", "乙", "丙"), maxLength: 12 }), fc.string({ unit: fc.constantFrom("甲", "乙", "丙"), maxLength: 12 }), (a, b) => {
        const full = boundedDistance(Array.from(a), Array.from(b), 24);
        expect(boundedDistance(Array.from(a), Array.from(b), 3)).toBe(Math.min(full, 4));
        expect(boundedDistance(Array.from(b), Array.from(a), 24)).toBe(full);
      }),
    );
  });
});

describe("assignment", () => {
  it("finds the greatest total that trying every permutation finds", () => {
    const matrix = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(matrix, (gains) => {
        const total = assignBest(gains).reduce((sum, [row, column]) => sum + (gains[row]?.[column] ?? 0), 0);
        expect(total).toBe(tryAll(gains, 0, new Set()));
      }),
    );
  });
});

describe("targets", () => {
  it("count as right only when comparator, value and unit all are", () => {
    const truth = project({ indicators: [indicator("巡检次数", 4), indicator("培训人数", 2)] });
    const unitless = { ...indicator("培训人数", 2), target: { ...target(2, "次"), comparator: ">=" } };
    const score = scoreLeaves(truth, project({ indicators: [indicator("巡检次数", 4), unitless] }));
    expect(countTargets(score)).toEqual({ targets: 2, right: 1 });
  });
});

describe("cell F1", () => {
  const cell = (row: number, column: number, text: string, columnSpan = 1): object & CellOf => ({ row, column, rowSpan: 1, columnSpan, text });
  it("takes a cell as right only with its place, both spans and its text", () => {
    const truth = [{ cells: [cell(0, 0, "甲", 2), cell(1, 0, "乙"), cell(1, 1, "")] }];
    const actual = [{ cells: [cell(0, 0, "甲"), cell(1, 0, " 乙 ")] }];
    expect(scoreCells(truth, actual, { text: true })).toMatchObject({ right: 1, expected: 2, actual: 2 });
    expect(scoreCells(truth, actual, { text: false })).toMatchObject({ right: 1, expected: 3, actual: 2 });
  });
});

interface CellOf {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
}

function tryAll(gains: number[][], row: number, used: Set<number>): number {
  if (row === gains.length) return 0;
  let best = tryAll(gains, row + 1, used);
  gains[row]?.forEach((gain, column) => {
    if (used.has(column)) return;
    best = Math.max(best, gain + tryAll(gains, row + 1, new Set([...used, column])));
  });
  return best;
}
