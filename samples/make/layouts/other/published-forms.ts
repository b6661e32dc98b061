import type { Funding, Indicator, Project } from "../../../../src/canonical/record.ts";
import { makeFiling, makeProject } from "../../blank-record.ts";
import { label, level, makeTable, paragraph, value, type RowCell } from "../../form.ts";
import { printTenThousands } from "../../invent/amounts.ts";
import { inventOffice } from "../../invent/names.ts";
import type { Random } from "../../random.ts";
import type { Drawing } from "../drawing.ts";
import { drawIndicatorRows } from "../indicator-rows.ts";
import { amountOf, inventOtherFunding, inventOtherIndicators, inventOtherProject, otherTruth } from "./invent.ts";

const labels = (...texts: string[]): RowCell[] => texts.map((text) => label(text));
const amount = (funding: readonly Funding[], scope: Funding["scope"], source: Funding["source"]): string => printTenThousands(amountOf(funding, scope, source) ?? 0);

/** A target as budget systems keep it: comparator, value and unit in cells of their own; words are marked as such. */
interface SignedTarget {
  readonly indicator: Indicator;
  readonly cells: readonly [sign: string, value: string, unit: string];
}

const signs = { ">=": "≥", "<=": "≤", "=": "＝", ">": ">", "<": "<" } as const;

function signTarget(one: Indicator): SignedTarget {
  const { target } = one;
  if (target?.value == null) return { indicator: { ...one, direction: "qualitative" }, cells: ["定性", target?.raw ?? "", ""] };
  const unit = target.unit ?? "";
  const number = target.upper === null ? `${target.value}` : `${target.value}-${target.upper}`;
  const sign = target.comparator === null ? "" : signs[target.comparator];
  return { indicator: { ...one, target: { ...target, raw: `${sign === "＝" ? "=" : sign}${number}${unit}` } }, cells: [sign, number, unit] };
}

/** Projects in one table, each target in three cells under 指标性质, 指标值 and 度量单位; the unit of money above the table. */
export function drawSignedList(random: Random): Drawing {
  const unit = inventOffice(random, "").replace("（本级）", "");
  const year = random.int(2020, 2025);
  const projects: Project[] = [];
  const rows: RowCell[][] = [labels("项目名称", "项目资金", "年度目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重")];
  for (let count = 0; count < 2; count += 1) {
    const { theme, full } = inventOtherProject(random, year, unit);
    const signed = inventOtherIndicators(random, theme, { most: 5 }).map((one) => signTarget({ ...one, weight: 15 }));
    const funding = inventOtherFunding(random, "annual").slice(0, 1);
    const indicators = signed.map((one) => one.indicator);
    projects.push(makeProject({ name: full.name, goals: { overall: null, annual: full.goals.annual }, funding, indicators }));
    const height = indicators.length;
    const head = [value(full.name, 1, height), value(amount(funding, "annual", "total"), 1, height), value(full.goals.annual, 1, height)];
    rows.push(...signed.map(({ indicator, cells }, index) => [...(index === 0 ? head : []), level(indicator.level1 ?? ""), level(indicator.level2 ?? ""), value(indicator.name), ...cells.map((cell) => value(cell)), value("15")]));
  }
  const title = "部门预算项目支出绩效目标表";
  return {
    truth: { layout: "generic", statement: null, filings: [makeFiling({ kind: "project", formTitle: title, fiscalYear: year, reportingUnit: unit, projects })] },
    form: {
      blocks: [
        paragraph(title, "title", "center"),
        paragraph(`（${year}年度）`, "line", "center"),
        paragraph(`部门：${unit}`, "line"),
        paragraph("单位：万元", "line", "right"),
        makeTable(rows, [14, 8, 18, 10, 12, 14, 6, 8, 6, 6], { purpose: "list" }),
      ],
    },
  };
}

/** Each level on a row of its own, the name, the levels and the indicators stepping down to the right. */
export function drawSteppedLevels(random: Random): Drawing {
  const { theme, year, unit, full } = inventOtherProject(random);
  const signed = inventOtherIndicators(random, theme, { most: 6 }).map(signTarget);
  const indicators = signed.map(({ indicator }) => indicator);
  const project = makeProject({ name: full.name, goals: { overall: null, annual: full.goals.annual }, indicators });
  const blanks = (count: number): RowCell[] => Array.from({ length: count }, () => value(null));
  const rows: RowCell[][] = [labels("项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"), [value(full.name), value(full.goals.annual), ...blanks(6)]];
  signed.forEach(({ indicator, cells }, index) => {
    const before = indicators[index - 1];
    if (before?.level1 !== indicator.level1) rows.push([...blanks(2), level(indicator.level1 ?? ""), ...blanks(5)]);
    if (before?.level1 !== indicator.level1 || before.level2 !== indicator.level2) rows.push([...blanks(3), level(indicator.level2 ?? ""), ...blanks(4)]);
    rows.push([...blanks(4), value(indicator.name), ...cells.map((cell) => value(cell))]);
  });
  const title = "项目支出绩效目标表";
  return {
    truth: otherTruth(title, year, project, { reportingUnit: unit }),
    form: {
      blocks: [paragraph(title, "title", "center"), paragraph(`（${year}年度）`, "line", "center"), paragraph(`部门单位：${unit}`, "line"), makeTable(rows, [16, 22, 10, 14, 16, 7, 8, 7], { purpose: "list" })],
    },
  };
}

