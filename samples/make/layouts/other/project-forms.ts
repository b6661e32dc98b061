import type { Indicator, Project } from "../../../../src/canonical/record.ts";
import { makeProject } from "../../blank-record.ts";
import { label, makeTable, paragraph, value, type PrintedForm, type RowCell } from "../../form.ts";
import { printTenThousands, printYuan } from "../../invent/amounts.ts";
import { makeIndicator, plainLevelWords, type LevelWords } from "../../invent/indicators.ts";
import type { Random } from "../../random.ts";
import { printDate } from "../dates.ts";
import type { Drawing } from "../drawing.ts";
import { drawIndicatorRows } from "../indicator-rows.ts";
import { amountOf, inventOtherFunding, inventOtherIndicators, inventOtherProject, otherTruth } from "./invent.ts";

const tenThousands = (amountFen: number | null): string | null => (amountFen === null ? null : printTenThousands(amountFen));
const labels = (...texts: string[]): RowCell[] => texts.map((text) => label(text));

function form(title: string, year: number, rows: readonly (readonly RowCell[])[], widths: readonly number[], before: readonly string[] = []): PrintedForm {
  return {
    blocks: [paragraph(title, "title", "center"), paragraph(`（${year}年度）`, "line", "center"), ...before.map((text) => paragraph(text, "line")), makeTable(rows, widths)],
  };
}

/** The form of many provinces since 2018: one year, one list of indicators with scores and remarks. */
export function drawAnnualScores(random: Random): Drawing {
  const { theme, year, unit, full } = inventOtherProject(random);
  const weights = [20, 15, 10, 10, 10, 5, 5, 5];
  const indicators = inventOtherIndicators(random, theme).map((one, index) => ({ ...one, weight: weights[index] ?? 5, note: index === 1 ? "按季统计" : null }));
  const { name, supervisingDepartment, supervisingDepartmentCode, implementingUnit } = full;
  const funding = inventOtherFunding(random, "annual");
  const project = makeProject({ name, supervisingDepartment, supervisingDepartmentCode, implementingUnit, goals: { overall: null, annual: full.goals.annual }, funding, indicators });
  const printRest = (one: Indicator): RowCell[] => [value(one.name), value(one.target?.raw ?? null), value(`${one.weight ?? ""}`), value(one.note)];
  const rows = [
    [label("项目名称"), value(name, 6)],
    [label("主管部门及代码"), value(`[${supervisingDepartmentCode ?? ""}]${supervisingDepartment ?? ""}`, 3), label("实施单位"), value(implementingUnit, 2)],
    [label("项目资金\n（万元）", 3), label("年度资金总额：", 1, 2), value(tenThousands(amountOf(funding, "annual", "total")), 4)],
    [label("其中：财政拨款", 1, 2), value(tenThousands(amountOf(funding, "annual", "fiscal")), 4)],
    [label("其他资金", 1, 2), value(tenThousands(amountOf(funding, "annual", "other")), 4)],
    [label("年度总体目标"), value(project.goals.annual, 6)],
    [label("绩效指标", indicators.length + 1), ...labels("一级指标", "二级指标", "三级指标", "指标值", "分值", "备注")],
    ...drawIndicatorRows(indicators, printRest, { mergeLevel2: true }),
  ];
  const title = "项目支出绩效目标申报表";
  return { truth: otherTruth(title, year, project, { reportingUnit: unit }), form: form(title, year, rows, [12, 12, 14, 28, 14, 8, 12], [`填报单位：${unit}`]) };
}

