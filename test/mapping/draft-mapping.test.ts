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
