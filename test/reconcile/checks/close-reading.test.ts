import { describe, expect, it } from "vitest";
import { checkRecord } from "../../../src/reconcile/checks/check-record.ts";
import type { TracedRecord } from "../../../src/canonical/traced.ts";
import { buildFunding, buildIndicator, buildProject, leaf, recordOf, wan } from "../record-builder.ts";

const project = "filings[0].projects[0]";

function codes(record: TracedRecord): string[] {
  return checkRecord(record).map((finding) => `${finding.code} ${finding.path ?? ""}`);
}

describe("a total beside noughts", () => {
  it("is no sum where the row that holds the money is not among the printed parts", () => {
    const funding = [buildFunding("annual", "total", wan("10")), buildFunding("annual", "carry-over", wan("0")), buildFunding("annual", "other", wan("0"))];
    expect(codes(recordOf(buildProject({ funding })))).toEqual([]);
  });

  it("is a wrong one where that row is printed as a nought too", () => {
    const funding = [buildFunding("annual", "total", wan("10")), buildFunding("annual", "fiscal", wan("0"))];
    expect(codes(recordOf(buildProject({ funding })))).toEqual([`sum-mismatch ${project}.funding[0].amountFen`]);
  });
});

describe("a product in the prose", () => {
  const check = (costingBasis: string) => codes(recordOf(buildProject({ narratives: { costingBasis: leaf(costingBasis) } })));

  it("is found where count and price do not make the amount", () => {
    expect(check("1、管护公厕，共 120 家，每家每年约 800 元，打包价约 8 万元；2、其他。")).toEqual([`product-mismatch ${project}.narratives.costingBasis`]);
    expect(check("全区 300 个站点的保洁，每处每年 100 元，共 2.50 万元")).toEqual([`product-mismatch ${project}.narratives.costingBasis`]);
  });

  it("is right as rounded, and is none where the amounts speak of different things", () => {
    expect(check("共 120 家，每家每年约 800 元，打包价约 9.6 万元")).toEqual([]);
    expect(check("共 120 家，每家每年约 833 元，打包价约 10 万元")).toEqual([]);
    expect(check("共 120 家。每家每年约 800 元，另需宽带费 8 万元")).toEqual([]);
  });
});

describe("a reference", () => {
  it("that has another number elsewhere in the document is found, brackets aside", () => {
    const cite = (number: string) => buildProject({ narratives: { basis: leaf(`《甲县公厕管护办法》（${number}）`) } });
    expect(codes(recordOf(cite("甲府办〔2020〕5号"), cite("甲府办(2020) 5 号")))).toEqual([]);
    expect(codes(recordOf(cite("甲府办〔2020〕5号"), cite("甲府办〔2021〕15号")))).toEqual(["prose-contradiction filings[0].projects[1].narratives.basis"]);
  });
});

describe("a time", () => {
  it("that the plan still speaks of, long before the form's year, is found", () => {
    const plan = (text: string) => codes(recordOf(buildProject({ narratives: { plan: leaf(text) } })));
    expect(plan("计划于2021年11月底前完成招标。")).toEqual([`date-outside-year ${project}.narratives.plan`]);
    expect(plan("计划于2022年12月完成招标，拟2023年5月启动。2021年10月采购。")).toEqual([]);
  });

  it("is found in the name of a project that is of another year than its form", () => {
    expect(codes(recordOf(buildProject({ name: leaf("2022年公厕管护") })))).toEqual([`date-outside-year ${project}.name`]);
    expect(codes(recordOf(buildProject({ name: leaf("2023年度公厕管护") })))).toEqual([]);
    expect(codes(recordOf(buildProject({ name: leaf("2035年远景规划编制") })))).toEqual([`date-outside-year ${project}.name`]);
  });
});

describe("an indicator", () => {
  const levels = { level1: "产出指标", level2: "数量指标", level1Code: "output", level2Code: "quantity" } as const;

  it("is a repetition where its words only stand in another order", () => {
    const indicators = [
      buildIndicator({ ...levels, name: "县级接入会议系统的乡镇会场数量", target: "≥2个" }),
      buildIndicator({ ...levels, name: "会议系统县级接入乡镇会场数量", target: "≥2个" }),
      buildIndicator({ ...levels, name: "会议系统村级接入乡镇会场数量", target: "≥2个" }),
    ];
    expect(codes(recordOf(buildProject({ indicators })))).toEqual([`indicator-repeated ${project}.indicators[1].name`]);
  });

  it("has no target where the target only says its last word again", () => {
    const timeliness = { level1: "产出指标", level2: "时效指标", level1Code: "output", level2Code: "timeliness" } as const;
    const of = (target: string) => codes(recordOf(buildProject({ indicators: [buildIndicator({ ...timeliness, name: "采购完成及时性", target })] })));
    expect(of("及时性")).toEqual([`target-not-number ${project}.indicators[0].target.text`]);
    expect(of("及时")).toEqual([]);
  });
});
