import { describe, expect, it } from "vitest";
import { onlyFiling, onlyProject, readText } from "./read-form.ts";

const indicators = ["绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t分值", "\t产出指标\t数量指标\t修缮校舍面积\t≥800平方米\t20", "\t效益指标\t社会效益指标\t受益学生人数\t350人\t10"];

describe("a form that no mapping knows", () => {
  it("is read by the labels that forms in general print", async () => {
    const text = ["项目支出绩效目标表", "（2023年度）", "专项名称\t校舍修缮\t项目编码\tX-07", "主管部门及代码\t[105]教育局\t实施单位\t第三中学", "年度资金总额（万元）\t12\t其中：财政拨款\t12", ...indicators].join("\n");
    const mapped = await readText(text);
    expect(mapped.layout).toBe("generic");
    expect(onlyFiling(mapped)).toMatchObject({ kind: "project", formTitle: "项目支出绩效目标表", fiscalYear: 2023 });
    const project = onlyProject(mapped);
    expect(project).toMatchObject({ name: "校舍修缮", code: "X-07", supervisingDepartment: "教育局", supervisingDepartmentCode: "105", implementingUnit: "第三中学" });
    expect(project.funding.map((row) => [row.scope, row.source, row.amountFen])).toEqual([
      ["annual", "total", 12_000_000],
      ["annual", "fiscal", 12_000_000],
    ]);
    expect(project.indicators.map((one) => [one.level2Code, one.name, one.weight])).toEqual([
      ["quantity", "修缮校舍面积", 20],
      ["social", "受益学生人数", 10],
    ]);
    expect(mapped.coverage.unmapped).toBe(0);
  });

  it("takes a column for the whole period and one for the year as an indicator each", async () => {
    const text = ["专项资金绩效目标表", "项目名称\t河道清淤\t主管部门\t水务局", "年度目标\t清淤二十公里。", "一级指标\t二级指标\t三级指标\t实施期指标值\t年度指标值", "产出指标\t数量指标\t清淤长度\t60公里\t20公里"].join("\n");
    expect(onlyProject(await readText(text)).indicators.map((one) => [one.scope, one.target?.value])).toEqual([
      ["overall", 60],
      ["annual", 20],
    ]);
  });

  it("reads labels and values that share a line", async () => {
    const text = ["项目绩效目标申报书", "项目名称：公园绿化", "主管部门：园林局", "项目负责人：乙某    联系电话：5550123", "年度资金总额：5.1万元    其中：财政拨款：3.2万元", "一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t种植乔木数量\t300株"].join("\n");
    const project = onlyProject(await readText(text));
    expect(project).toMatchObject({ name: "公园绿化", manager: "乙某", phone: "5550123" });
    expect(project.funding.map((row) => row.amountFen)).toEqual([5_100_000, 3_200_000]);
  });

  it("gives one project for each name of a list", async () => {
    const text = ["2022年部门预算项目绩效目标汇总表", "金额单位：万元", "序号\t项目名称\t项目类别\t资金总额\t年度绩效目标", "1\t甲项目设备购置\t特定目标类\t10\t购置设备五台。", "2\t乙项目运行维护\t其他运转类\t3.5\t全年正常运行。", "合计\t\t\t13.5\t"].join("\n");
    const { projects } = onlyFiling(await readText(text));
    expect(projects.map((one) => [one.sequence, one.name, one.funding[0]?.amountFen])).toEqual([
      [1, "甲项目设备购置", 10_000_000],
      [2, "乙项目运行维护", 3_500_000],
    ]);
  });
});

it("a list of projects whose heading for their names is damaged has each project by its own", async () => {
  const row = (...cells: string[]): string => cells.join("\t");
  const text = [
    "2023年部门预算项目支出绩效目标表",
    row("大天名丰", "年度预算（万元）", "年度目标", "一级指标", "二级指标", "三级指标", "指标值"),
    row("路灯节能改造工程", "24", "改造路灯三百盏。", "产出指标", "数量指标", "改造路灯数量", "300盏"),
    row("", "", "", "效益指标", "社会效益指标", "居民知晓率", "≥76%"),
    row("河堤加固维修经费", "18", "加固河堤两公里。", "产出指标", "数量指标", "加固河堤长度", "2公里"),
  ].join("\n");
  const { projects } = onlyFiling(await readText(text));
  expect(projects.map((one) => [one.name, one.indicators.length])).toEqual([
    ["路灯节能改造工程", 2],
    ["河堤加固维修经费", 1],
  ]);
});

