import { describe, expect, it } from "vitest";
import { checkRecord } from "../../../src/reconcile/checks/check-record.ts";
import type { TracedRecord } from "../../../src/canonical/traced.ts";
import { buildFunding, buildIndicator, buildItem, buildProject, leaf, recordOf, wan } from "../record-builder.ts";

const project = "filings[0].projects[0]";

function codes(record: TracedRecord): string[] {
  return checkRecord(record).map((finding) => `${finding.code} ${finding.path ?? ""}`);
}

describe("a costing in points", () => {
  const content = "1、管护城区公厕，共 40 座；\n2、清运村庄垃圾 300 吨。\n3、湖面打捞船只燃油\n4、“随手拍”平台维护";
  const check = (costingBasis: string, total: string, budgetItems = [buildItem({ name: leaf("邮电费"), amountFen: leaf(20_000_000) })]) =>
    codes(
      recordOf(
        buildProject({
          funding: [buildFunding("annual", "total", wan(total))],
          budgetItems: [...budgetItems, buildItem({ amountFen: leaf(Math.round((Number(total) - 20) * 1_000_000)) })],
          narratives: { content: leaf(content), costingBasis: leaf(costingBasis) },
        }),
      ),
    );
  const costing = "1、管护城区公厕，共 40 座，约 10 万元；\n2、清运村庄垃圾 300 吨，约 16 万元；\n3、“随手拍”平台维护 6.00 万元/年";

  it("that makes the total without an amount for a point of the content is found", () => {
    expect(check(costing, "32")).toEqual([`prose-contradiction ${project}.narratives.content`]);
  });

  it("is none where every point has its amount, or where the total is more", () => {
    expect(check(`${costing}\n4、湖面打捞船只燃油 8 万元`, "40")).toEqual([]);
    expect(check(costing, "50")).toEqual([]);
  });

  it("that costs more of a thing than the table has under its heading is found", () => {
    const broadband = "1、管护城区公厕 10 万元\n2、湖面打捞船只燃油与垃圾清运 4 万元\n3、平台互联网接入宽带 500M，约 26 万元";
    expect(check(broadband, "40")).toContain(`prose-contradiction ${project}.narratives.costingBasis`);
    expect(check(broadband.replace("26 万元", "16 万元").replace("10 万元", "20 万元"), "40")).not.toContain(`prose-contradiction ${project}.narratives.costingBasis`);
  });
});

describe("what a year was budgeted", () => {
  const check = (content: string) => codes(recordOf(buildProject({ narratives: { content: leaf(content) } })));

  it("is found where the prose says it twice, differently", () => {
    expect(check("所需建设经费73万元列入2022年财政预算安排。本项目2022年度已安排资金50万元，差额列入2023年预算。")).toEqual([`prose-contradiction ${project}.narratives.content`]);
  });

  it("is none where the clauses speak of other years, the same amount, or parts", () => {
    expect(check("所需经费73万元列入2022年财政预算安排。2023年度已安排资金50万元。")).toEqual([]);
    expect(check("所需经费73万元列入2022年财政预算安排，2022年已安排资金73万元。")).toEqual([]);
    expect(check("2022年安排绿化管护10万元，2022年安排路灯电费20万元。")).toEqual([]);
  });
});

