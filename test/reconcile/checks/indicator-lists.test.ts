import { describe, expect, it } from "vitest";
import { checkRecord } from "../../../src/reconcile/checks/check-record.ts";
import type { Indicator } from "../../../src/canonical/record.ts";
import type { Traced, TracedRecord } from "../../../src/canonical/traced.ts";
import { buildIndicator, buildProject, leaf, recordOf } from "../record-builder.ts";

const list = "filings[0].projects[0].indicators";

function codes(record: TracedRecord): string[] {
  return checkRecord(record).map((finding) => `${finding.code} ${finding.path ?? ""}`);
}

type Row = Traced<Indicator>;
type Scope = "overall" | "annual";

const quantity = (name: string, target: string, scope: Scope = "annual"): Row =>
  buildIndicator({ scope, level1: "产出指标", level2: "数量指标", level1Code: "output", level2Code: "quantity", name, target });
const timeliness = (name: string, target: string): Row =>
  buildIndicator({ level1: "产出指标", level2: "时效指标", level1Code: "output", level2Code: "timeliness", name, target });
const quality = (name: string, target: string, scope: Scope = "annual"): Row =>
  buildIndicator({ scope, level1: "产出指标", level2: "质量指标", level1Code: "output", level2Code: "quality", name, target });
const cost = (name: string, target: string, level2 = "成本指标"): Row =>
  buildIndicator({ level1: "成本指标", level2, level1Code: "cost", level2Code: "cost", name, target });
const economic = (name: string, target: string): Row =>
  buildIndicator({ level1: "效益指标", level2: "经济效益指标", level1Code: "benefit", level2Code: "economic", name, target });
const social = (name: string, target: string, scope: Scope = "annual"): Row =>
  buildIndicator({ scope, level1: "效益指标", level2: "社会效益指标", level1Code: "benefit", level2Code: "social", name, target });
const ecological = (name: string, target: string): Row =>
  buildIndicator({ level1: "效益指标", level2: "生态效益指标", level1Code: "benefit", level2Code: "ecological", name, target });
const satisfaction = (name: string, target: string, scope: Scope = "annual"): Row =>
  buildIndicator({ scope, level1: "满意度指标", level2: "服务对象满意度指标", level1Code: "satisfaction", level2Code: "service-satisfaction", name, target });

describe("an indicator under a second level that is not its own", () => {
  const check = (...indicators: Row[]) => codes(recordOf(buildProject({ indicators })));
  const misplaced = [`indicator-misplaced ${list}[0].name`];

  it("is found where it measures the budget's execution, a quality or the use of money", () => {
    expect(check(timeliness("预算执行率", "=100%"))).toEqual(misplaced);
    expect(check(timeliness("护林员完备性", "完备"))).toEqual(misplaced);
    expect(check(cost("公厕布局合理性", "合理"))).toEqual(misplaced);
    expect(check(economic("养护资金使用的合规性", "合规"))).toEqual(misplaced);
  });

  it("is found where it counts what was done under a benefit", () => {
    expect(check(social("补植苗木数量", "≥200株"))).toEqual(misplaced);
    expect(check(social("惠及村民数量", "≥200人"), social("交通事故次数", "≤2次"))).toEqual([]);
  });

  it("is found where nothing economic or ecological is named, and where an assessment stands for satisfaction", () => {
    expect(check(economic("古树名木覆盖率", "≥90%"))).toEqual(misplaced);
    expect(check(ecological("护理员能力水平", "提升"))).toEqual(misplaced);
    expect(check(satisfaction("年终考核结果", "合格"))).toEqual(misplaced);
  });

  it("is none where the level may be meant so", () => {
    expect(check(timeliness("补植苗木及时率", "≥95%"), timeliness("工期安排合理性", "合理"))).toEqual([]);
    expect(check(cost("成本合理性", "合理"), cost("预算执行率", "≥95%"), cost("施工对村民出行影响的可控性", "可控", "社会成本指标"))).toEqual([]);
    expect(check(economic("带动村民增收", "≥300元"), economic("林下种植", "亩产不降低"))).toEqual([]);
    expect(check(ecological("水质达标率", "≥90%"), ecological("河道垃圾清理", "清洁"), ecological("弃渣场清运率", "≥90%"))).toEqual([]);
    expect(check(quality("账目资料完备性", "完备"), satisfaction("村民满意度", "≥90%"))).toEqual([]);
  });
});

