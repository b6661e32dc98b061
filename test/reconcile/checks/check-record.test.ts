import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRecord } from "../../../src/reconcile/checks/check-record.ts";
import { addsUp, agreesAsPrinted, getPrecision } from "../../../src/reconcile/checks/printed-amount.ts";
import type { TracedRecord } from "../../../src/canonical/traced.ts";
import { buildDepartment, buildFiling, buildFunding, buildIndicator, buildItem, buildProject, buildRecord, leaf, recordOf, wan } from "../record-builder.ts";

function codes(record: TracedRecord): string[] {
  return checkRecord(record).map((finding) => `${finding.code} ${finding.path ?? ""}`);
}

const project = "filings[0].projects[0]";

describe("checkRecord", () => {
  it("finds nothing wrong with a sound record", () => {
    expect(codes(recordOf(buildProject()))).toEqual([]);
  });

  it("does not repeat a finding that the record has already", () => {
    const record = recordOf(buildProject({ name: null }));
    const [finding] = checkRecord(record);
    expect(finding?.code).toBe("required-missing");
    expect(checkRecord({ ...record, findings: finding === undefined ? [] : [finding] })).toEqual([]);
  });
});

describe("sums", () => {
  it("finds a total that its sources do not add up to", () => {
    const funding = [buildFunding("annual", "total", wan("10")), buildFunding("annual", "fiscal", wan("8")), buildFunding("annual", "other", wan("1"))];
    expect(codes(recordOf(buildProject({ funding })))).toEqual([`sum-mismatch ${project}.funding[0].amountFen`]);
  });

  it("counts 当年财政拨款 as a part of 财政拨款 where both are printed", () => {
    const funding = [buildFunding("annual", "total", wan("10")), buildFunding("annual", "fiscal", wan("10")), buildFunding("annual", "fiscal-current-year", wan("10"))];
    expect(codes(recordOf(buildProject({ funding })))).toEqual([]);
  });

  it("takes a figure ten thousand times off for one in another unit", () => {
    const funding = [buildFunding("annual", "total", wan("10")), buildFunding("annual", "fiscal", wan("100000"))];
    expect(codes(recordOf(buildProject({ funding })))).toEqual([`unit-doubtful ${project}.funding[0].amountFen`]);
  });

  it("does not ask that three years are three times one year", () => {
    const funding = [buildFunding("whole", "total", wan("2611.06"), "2023-2025"), buildFunding("annual", "total", wan("870.35"), "2023")];
    expect(codes(recordOf(buildProject({ funding, endDate: leaf("2025-12-31") })))).toEqual([]);
  });

  it("finds a year above the whole, and a one-year project whose two totals differ", () => {
    const above = [buildFunding("whole", "total", wan("5"), "2023-2025"), buildFunding("annual", "total", wan("10"), "2023")];
    expect(codes(recordOf(buildProject({ funding: above, endDate: leaf("2025-12-31") })))).toEqual([`sum-mismatch ${project}.funding[0].amountFen`]);
    const differing = [buildFunding("whole", "total", wan("15")), buildFunding("annual", "total", wan("10"))];
    expect(codes(recordOf(buildProject({ funding: differing })))).toEqual([`sum-mismatch ${project}.funding[0].amountFen`]);
  });

  it("finds budget items that do not add up to the project's total", () => {
    const budgetItems = [buildItem({ group: leaf("组成"), amountFen: leaf(3_000_000, "3 万元") }), buildItem({ group: leaf("组成"), amountFen: leaf(10_000_000, "10万元") })];
    expect(codes(recordOf(buildProject({ budgetItems })))).toEqual([`sum-mismatch ${project}.budgetItems`]);
  });

  it("lets the prose and the table each say the whole", () => {
    const budgetItems = [
      buildItem({ name: leaf("甲"), amountFen: leaf(10_000_000, "甲为10万元") }),
      buildItem({ group: leaf("内容"), amountFen: leaf(4_000_000, "4万元") }),
      buildItem({ group: leaf("内容"), amountFen: leaf(6_000_000, "6万元") }),
    ];
    expect(codes(recordOf(buildProject({ budgetItems })))).toEqual([]);
  });

  it("leaves other years' items out of the sum", () => {
    const budgetItems = [buildItem({ amountFen: leaf(10_000_000), fiscalYear: leaf(2023) }), buildItem({ amountFen: leaf(7_000_000), fiscalYear: leaf(2022) })];
    expect(codes(recordOf(buildProject({ budgetItems })))).toEqual([]);
  });

  it("holds a department's 项目支出 against its tasks", () => {
    const budget = [{ side: leaf("expenditure" as const), item: leaf("project" as const), amountFen: wan("21.00") }, { side: leaf("income" as const), item: leaf("fiscal" as const), amountFen: wan("21.00") }];
    const tasks = ["12.5", "7.5"].map((amount) => buildProject({ funding: [buildFunding("annual", "total", wan(amount))], indicators: [] }));
    const record = buildRecord([buildFiling({ kind: leaf("department"), department: buildDepartment({ budget }), projects: tasks })]);
    expect(codes(record)).toEqual(["sum-mismatch filings[0].department.budget[0].amountFen"]);
  });

  it("holds the preface against the forms: count and sum, as printed", () => {
    const projects = ["12.3388", "7.6700"].map((amount, at) =>
      buildProject({ funding: [buildFunding("annual", "total", wan(amount))], implementingUnit: leaf(`单位${at}`) }),
    );
    const state = (count: number, amount: string): TracedRecord =>
      buildRecord([buildFiling({ projects })], { projectCount: leaf(count), unitCount: leaf(2), amountFen: wan(amount) });
    expect(codes(state(2, "20.00"))).toEqual([]);
    expect(codes(state(2, "20.02"))).toEqual(["statement-mismatch statement.amountFen"]);
    expect(codes(state(3, "20.00"))).toEqual(["statement-mismatch statement.projectCount"]);
  });
});