describe("a quantity that an indicator asks for", () => {
  const count = (name: string, target: string) => buildIndicator({ level1: "产出指标", level2: "数量指标", level1Code: "output", level2Code: "quantity", name, target });
  const value = `quantity-mismatch ${project}.indicators[0].target.value`;
  const row = (name: string, quantity: number, unit: string, price: number) =>
    buildItem({ group: leaf("助餐项目组成"), name: leaf(name), quantity: leaf(quantity), quantityUnit: leaf(unit), unitPriceFen: leaf(price), amountFen: leaf(quantity * price) });

  it("is found where it is more than the budget's rows of the same subject pay for", () => {
    const check = (target: string) => codes(recordOf(buildProject({ indicators: [count("助餐人数", target)], budgetItems: [row("午餐", 300, "人", 20_000), row("晚餐", 100, "人", 40_000)] })));
    expect(check("≥900人")).toEqual([value]);
    expect(check("≥400人")).toEqual([]);
    expect(check("≥900次")).toEqual([]);
  });

  it("is none where the rows pay those who come to work", () => {
    const lecturers = row("讲师讲课费", 4, "人", 2_500_000);
    expect(codes(recordOf(buildProject({ indicators: [count("助餐人数", "≥900人")], budgetItems: [lecturers] })))).toEqual([]);
  });

  it("is found where the plan does it so many times a month", () => {
    const check = (target: string, plan: string, name = "道路清扫次数") => codes(recordOf(buildProject({ name: leaf("道路清扫"), indicators: [count(name, target)], narratives: { plan: leaf(plan) } })));
    expect(check("≥4次", "每个月开展道路清扫2次，做好记录。")).toEqual([value]);
    expect(check("≥4次", "每月发布1篇简报。")).toEqual([value]);
    expect(check("≥30次", "每半月开展道路清扫一次。")).toEqual([value]);
  });

  it("is none where it is what the plan makes, or where the frequency is of another thing", () => {
    const check = (target: string, plan: string, name = "道路清扫次数") => codes(recordOf(buildProject({ name: leaf("道路养护"), indicators: [count(name, target)], narratives: { plan: leaf(plan) } })));
    expect(check("≥24次", "每个月开展道路清扫2次。")).toEqual([]);
    expect(check("≥4次", "每个月发布1篇简报。道路清扫按需开展。")).toEqual([]);
    expect(check("≥4次", "每月支付2000元，每12个月结算一次。")).toEqual([]);
  });
});

describe("a long-term goal", () => {
  const check = (overall: string, annual: string, period: string) =>
    codes(
      recordOf(
        buildProject({
          endDate: leaf("2025-12-31"),
          goals: { overall: leaf(overall), annual: leaf(annual) },
          funding: [buildFunding("whole", "total", wan("30"), period), buildFunding("annual", "total", wan("10"), "2023")],
        }),
      ),
    ).filter((code) => code.startsWith("goal"));

  it("that is the year's over again is found where the money is for several years", () => {
    expect(check("全县路灯亮灯率100%。", "全县路灯亮灯率达100%。", "2023-2025")).toEqual([`goal-unchanged ${project}.goals.overall`]);
    expect(check("全县路灯亮灯率100%。", "全县路灯亮灯率100%。", "2023")).toEqual([]);
    expect(check("完成第二期路灯改造。", "完成第一期路灯改造。", "2023-2025")).toEqual([]);
    expect(check("全县路灯亮灯率100%。", "更换县城主干道路灯三百盏。", "2023-2025")).toEqual([]);
  });
});

describe("a goal", () => {
  const bridges = buildProject({ name: leaf("2023年桥梁隧道安全检测项目"), goals: { overall: leaf("桥梁隧道安全检测全部完成"), annual: null } });
  const trees = (overall: string, overview: string) => buildProject({ name: leaf("古树名木保护"), goals: { overall: leaf(overall), annual: null }, narratives: { overview: leaf(overview) } });

  it("that speaks of what another project is named for is found", () => {
    expect(codes(recordOf(bridges, trees("确保桥梁隧道安全检测按期完成", "复壮古树")))).toEqual(["goal-foreign filings[0].projects[1].goals.overall"]);
  });

  it("is the project's own where its other words speak of the same", () => {
    expect(codes(recordOf(bridges, trees("确保桥梁隧道安全检测按期完成", "为桥梁隧道安全检测让路的古树要迁移")))).toEqual([]);
    expect(codes(recordOf(bridges, trees("古树名木安全", "复壮古树")))).toEqual([]);
  });
});