describe("an indicator under its own second level", () => {
  const check = (...indicators: Row[]) => codes(recordOf(buildProject({ indicators })));

  it("is not asked for a number because it ends in 效率 or 频率", () => {
    expect(check(economic("提高灌溉效率", "提高"), quality("巡护频率", "符合规定"))).toEqual([]);
  });

  it("may count what went wrong or well under 质量, and save what is bought or used under 成本", () => {
    expect(check(quality("水泵故障次数", "≤3次"), quality("获奖作品数量", "≥2件"))).toEqual([]);
    expect(check(cost("水电消耗下降率", "≥1%"), cost("采购节支率", "≥5%"))).toEqual([]);
  });

  it("may fight what is bad with a least value", () => {
    expect(check(economic("盘活闲置校舍", "≥3处"))).toEqual([]);
    expect(check(economic("校舍闲置", "≥3处"))).toEqual([`target-against-sense ${list}[0].target.comparator`]);
  });
});

describe("a list of indicators", () => {
  const outputs = [quantity("检修路灯数量", "≥50盏"), quality("检修合格率", "≥95%")];

  it("without any satisfaction is found where outputs and benefits are there", () => {
    const benefits = [social("夜间出行知晓率", "≥80%"), social("夜间出行便利程度", "提升")];
    expect(codes(recordOf(buildProject({ indicators: [...outputs, ...benefits] })))).toEqual([`indicator-group-missing ${list}`]);
    expect(codes(recordOf(buildProject({ indicators: [...outputs, ...benefits, satisfaction("居民满意度", "≥90%")] })))).toEqual([]);
    expect(codes(recordOf(buildProject({ indicators: outputs })))).toEqual([]);
  });

  const listOf = (scope: Scope, first: string): Row[] => [
    quantity("检修路灯数量", first, scope),
    quality("检修合格率", "≥95%", scope),
    social("夜间出行知晓率", "≥80%", scope),
    satisfaction("居民满意度", "≥90%", scope),
  ];

  it("for the long term that is the annual one over again is found", () => {
    expect(codes(recordOf(buildProject({ indicators: [...listOf("overall", "≥50盏"), ...listOf("annual", "≥50盏")] })))).toEqual([`indicators-copied ${list}`]);
    expect(codes(recordOf(buildProject({ indicators: [...listOf("overall", "≥150盏"), ...listOf("annual", "≥50盏")] })))).toEqual([]);
  });

  it("is no copy where one printed row has a target for each scope", () => {
    const at = (rows: Row[]): Row[] => rows.map((row, line) => (row.name === null ? row : { ...row, name: { ...row.name, at: [{ line: line + 1, from: 0, to: 4 }] } }));
    expect(codes(recordOf(buildProject({ indicators: [...at(listOf("overall", "≥50盏")), ...at(listOf("annual", "≥50盏"))] })))).toEqual([]);
  });

  it("that is for the most part another project's is found, under another name only", () => {
    const names = ["检修灯杆数量", "更换灯头数量", "巡查线路次数", "补装标牌数量"];
    const indicators = [...names.map((name) => quantity(name, "≥5个")), satisfaction("居民满意度", "≥90%")];
    const lamps = buildProject({ name: leaf("路灯维护"), indicators });
    const books = (own: Row[]) => buildProject({ name: leaf("图书借阅"), indicators: own });
    expect(codes(recordOf(lamps, books(indicators)))).toEqual(["indicators-copied filings[0].projects[1].indicators"]);
    expect(codes(recordOf(lamps, buildProject({ name: leaf("2024年路灯维护"), indicators }))).filter((code) => code.startsWith("indicators-copied"))).toEqual([]);
    expect(codes(recordOf(lamps, books([...indicators.slice(0, 2), quantity("借出图书数量", "≥5册")])))).toEqual([]);
  });
});

describe("a target in words", () => {
  const check = (name: string, target: string) => codes(recordOf(buildProject({ indicators: [quality(name, target)] })));

  it("is found where it names another quality than its indicator asks for", () => {
    expect(check("安排合理性", "合规")).toEqual([`target-off-subject ${list}[0].target.text`]);
    expect(check("系统可扩展性", "健全")).toEqual([`target-off-subject ${list}[0].target.text`]);
  });

  it("answers with the same quality, a synonym, a grade or a time", () => {
    for (const [name, target] of [["安排合理性", "合理"], ["管理规范性", "合规"], ["管理规范性", "优良"], ["制度健全性", "长期"], ["公文规范性", "达标"]] as const) expect(check(name, target)).toEqual([]);
  });
});