describe("precision as printed", () => {
  it("is found from the raw text, whatever the unit", () => {
    expect(getPrecision(wan("6069.30"))).toEqual({ stepFen: 10_000, decimals: 2 });
    expect(getPrecision(leaf(25_000_000, "甲为 25 万元"))).toEqual({ stepFen: 1_000_000, decimals: 0 });
    expect(getPrecision(leaf(1039, "10. 39"))).toEqual({ stepFen: 1, decimals: 2 });
  });

  it("agrees when rounded or cut off, not when rounded up past the half", () => {
    expect(agreesAsPrinted(606_930_88, 606_930_00, 100)).toBe(true);
    expect(agreesAsPrinted(95_424, 95_430, 10)).toBe(false);
    expect(agreesAsPrinted(95_424, 95_420, 10)).toBe(true);
    expect(agreesAsPrinted(95_427, 95_430, 10)).toBe(true);
    expect(agreesAsPrinted(95_427, 95_420, 10)).toBe(true);
  });

  it("accepts every true sum, however total and parts are rounded", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1_000_000, max: 999_999_999 }), { minLength: 2, maxLength: 14 }), fc.constantFrom(1, 2, 3, 4), (fen, decimals) => {
        const parts = fen.map((amount) => wan((amount / 1_000_000).toFixed(decimals)));
        const total = wan((fen.reduce((so, amount) => so + amount, 0) / 1_000_000).toFixed(decimals));
        expect(addsUp(total, parts)).toBe(true);
      }),
    );
  });

  it("refuses a total that is off by more than its parts can be", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 500 }), (amounts, error) => {
        const sum = amounts.reduce((so, amount) => so + amount, 0);
        expect(addsUp(wan(String(sum)), amounts.map((amount) => wan(String(amount))))).toBe(true);
        expect(addsUp(wan(String(sum + error)), amounts.map((amount) => wan(String(amount))))).toBe(false);
      }),
    );
  });
});

