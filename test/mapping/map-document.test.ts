import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeMappings, onlyFiling, onlyProject, readText } from "./read-form.ts";

const picture = `
# {formTitle label=试验项目绩效目标表 span=line}
（{fiscalYear}年）
| 项目名称 | {name} | 项目属性 | {nature new=新增项目 continuing=延续项目} |
| 主管部门 | {supervisingDepartment} | 项目负责人 | {manager} |
| 项目资金（万元） | 年份 | 合计 | 财政拨款 |
| ^ | {funding.period} | {funding.total} | {funding.fiscal} | ← repeats
| 绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 |
| ^ | {indicators.level1 scope=annual} | {indicators.level2} | {indicators.name} | {indicators.target} | ← repeats
`;

const form = [
  "试验项目绩效目标表",
  "（2024年）",
  "项目名称\t村道路灯安装\t项目属性\t新增项目□ 延续项目☑",
  "主管部门\t交通局\t项目负责人\t甲某",
  "项目资金（万元）\t年份\t合计\t财政拨款",
  "\t2024-2026\t30.5\t30.5",
  "\t2024\t10\t10",
  "绩效指标\t一级指标\t二级指标\t指标内容\t指标值",
  "\t产出指标\t数量指标\t安装路灯数量\t≥120盏",
  "\t\t质量指标\t验收合格率\t100%",
  "\t满意度指标\t服务对象满意度指标\t村民满意度\t≥90%",
];

const replaceLine = (from: string, to: string): string => form.map((line) => (line === from ? to : line)).join("\n");

describe("a form with a mapping", () => {
  it("gives each value with its place in the file and the line of the mapping that took it", async () => {
    const mapped = await readText(form.join("\n"), await makeMappings(picture));
    expect(mapped.layout).toBe("testform");
    const name = mapped.filings[0]?.projects[0]?.name;
    expect(name).toMatchObject({ value: "村道路灯安装", raw: "村道路灯安装", at: [{ line: 3, from: 5, to: 11 }], rule: "testform:9" });
    expect(mapped.coverage.unmapped).toBe(0);
  });

  it("reads several years as the whole life and one year as the filing's", async () => {
    const project = onlyProject(await readText(form.join("\n"), await makeMappings(picture)));
    expect(project.funding).toEqual([
      { scope: "whole", period: "2024-2026", source: "total", amountFen: 30_500_000 },
      { scope: "whole", period: "2024-2026", source: "fiscal", amountFen: 30_500_000 },
      { scope: "annual", period: "2024", source: "total", amountFen: 10_000_000 },
      { scope: "annual", period: "2024", source: "fiscal", amountFen: 10_000_000 },
    ]);
  });

  it("carries a blank level down from the row above", async () => {
    const { indicators } = onlyProject(await readText(form.join("\n"), await makeMappings(picture)));
    expect(indicators.map((one) => [one.level1, one.level2Code, one.target?.comparator ?? null, one.target?.value, one.target?.unit])).toEqual([
      ["产出指标", "quantity", ">=", 120, "盏"],
      ["产出指标", "quality", null, 100, "%"],
      ["满意度指标", "service-satisfaction", ">=", 90, "%"],
    ]);
  });

  it("gives null and a finding where no box is ticked", async () => {
    const text = replaceLine(form[2] ?? "", "项目名称\t村道路灯安装\t项目属性\t新增项目□ 延续项目□");
    const mapped = await readText(text, await makeMappings(picture));
    expect(onlyProject(mapped).nature).toBeNull();
    expect(mapped.findings).toContainEqual(expect.objectContaining({ code: "check-mark-missing", path: "filings[0].projects[0].nature" }));
  });

  it("gives null and a finding for an amount whose unit is nowhere", async () => {
    const text = replaceLine(form[4] ?? "", "项目资金\t年份\t合计\t财政拨款");
    const mapped = await readText(text, await makeMappings(picture));
    expect(onlyProject(mapped).funding).toEqual([]);
    expect(mapped.findings.filter((finding) => finding.code === "unit-missing")).toHaveLength(4);
  });

  it("takes the unit from a line of the form where its columns state none", async () => {
    const text = ["资金单位：元", ...replaceLine(form[4] ?? "", "项目资金\t年份\t合计\t财政拨款").split("\n")].join("\n");
    const project = onlyProject(await readText(text, await makeMappings(picture)));
    expect(project.funding[2]).toEqual({ scope: "annual", period: "2024", source: "total", amountFen: 1000 });
  });

  it("keeps values with their labels when two rows stand in each other's place", async () => {
    const swapped = [...form.slice(0, 2), form[3], form[2], ...form.slice(4)].join("\n");
    const straight = onlyFiling(await readText(form.join("\n"), await makeMappings(picture)));
    expect(onlyFiling(await readText(swapped, await makeMappings(picture)))).toEqual(straight);
  });

  it("lists an unknown row as unmapped, with its place, and reads the rest", async () => {
    const text = [...form.slice(0, 4), "审批文号\t某发二四号", ...form.slice(4)].join("\n");
    const mapped = await readText(text, await makeMappings(picture));
    expect(onlyProject(mapped).manager).toBe("甲某");
    expect(mapped.unmapped.map(({ text: one, at }) => [one, at[0]])).toEqual([
      ["审批文号", { line: 5, from: 0, to: 4 }],
      ["某发二四号", { line: 5, from: 5, to: 10 }],
    ]);
  });

  it("knows a label that is damaged beyond reading by its neighbours", async () => {
    const text = replaceLine(form[3] ?? "", "圭昔邵门\t交通局\t项目负责人\t甲某");
    const mapped = await readText(text, await makeMappings(picture));
    expect(onlyProject(mapped).supervisingDepartment).toBe("交通局");
    expect(mapped.findings).toContainEqual(expect.objectContaining({ code: "label-repaired" }));
  });

  it("is two filings where a document holds the form twice", async () => {
    const twice = [...form, ...form.map((line) => line.replace("村道路灯安装", "村道桥梁加固"))].join("\n");
    const mapped = await readText(twice, await makeMappings(picture));
    expect(mapped.filings.map((filing) => filing.projects[0]?.name?.value)).toEqual(["村道路灯安装", "村道桥梁加固"]);
  });
});