/** As the budget systems print it: direction, value, unit and weight of each indicator in cells of their own; amounts in yuan. */
export function drawDirectionUnits(random: Random): Drawing {
  const { theme, year, full } = inventOtherProject(random);
  const cells = new Map<Indicator, readonly [direction: string, value: string, unit: string]>();
  const indicators = inventOtherIndicators(random, theme).map((one) => {
    const target = one.target;
    const measured = target?.value != null && target.upper === null;
    const direction = target?.value == null ? "qualitative" : target.comparator === "<=" ? "negative" : "positive";
    const words = { positive: "正向指标", negative: "反向指标", qualitative: "定性指标" }[direction];
    const sign = target?.comparator === null || target?.comparator === undefined ? "" : { ">=": "≥", "<=": "≤", "=": "=", ">": ">", "<": "<" }[target.comparator];
    const printedValue = measured ? `${sign}${target.value}` : (target?.raw ?? "").replace(target?.unit ?? "\u0000", "");
    const unit = target?.value == null ? "" : (target.unit ?? "");
    const indicator = { ...one, direction: direction as NonNullable<Indicator["direction"]>, weight: 10, target: target === null ? null : { ...target, raw: `${printedValue}${unit}` } };
    cells.set(indicator, [words, printedValue, unit]);
    return indicator;
  });
  const funding = inventOtherFunding(random, "annual");
  const { name, code, category, supervisingDepartment, implementingUnit, manager, phone } = full;
  const project = makeProject({ name, code, category, supervisingDepartment, implementingUnit, manager, phone, goals: { overall: null, annual: full.goals.annual }, funding, indicators });
  const yuan = (source: "total" | "fiscal" | "other"): string => printYuan(amountOf(funding, "annual", source) ?? 0, 2);
  const printRest = (one: Indicator): RowCell[] => {
    const [direction, number, unit] = cells.get(one) ?? ["", "", ""];
    return [value(one.name), value(direction), value(number), value(unit), value(`${one.weight ?? ""}`)];
  };
  const rows = [
    [label("项目名称"), value(name, 3), label("项目编码"), value(code, 3)],
    [label("主管部门"), value(supervisingDepartment, 3), label("实施单位"), value(implementingUnit, 3)],
    [label("项目负责人"), value(manager), label("联系电话"), value(phone), label("项目类别"), value(category, 3)],
    [label("资金总额（元）"), value(yuan("total")), label("财政拨款（元）"), value(yuan("fiscal"), 2), label("其他资金（元）"), value(yuan("other"), 2)],
    [label("年度绩效目标"), value(project.goals.annual, 7)],
    [label("年度绩效指标", indicators.length + 1), ...labels("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "权重")],
    ...drawIndicatorRows(indicators, printRest, { mergeLevel2: false }),
  ];
  const title = "项目支出绩效目标表";
  return { truth: otherTruth(title, year, project), form: form(title, year, rows, [11, 12, 15, 22, 12, 10, 9, 9]) };
}

/** A target for the whole period and one for the year in two columns of one list, money likewise. */
export function drawTwoTargets(random: Random): Drawing {
  const { theme, year, full } = inventOtherProject(random);
  const overall = inventOtherIndicators(random, theme, { scope: "overall", most: 6 });
  const annual = overall.map((one, index) => (index % 4 === 3 ? null : makeIndicator({ ...one, scope: "annual" })));
  const funding = [...inventOtherFunding(random, "whole", 3), ...inventOtherFunding(random, "annual")];
  const { name, supervisingDepartment, implementingUnit, startDate, endDate, goals } = full;
  const indicators = [...overall, ...annual.filter((one) => one !== null)];
  const project = makeProject({ name, supervisingDepartment, implementingUnit, startDate, endDate, goals, funding, indicators });
  const money = (text: string, source: "total" | "fiscal" | "other"): RowCell[] => [
    label(text),
    value(tenThousands(amountOf(funding, "whole", source)), 2),
    label(text),
    value(tenThousands(amountOf(funding, "annual", source))),
  ];
  const printRest = (one: Indicator): RowCell[] => {
    const twin = annual[overall.indexOf(one)];
    return [value(one.name), value(one.target?.raw ?? null), value(twin?.target?.raw ?? null)];
  };
  const rows = [
    [label("项目名称"), value(name, 5)],
    [label("主管部门"), value(supervisingDepartment, 2), label("实施单位"), value(implementingUnit, 2)],
    [label("项目起止时间"), value(`${printDate(startDate ?? "")}至${printDate(endDate ?? "")}`, 5)],
    [label("项目资金\n（万元）", 4), label("实施期资金", 1, 3), label("年度资金", 1, 2)],
    money("资金总额", "total"),
    money("其中：财政拨款", "fiscal"),
    money("其他资金", "other"),
    [label("绩效目标", 2), label("实施期目标", 1, 3), label("年度目标", 1, 2)],
    [value(goals.overall, 3), value(goals.annual, 2)],
    [label("绩效指标", overall.length + 1), ...labels("一级指标", "二级指标", "三级指标", "实施期指标值", "年度指标值")],
    ...drawIndicatorRows(overall, printRest, { mergeLevel2: true }),
  ];
  const title = "财政专项资金绩效目标申报表";
  return { truth: otherTruth(title, year, project), form: form(title, year, rows, [14, 15, 17, 26, 14, 14]) };
}

/** The whole period's list on the left, the year's list on the right, in the same rows. */
export function drawSideBySide(random: Random): Drawing {
  const { theme, year, full } = inventOtherProject(random);
  const overall = inventOtherIndicators(random, theme, { scope: "overall", most: 6 });
  const annual = overall.map((one) => makeIndicator({ ...one, scope: "annual", name: `${year}年${one.name ?? ""}` }));
  const { name, supervisingDepartment, implementingUnit, nature, goals } = full;
  const funding = inventOtherFunding(random, "annual");
  const project = makeProject({ name, nature, supervisingDepartment, implementingUnit, goals, funding, indicators: [...overall, ...annual] });
  const printRest = (one: Indicator): RowCell[] => {
    const twin = annual[overall.indexOf(one)];
    return [value(one.name), value(one.target?.raw ?? null), value(twin?.level2 ?? null), value(twin?.name ?? null), value(twin?.target?.raw ?? null)];
  };
  const rows = [
    [label("项目名称"), value(name, 4), label("项目属性"), value(`${nature === "new" ? "☑" : "□"}新增项目 ${nature === "continuing" ? "☑" : "□"}延续项目`, 2)],
    [label("主管部门"), value(supervisingDepartment, 4), label("实施单位"), value(implementingUnit, 2)],
    [label("项目资金（万元）", 3), label("年度资金总额", 1, 2), value(tenThousands(amountOf(funding, "annual", "total")), 5)],
    [label("其中：财政拨款", 1, 2), value(tenThousands(amountOf(funding, "annual", "fiscal")), 5)],
    [label("其他资金", 1, 2), value(tenThousands(amountOf(funding, "annual", "other")), 5)],
    [label("总体目标", 2), label(`实施期目标（${year}年—${year + 2}年）`, 1, 4), label("年度目标", 1, 3)],
    [value(goals.overall, 4), value(goals.annual, 3)],
    [label("绩效指标", overall.length + 1), ...labels("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")],
    ...drawIndicatorRows(overall, printRest, { mergeLevel2: false }),
  ];
  const title = "省级专项资金项目绩效目标申报表";
  return { truth: otherTruth(title, year, project), form: form(title, year, rows, [9, 10, 12, 17, 11, 12, 18, 11]) };
}

const costWords: LevelWords = { level1: plainLevelWords.level1, level2: { ...plainLevelWords.level2, cost: "经济成本指标" } };

/** The newest forms: cost is a first level of its own and stands first. */
export function drawCostFirst(random: Random): Drawing {
  const { theme, year, full } = inventOtherProject(random);
  const indicators = inventOtherIndicators(random, theme, { words: costWords, costFirst: true, most: 9 });
  const funding = inventOtherFunding(random, "annual");
  const { name, supervisingDepartment, implementingUnit } = full;
  const project = makeProject({ name, supervisingDepartment, implementingUnit, goals: { overall: null, annual: full.goals.annual }, funding, indicators });
  const printRest = (one: Indicator): RowCell[] => [value(one.name), value(one.target?.raw ?? null)];
  const rows = [
    [label("项目名称"), value(name, 4)],
    [label("主管部门"), value(supervisingDepartment, 2), label("项目实施单位"), value(implementingUnit)],
    [label("预算金额\n（万元）", 2), ...labels("年度资金总额", "财政拨款", "其他资金", "备注")],
    [...(["total", "fiscal", "other"] as const).map((source) => value(tenThousands(amountOf(funding, "annual", source)))), value(null)],
    [label("年度绩效目标"), value(project.goals.annual, 4)],
    [label("绩效指标", indicators.length + 1), ...labels("一级指标", "二级指标", "三级指标", "指标值")],
    ...drawIndicatorRows(indicators, printRest, { mergeLevel2: true }),
  ];
  const title = "部门预算项目绩效目标表";
  return { truth: otherTruth(title, year, project), form: form(title, year, rows, [14, 18, 20, 30, 18]) };
}

/** The form of ten years ago: amounts written into one cell after their labels, a long-term and an annual list. */
export function drawInlineAmounts(random: Random): Drawing {
  const { theme, year, unit, full } = inventOtherProject(random);
  const overall = inventOtherIndicators(random, theme, { scope: "overall", style: "words", most: 5 });
  const annual = inventOtherIndicators(random, theme, { style: "words", most: 5 });
  const funding = inventOtherFunding(random, "annual");
  const { name, nature, supervisingDepartment, supervisingDepartmentCode, implementingUnit, manager, phone, startDate, endDate, narratives, goals } = full;
  const kept: Partial<Project["narratives"]> = { overview: narratives.overview, basis: narratives.basis, feasibility: narratives.feasibility, necessity: narratives.necessity };
  const project = makeProject({ name, nature, supervisingDepartment, supervisingDepartmentCode, implementingUnit, manager, phone, startDate, endDate, narratives: kept, goals, funding, indicators: [...overall, ...annual] });
  const inTenThousands = (source: "total" | "fiscal" | "other"): string => printTenThousands(amountOf(funding, "annual", source) ?? 0);
  const printRest = (one: Indicator): RowCell[] => [value(one.name), value(one.target?.raw ?? null), value(one.note)];
  const list = (side: string, indicators: readonly Indicator[]): RowCell[][] => [
    [label(side, indicators.length + 1), ...labels("一级指标", "二级指标", "指标内容", "指标值", "备注")],
    ...drawIndicatorRows(indicators, printRest, { mergeLevel2: false }),
  ];
  const rows = [
    [label("项目名称"), value(name, 2), label("项目属性"), value(`新增项目${nature === "new" ? "☑" : "□"} 延续项目${nature === "continuing" ? "☑" : "□"}`, 2)],
    [label("主管部门"), value(supervisingDepartment, 2), label("主管部门编码"), value(supervisingDepartmentCode, 2)],
    [label("项目实施单位"), value(implementingUnit), label("项目负责人"), value(manager), label("联系电话"), value(phone)],
    [label("项目起止时间"), value(`${printDate(startDate ?? "")}至${printDate(endDate ?? "")}`, 5)],
    [label("项目资金申请\n（万元）"), { ...value(`资金总额：${inTenThousands("total")}\n财政拨款：${inTenThousands("fiscal")}\n其他资金：${inTenThousands("other")}`, 5), align: "left" as const }],
    [label("项目概况"), value(narratives.overview, 5)],
    [label("项目立项情况", 3), label("项目立项的依据"), value(narratives.basis, 4)],
    [label("项目申报的可行性"), value(narratives.feasibility, 4)],
    [label("项目申报的必要性"), value(narratives.necessity, 4)],
    [label("项目绩效目标", 2), label("长期目标", 1, 3), label("年度目标", 1, 2)],
    [value(goals.overall, 3), value(goals.annual, 2)],
    ...list("长期绩效指标", overall),
    ...list("年度绩效指标", annual),
  ];
  const title = "财政支出项目绩效目标申报表";
  return { truth: otherTruth(title, year, project, { reportingUnit: unit }), form: form(title, year, rows, [13, 16, 18, 24, 14, 15], [`填报单位（盖章）：${unit}`]) };
}