describe("products", () => {
  const item = (quantity: number, price: string, amount: string): TracedRecord => {
    const amountFen = wan(amount);
    const funding = [buildFunding("annual", "total", amountFen)];
    return recordOf(buildProject({ funding, budgetItems: [buildItem({ quantity: leaf(quantity), unitPriceFen: wan(price), amountFen })] }));
  };

  it("finds quantity × price that is not the amount", () => {
    expect(codes(item(21, "15", "315"))).toEqual([]);
    expect(codes(item(46, "0.3", "13.8"))).toEqual([]);
    expect(codes(item(21, "15", "325"))).toEqual([`product-mismatch ${project}.budgetItems[0].amountFen`]);
  });

  it("finds a printed product that does not multiply, once", () => {
    const amountFen = leaf(3_800_000, "800×47=38000");
    const budgetItems = [buildItem({ quantity: leaf(47), unitPriceFen: leaf(80_000, "800"), amountFen })];
    expect(codes(recordOf(buildProject({ budgetItems, funding: [buildFunding("annual", "total", leaf(3_800_000, "38000"))] })))).toEqual([
      `product-mismatch ${project}.budgetItems[0].amountFen`,
    ]);
  });

  it("lets an amount be another product than quantity × price where it prints its own", () => {
    const amountFen = leaf(20_000_000, "10. 39×3850=40000 40000×5=200000");
    const budgetItems = [buildItem({ quantity: leaf(3850), unitPriceFen: leaf(1039, "10. 39"), amountFen })];
    expect(codes(recordOf(buildProject({ budgetItems, funding: [buildFunding("annual", "total", leaf(20_000_000, "200000"))] })))).toEqual([]);
  });

  it("bears a price that is printed rounded", () => {
    const amountFen = leaf(4_000_000, "10. 39×3850=40000");
    const budgetItems = [buildItem({ quantity: leaf(3850), unitPriceFen: leaf(1039, "10. 39"), amountFen })];
    expect(codes(recordOf(buildProject({ budgetItems, funding: [buildFunding("annual", "total", leaf(4_000_000, "40000"))] })))).toEqual([]);
  });

  it("accepts every true product", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 9999 }), (quantity, price) => {
        expect(codes(item(quantity, String(price), String(quantity * price)))).toEqual([]);
      }),
    );
  });
});

describe("dates", () => {
  it("finds an end before its start", () => {
    expect(codes(recordOf(buildProject({ startDate: leaf("2023-06-01"), endDate: leaf("2023-05-31") })))).toEqual([`date-order ${project}.endDate`]);
  });

  it("does not find fault with a date for being printed less exactly", () => {
    const schedule = [{ content: leaf("甲"), start: leaf("2023-01"), end: leaf("2023-12") }];
    expect(codes(recordOf(buildProject({ startDate: leaf("2023-01-15"), endDate: leaf("2023-12-10"), schedule })))).toEqual([]);
  });

  it("finds a step outside the project and a project outside the year", () => {
    const schedule = [{ content: leaf("甲"), start: leaf("2023-01"), end: leaf("2024-02") }];
    expect(codes(recordOf(buildProject({ schedule })))).toEqual([`date-outside-year ${project}.schedule[0].end`]);
    expect(codes(recordOf(buildProject({ startDate: leaf("2020-01-01"), endDate: leaf("2021-12-31") })))).toEqual([`date-outside-year ${project}.endDate`]);
  });

  it("finds funding for other years than the project has", () => {
    const funding = [buildFunding("whole", "total", wan("30"), "2023-2025"), buildFunding("annual", "total", wan("10"), "2023")];
    expect(codes(recordOf(buildProject({ funding })))).toEqual([`period-mismatch ${project}.endDate`]);
  });
});