describe("a form of an unknown region", () => {
  const head = ["项目支出绩效目标表", "（2023年度）", "项目名称\t堤防加固\t主管部门\t水务局"];

  it("takes 指标性质 for the comparator where signs stand below it, and for the kind of target where words do", async () => {
    const text = [...head, "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位", "产出指标\t数量指标\t加固长度\t≥\t12\t公里", "效益指标\t社会效益指标\t防洪能力\t定性\t提升\t"].join("\n");
    const { indicators } = onlyProject(await readText(text));
    expect(indicators.map((one) => [one.target?.raw, one.target?.comparator, one.direction])).toEqual([
      ["≥12公里", ">=", null],
      ["提升", null, "qualitative"],
    ]);
  });

  it("takes no value of last year and none of what came of it for this year's", async () => {
    const text = [...head, "资金来源（万元）\t上年度预算安排\t本年度申请金额", "合计\t30\t42", "一级指标\t二级指标\t三级指标\t上年度指标值\t年度指标值\t实际完成值", "产出指标\t数量指标\t加固长度\t8公里\t12公里\t11公里"].join("\n");
    const project = onlyProject(await readText(text));
    expect(project.funding.map((row) => row.amountFen)).toEqual([42_000_000]);
    expect(project.indicators.map((one) => [one.name, one.target?.value])).toEqual([["加固长度", 12]]);
  });

  it("gives each of two periods side by side its own amounts", async () => {
    const text = [...head, "项目资金（万元）\t中期资金总额\t360\t年度资金总额\t120", "\t其中：财政拨款\t300\t其中：财政拨款\t100", "\t上年结转\t-\t上年结转\t20", "年度目标\t加固堤防十二公里。", "一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t加固长度\t12公里"].join("\n");
    expect(onlyProject(await readText(text)).funding.map((row) => [row.scope, row.source, row.amountFen])).toEqual([
      ["whole", "total", 360_000_000],
      ["annual", "total", 120_000_000],
      ["whole", "fiscal", 300_000_000],
      ["annual", "fiscal", 100_000_000],
      ["annual", "carry-over", 20_000_000],
    ]);
  });

  it("joins no cell that it does not know to its neighbour's value, and lists it", async () => {
    const text = [...head, "实施单位\t河道所\t巡查频率等级\t甲等", "年度目标\t加固堤防。", "一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t加固长度\t12公里"].join("\n");
    const mapped = await readText(text);
    expect(onlyProject(mapped).implementingUnit).toBe("河道所");
    expect(mapped.unmapped.map((one) => one.text)).toEqual(["巡查频率等级", "甲等"]);
  });

  it("reads the text below a heading on a line of its own", async () => {
    const text = [...head, "一、项目概况", "堤防年久失修。", "需要加固。", "二、立项依据", "防洪规划。", "一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t加固长度\t12公里"].join("\n\n");
    expect(onlyProject(await readText(text)).narratives).toMatchObject({ overview: "堤防年久失修。\n需要加固。", basis: "防洪规划。" });
  });

  it("tells levels of its own apart from pieces of known ones", async () => {
    const text = ["部门整体绩效目标表", "部门名称\t图书馆\t基本支出（万元）\t5", "年度目标\t办好阅读。", "一级指标\t二级指标\t三级指标\t指标值", "投入管理指标\t工作目标管理\t目标相关性\t相关", "产出指标\t重点工作完成\t活动场次\t≥48场"].join("\n");
    expect(onlyFiling(await readText(text)).department?.indicators.map((one) => [one.level1, one.level2])).toEqual([
      ["投入管理指标", "工作目标管理"],
      ["产出指标", "重点工作完成"],
    ]);
  });

  it("begins another filing at a title, and another project at a name without one", async () => {
    const list = ["一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t完成数\t3项"];
    const project = (name: string): string[] => [`项目名称\t${name}\t主管部门\t水务局`, "年度目标\t完成任务。", ...list];
    const text = ["部门整体支出绩效目标表", "部门名称\t水务局\t基本支出（万元）\t5", "年度目标\t完成任务。", ...list, "项目支出绩效目标表", ...project("甲工程"), ...project("乙工程")].join("\n");
    const { filings } = await readText(text);
    expect(filings.map((filing) => [filing.kind.value, filing.projects.map((one) => one.name?.value)])).toEqual([
      ["department", []],
      ["project", ["甲工程", "乙工程"]],
    ]);
  });

  it("is taken apart where a conversion ran it into one line", async () => {
    const text = "项目支出绩效目标表 （2023年度） 项目名称 堤防加固 主管部门 水务局 实施单位 河道所 项目资金（万元） 年度资金总额 120 其中：财政拨款 100 年度目标 加固堤防十二公里。 绩效指标 一级指标 二级指标 三级指标 指标值 分值 产出指标 数量指标 加固长度 ≥12公里 20 质量指标 验收合格率 100% 10 效益指标 社会效益指标 受益人数 3500人 30";
    const project = onlyProject(await readText(text));
    expect(project).toMatchObject({ name: "堤防加固", supervisingDepartment: "水务局", implementingUnit: "河道所", goals: { annual: "加固堤防十二公里。" } });
    expect(project.funding.map((row) => [row.source, row.amountFen])).toEqual([
      ["total", 120_000_000],
      ["fiscal", 100_000_000],
    ]);
    expect(project.indicators.map((one) => [one.level1Code, one.name, one.target?.raw, one.weight])).toEqual([
      ["output", "加固长度", "≥12公里", 20],
      ["output", "验收合格率", "100%", 10],
      ["benefit", "受益人数", "3500人", 30],
    ]);
  });

  it("knows the columns of its list by what stands below damaged headings, and says so", async () => {
    const text = [...head, "犬级指标\t二级太标\t三木指丰\t指标午\t分值", "产出指标\t数量指标\t加固长度\t≥12公里\t20", "\t质量指标\t验收合格率\t≥98%\t10"].join("\n");
    const mapped = await readText(text);
    expect(onlyProject(mapped).indicators.map((one) => [one.level1, one.name, one.target?.value])).toEqual([
      ["产出指标", "加固长度", 12],
      ["产出指标", "验收合格率", 98],
    ]);
    expect(mapped.findings.map((finding) => finding.code)).toContain("label-repaired");
  });
});