/** What a year's project came to, beside what it was to come to: only the plan is the filing's. */
export function drawSelfEvaluation(random: Random): Drawing {
  const { theme, year, full } = inventOtherProject(random);
  const indicators = inventOtherIndicators(random, theme).map((one) => ({ ...one, weight: 10 }));
  const planned = inventOtherFunding(random, "annual").slice(0, 2);
  const funding = planned.map((row): Funding => (row.source === "fiscal" ? { ...row, source: "fiscal-current-year" } : row));
  const { name, supervisingDepartment, implementingUnit } = full;
  const project = makeProject({ name, supervisingDepartment, implementingUnit, goals: { overall: null, annual: full.goals.annual }, funding, indicators });
  const spent = (row: Funding): string => printTenThousands(Math.round((row.amountFen ?? 0) * 0.97));
  const money = (text: string, row: Funding | undefined): RowCell[] => [label(text), ...(row === undefined ? ["", "", ""] : [printTenThousands(row.amountFen ?? 0), printTenThousands(row.amountFen ?? 0), spent(row)]).map((cell) => value(cell)), value("10"), value("97.00%"), value("9.7")];
  const printRest = (one: Indicator): RowCell[] => [value(one.name), value(one.target?.raw ?? null), value("基本完成"), value("10"), value("9"), value(null)];
  const rows = [
    [label("项目名称", 1, 2), value(name, 7)],
    [label("主管部门", 1, 2), value(supervisingDepartment, 3), label("实施单位"), value(implementingUnit, 3)],
    [label("项目资金\n（万元）", 4, 2), value(null), ...labels("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")],
    money("年度资金总额", funding[0]),
    money("其中：当年财政拨款", funding[1]),
    money("上年结转资金", undefined),
    [label("年度总体目标", 2), label("预期目标", 1, 4), label("实际完成情况", 1, 4)],
    [value(full.goals.annual, 4), value("已按计划推进，主要任务基本完成。", 4)],
    [label("绩效指标", indicators.length + 1), ...labels("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")],
    ...drawIndicatorRows(indicators, printRest, { mergeLevel2: true }),
    [label("总分", 1, 6), value("100"), value("93.2", 2)],
  ];
  const title = "项目支出绩效自评表";
  return {
    truth: otherTruth(title, year, project),
    form: { blocks: [paragraph(title, "title", "center"), paragraph(`（${year}年度）`, "line", "center"), makeTable(rows, [8, 8, 12, 16, 12, 12, 8, 8, 16])] },
  };
}

/** Amounts and goals of the whole period on the left, those of the year on the right, in one block each. */
export function drawPeriodsAbreast(random: Random): Drawing {
  const { theme, year, full } = inventOtherProject(random);
  const funding = [...inventOtherFunding(random, "whole", 3), ...inventOtherFunding(random, "annual")];
  const indicators = inventOtherIndicators(random, theme, { costFirst: true }).map((one) => ({ ...one, weight: 12 }));
  const { name, supervisingDepartment, supervisingDepartmentCode, implementingUnit, goals } = full;
  const project = makeProject({ name, supervisingDepartment, supervisingDepartmentCode, implementingUnit, goals, funding, indicators });
  const pair = (left: string, right: string, source: Funding["source"]): RowCell[] => [label(left), value(amount(funding, "whole", source)), label(right), value(amount(funding, "annual", source))];
  const printRest = (one: Indicator): RowCell[] => [value(one.name), value(one.target?.raw ?? null), value("12")];
  const rows = [
    [label("项目名称", 1, 2), value(name, 4)],
    [label("主管部门及代码", 1, 2), value(`[${supervisingDepartmentCode ?? ""}]${supervisingDepartment ?? ""}`, 2), label("实施单位"), value(implementingUnit)],
    [label("项目资金\n（万元）", 3, 2), ...pair("中期资金总额：", "年度资金总额：", "total")],
    pair("其中：财政拨款", "其中：财政拨款", "fiscal"),
    pair("其他资金", "其他资金", "other"),
    [label("总体目标", 2), label(`中期目标（${year}年—${year + 2}年）`, 1, 3), label("年度目标", 1, 2)],
    [value(goals.overall, 3), value(goals.annual, 2)],
    [label("绩效指标", indicators.length + 1), ...labels("一级指标", "二级指标", "三级指标", "指标值", "分值权重（90）")],
    ...drawIndicatorRows(indicators, printRest, { mergeLevel2: true }),
  ];
  const title = "项目支出绩效目标表";
  return {
    truth: otherTruth(title, year, project),
    form: { blocks: [paragraph(title, "title", "center"), paragraph(`（${year}年度）`, "line", "center"), makeTable(rows, [10, 13, 18, 28, 18, 13])] },
  };
}