describe("indicators", () => {
  type Parts = Parameters<typeof buildIndicator>[0];
  const found = (...parts: Parts[]): string[] =>
    codes(recordOf(buildProject({ indicators: parts.map(buildIndicator) }))).map((line) => line.replace(`${project}.indicators`, ""));

  it("finds 满意度 under 效益指标, not 成本 under a 成本指标 of its own", () => {
    expect(found({ level1: "效益指标", level2: "满意度指标", name: "服务满意度", target: "≥90%", level1Code: "benefit", level2Code: "service-satisfaction" })).toEqual(["level-mismatch [0].level1"]);
    expect(found({ level1: "成本指标", level2: "经济成本指标", name: "总成本", target: "≤5万元", level1Code: "cost", level2Code: "cost" })).toEqual([]);
  });

  it.each<[string, string, Parts["level2Code"], boolean]>([
    ["网络通达率", "100%", "quantity", true],
    ["计划完成数", "≥90%", "quantity", true],
    ["培训次数", "≥2次", "quantity", false],
    ["接入点位数量", "61个", "quality", true],
    ["质量指数", "90分", "quality", false],
    ["网络通达率", "100%", "timeliness", true],
    ["完成及时率", "100%", "timeliness", false],
    ["资金到位及时性", "及时", "cost", true],
    ["费用超支比例", "0%", "cost", false],
    ["网络通达率", "100%", "cost", true],
    ["合同管理完备性", "完备", "ecological", true],
    ["节能减排效果", "明显", "ecological", false],
    ["网络通达率", "100%", "service-satisfaction", true],
    ["群众满意度", "≥90%", "service-satisfaction", false],
  ])("takes %s with %s under %s for its kind: doubtful %s", (name, target, level2Code, isDoubtful) => {
    const level1Code = level2Code === "service-satisfaction" ? "satisfaction" : level2Code === "ecological" ? "benefit" : "output";
    expect(found({ name, target, level1Code, level2Code: level2Code ?? null })).toEqual(isDoubtful ? ["indicator-kind-doubtful [0].name"] : []);
  });

  it.each<[string, string, string | null]>([
    ["合格率", "≥120%", "target-out-of-range [0].target.value"],
    ["增长率", "120%", null],
    ["超支比例", "100%", "target-against-sense [0].target.value"],
    ["超支比例", "0%", null],
    ["故障发生率", "≤5%", null],
    ["故障发生率", "≥5%", "target-against-sense [0].target.comparator"],
    ["故障修复率", "≥95%", null],
    ["响应时间", "≥2小时", "target-against-sense [0].target.comparator"],
    ["响应时间", "<2小时", null],
    ["正常使用年限", ">3年", null],
    ["验收合格率", "≤90%", "target-against-sense [0].target.comparator"],
    ["单位增长率", "0%", "target-against-sense [0].target.value"],
    ["完成及时率", "及时", "target-not-number [0].target.text"],
    ["完成及时性", "及时", null],
    ["接入单位", "61", "target-unit-missing [0].target.unit"],
  ])("reads %s with %s: %s", (name, target, expected) => {
    expect(found({ name, target })).toEqual(expected === null ? [] : [expected]);
  });

  it("finds an indicator repeated in its scope, not in the other", () => {
    const one: Parts = { name: "通达率", target: "100%" };
    expect(found(one, { ...one, scope: "overall" })).toEqual([]);
    expect(found(one, { ...one, name: "通达率。" })).toEqual(["indicator-repeated [1].name"]);
    expect(found({ ...one, explanation: "甲" }, { ...one, explanation: "乙" })).toEqual([]);
  });

  it("finds a name that is a sentence", () => {
    expect(found({ name: "对提高办事效率、减少奔波、节约成本起到了基础性、关键性的作用。", target: "96%" })).toEqual(["indicator-name-doubtful [0].name"]);
  });

  it("adds up weights where every indicator has one", () => {
    expect(found({ name: "甲", target: "1次", weight: 40 }, { name: "乙", target: "1次", weight: 60 })).toEqual([]);
    expect(found({ name: "甲", target: "1次", weight: 40 }, { name: "乙", target: "1次", weight: 50 })).toEqual([]);
    expect(found({ name: "甲", target: "1次", weight: 40 }, { name: "乙", target: "1次", weight: 55 })).toEqual(["weight-sum "]);
  });
});