describe("a document that is no form", () => {
  it("has no layout, no filings, a finding, and all its characters unmapped", async () => {
    const mapped = await readText("今日天气晴朗。\n明日有雨。");
    expect(mapped).toMatchObject({ layout: null, filings: [] });
    expect(mapped.coverage.unmapped).toBe(mapped.coverage.characters);
    expect(mapped.findings.map((finding) => finding.code)).toContain("layout-unknown");
  });
});

describe("the account of characters", () => {
  it("adds up for any text: valued, labelled and unmapped are all there are, and unmapped text is listed", async () => {
    const mappings = await makeMappings(picture);
    const piece = fc.constantFrom("项目名称", "一级指标", "二级指标", "指标值", "100%", "交通局", "（2024年）", "，", " ", "\t", "\n", "3.5", "附件");
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 60 }), async (pieces) => {
        const text = `甲${pieces.join("")}`;
        const { coverage, unmapped } = await readText(text, mappings);
        const printed = text.replace(/\s/gu, "").length;
        expect(coverage.characters).toBe(printed);
        expect(coverage.valued + coverage.labelled + coverage.unmapped).toBe(printed);
        expect(unmapped.map((one) => one.text.replace(/\s/gu, "").length).reduce((sum, length) => sum + length, 0)).toBe(coverage.unmapped);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a damaged label that fills a cell alone", () => {
  it("leaves none of its characters as a value", async () => {
    const long = `${picture}| 其他需说明的问题 | {narratives.otherNotes} |\n`;
    const mapped = await readText([...form, "其他玉说明的问本\t"].join("\n"), await makeMappings(long));
    expect(onlyProject(mapped).narratives.otherNotes).toBeNull();
  });
});

describe("a form that breaks off", () => {
  it("is read as far as it goes, with a finding", async () => {
    const long = `${picture}| 其他需说明的问题 | {narratives.otherNotes} |\n| 预算部门审核意见 | {narratives.reviewOpinion} |\n| 单位职能概述 | {narratives.functions} |\n| 项目概况 | {narratives.overview} |\n`;
    const mapped = await readText(form.slice(0, 7).join("\n"), await makeMappings(long));
    expect(mapped.layout).toBe("testform");
    expect(onlyProject(mapped).name).toBe("村道路灯安装");
    expect(mapped.findings.map((finding) => finding.code)).toContain("form-incomplete");
  });

  it("is not one that has its end and leaves out rows in the middle", async () => {
    const long = picture.replace("| 项目资金（万元）", "| 项目概况 | {narratives.overview} |\n| 单位职能概述 | {narratives.functions} |\n| 立项依据 | {narratives.basis} |\n| 项目资金（万元）");
    const mapped = await readText(form.join("\n"), await makeMappings(long));
    expect(onlyProject(mapped).indicators).toHaveLength(3);
    expect(mapped.findings.map((finding) => finding.code)).not.toContain("form-incomplete");
  });
});