describe("prose against figures", () => {
  it("holds the history of the budget against the table's year", () => {
    const budgetItems = [buildItem({ amountFen: leaf(10_000_000), fiscalYear: leaf(2023) }), buildItem({ amountFen: leaf(0, "0"), fiscalYear: leaf(2022) })];
    const say = (text: string): string[] => codes(recordOf(buildProject({ budgetItems, narratives: { budgetHistory: leaf(text) } })));
    expect(say("2022 年 30 万，当年减少 20 万")).toEqual([`prose-contradiction ${project}.narratives.budgetHistory`]);
    expect(say("2023 年 10 万")).toEqual([]);
  });

  it("finds a task whose text says almost its amount", () => {
    const task = (amount: string, content: string): string[] => {
      const one = buildProject({ funding: [buildFunding("annual", "total", wan(amount))], narratives: { content: leaf(content) } });
      return codes(buildRecord([buildFiling({ kind: leaf("department"), department: buildDepartment(), projects: [one] })]));
    };
    expect(task("116.40", "每半年支付581760元，共需支付1163520元。")).toEqual([`prose-contradiction ${project}.funding[0].amountFen`]);
    expect(task("95.43", "共477.12万元，每期95.424万元")).toEqual([`prose-contradiction ${project}.funding[0].amountFen`]);
    expect(task("95.42", "共477.12万元，每期95.424万元")).toEqual([]);
    expect(task("24", "维护及培训，上年为60万元")).toEqual([]);
  });

  it("finds an even split that is none", () => {
    const budgetPlan = leaf("中标金额为 90 万元。费用均分三年支付,2023 年支付金额为 31 万元。");
    const funding = [buildFunding("annual", "total", wan("31"))];
    expect(codes(recordOf(buildProject({ funding, narratives: { budgetPlan } })))).toEqual([`prose-contradiction ${project}.narratives.budgetPlan`]);
  });

  it("finds a part of the plan that has no amount where its fellows have theirs", () => {
    const plan = leaf('工作由甲项目、乙项目(丙、丁)以及"戊"结对项目 3 个部分组成。');
    const items = (...names: string[]): Parameters<typeof buildProject>[0] => ({
      narratives: { plan },
      budgetItems: names.map((name) => buildItem({ name: leaf(name), amountFen: leaf(10_000_000 / names.length, `${10 / names.length}万元`) })),
    });
    expect(codes(recordOf(buildProject(items("甲项目", "乙项目(丙、丁)"))))).toEqual([`prose-contradiction ${project}.narratives.plan`]);
    expect(codes(recordOf(buildProject(items("甲项目", "乙项目(丙、丁)", "戊结对项目", "己"))))).toEqual([]);
    expect(codes(recordOf(buildProject(items("差旅费", "会议费"))))).toEqual([]);
  });

  it("finds a goal copied from another project", () => {
    const goals = { overall: leaf("进一步落实各项要求，确保设备安全运作，保密工作有序开展。"), annual: null };
    expect(codes(recordOf(buildProject({ goals }), buildProject({ goals })))).toEqual(["text-copied filings[0].projects[1].goals.overall"]);
  });
});

describe("blanks", () => {
  it("asks for the year, the name, the total, a goal and indicators", () => {
    const blank = buildProject({ name: null, funding: [], goals: { overall: null, annual: null }, indicators: [] });
    expect(codes(buildRecord([buildFiling({ fiscalYear: null, projects: [blank] })]))).toEqual([
      "year-missing filings[0].fiscalYear",
      ...["funding", "goals", "indicators", "name"].map((field) => `required-missing ${project}.${field}`),
    ]);
  });

  it("asks who filled in the form and when only where the form has that line", () => {
    const preparer = { name: leaf("某人"), phone: null, date: null };
    expect(codes(buildRecord([buildFiling({ preparer })]))).toEqual(["required-missing filings[0].preparer.date"]);
  });
});

describe("numbering", () => {
  it("finds a number left out among budget items", () => {
    const items = (...names: string[]): string[] => {
      const budgetItems = names.map((name) => buildItem({ name: leaf(name), amountFen: leaf(10_000_000 / names.length, `${10 / names.length}万元`) }));
      return codes(recordOf(buildProject({ budgetItems })));
    };
    expect(items("1、甲", "2、乙", "3、丙", "5、丁")).toEqual([`numbering-gap ${project}.budgetItems[3].name`]);
    expect(items("1、甲", "2、乙", "1、丙", "2、丁")).toEqual([]);
  });

  it("finds a task left out of its group, which may begin again at 1", () => {
    const tasks = (...groups: [string, number][]): string[] => {
      const projects = groups.map(([group, number]) => buildProject({ taskGroup: leaf(group), sequence: leaf(number) }));
      return codes(buildRecord([buildFiling({ kind: leaf("department"), department: buildDepartment(), projects })]));
    };
    expect(tasks(["甲", 1], ["乙", 1], ["乙", 2], ["乙", 3])).toEqual([]);
    expect(tasks(["乙", 1], ["乙", 2], ["乙", 4])).toEqual(["numbering-gap filings[0].projects[2].sequence"]);
  });
});

describe("proportions", () => {
  it("finds a project ten thousand times its neighbours", () => {
    const projects = ["10", "25", "400000", "8", "12"].map((amount) => buildProject({ funding: [buildFunding("annual", "total", wan(amount))] }));
    expect(codes(recordOf(...projects))).toEqual(["unit-doubtful filings[0].projects[2].funding[0].amountFen"]);
  });

  it("bears large and small projects beside each other", () => {
    const projects = ["3600", "4.8", "10", "581.44", "15"].map((amount) => buildProject({ funding: [buildFunding("annual", "total", wan(amount))] }));
    expect(codes(recordOf(...projects))).toEqual([]);
  });
});
