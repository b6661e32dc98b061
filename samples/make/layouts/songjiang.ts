import type { BudgetItem, Funding, Indicator, Project } from "../../../src/canonical/record.ts";
import { makeFiling, makeProject } from "../blank-record.ts";
import { label, makeTable, paragraph, value, type PrintedBlock, type PrintedTable, type RowCell } from "../form.ts";
import { inventAmountFen, printTenThousands, printYuan, splitFen } from "../invent/amounts.ts";
import { inventMeasures, level1Of, makeIndicator, plainLevelWords } from "../invent/indicators.ts";
import { inventOffice, inventPlace } from "../invent/names.ts";
import { inventGoal, inventProse, type Subject } from "../invent/prose.ts";
import { printTarget } from "../invent/targets.ts";
import { themes } from "../invent/themes.ts";
import type { Random } from "../random.ts";
import { isoDate, printDate } from "./dates.ts";
import type { DrawOptions, Drawing } from "./drawing.ts";
import { drawIndicatorRows } from "./indicator-rows.ts";
import { inventBudget } from "./songjiang-budget.ts";

const region = { code: "310117", name: "松江区" };

/** Widths of the form's columns in Chinese characters. */
const formColumns = [2, 3, 4, 4, 8, 8, 3, 6];

function annualTotalFen(project: Project): number {
  return project.funding.find((row) => row.scope === "annual" && row.source === "total")?.amountFen ?? 0;
}

interface DrawnProject {
  readonly project: Project;
  readonly blocks: readonly PrintedBlock[];
}

/** Invents a department's filing and draws it in the layout of Songjiang: a preface, then for each project prose and a form. */
export function drawSongjiang(random: Random, options: DrawOptions): Drawing {
  const recordRandom = random.fork("record");
  const year = recordRandom.int(2020, 2025);
  const unit = inventOffice(recordRandom, "上海市松江区").replace("（本级）", "");
  const projectCount = options.projectCount ?? (options.brief ? recordRandom.int(1, 2) : recordRandom.pick([1, 2, 3, 4, 6]));
  const drawn = Array.from({ length: projectCount }, () => drawProject(recordRandom, unit, year, options));
  const amountFen = drawn.reduce((sum, { project }) => sum + annualTotalFen(project), 0);
  const unitCount = recordRandom.int(1, 4);
  const title = `${unit} ${year} 年 财政支出项目绩效目标申报表`;
  const preface = `按照本市预算绩效管理工作的总体要求,本部门${unitCount}个预算单位开展了${year}年项目预算绩效目标编报工作,编报绩效目标的项目共${projectCount}个,涉及项目预算资金${printTenThousands(amountFen)}万元。`;
  const filing = makeFiling({
    kind: "project",
    formTitle: `${unit}${year}年财政支出项目绩效目标申报表`,
    region,
    fiscalYear: year,
    reportingUnit: unit,
    projects: drawn.map(({ project }) => project),
  });
  return {
    truth: { layout: "songjiang", statement: { projectCount, unitCount, amountFen }, filings: [filing] },
    form: {
      blocks: [paragraph(title, "title", "center"), paragraph("绩效目标设置情况", "heading", "center"), paragraph(preface, "body"), ...drawn.flatMap(({ blocks }) => blocks)],
    },
  };
}

function drawProject(random: Random, unit: string, year: number, options: DrawOptions): DrawnProject {
  const theme = random.pick(themes);
  const name = `${random.chance(0.4) ? inventPlace(random) : ""}${random.pick(theme.names)}`;
  const subject: Subject = { theme, projectName: name, unit, year, brief: options.brief };
  const budget = inventBudget(random, theme);
  const start = isoDate(year, 1, 1);
  const end = isoDate(year, 12, 31);
  const period = `${printDate(start)}—${printDate(end)}`;
  const implementer = random.chance(0.6) ? `${unit}(本级)` : inventOffice(random, "上海市松江区");
  const project = makeProject({
    name,
    category: random.pick(["经常性项目", "经常性项目", "一次性项目"]),
    supervisingDepartment: unit,
    implementingUnit: random.chance(0.6) ? unit : implementer.replace("(本级)", ""),
    startDate: start,
    endDate: end,
    narratives: {
      overview: inventProse(random, subject, random.int(20, 200)),
      basis: inventProse(random, subject, random.int(20, 160)),
      implementer,
      plan: random.chance(0.6) ? inventProse(random, subject, random.int(30, 260)) : `${inventProse(random, subject, random.int(30, 120))}\n${inventProse(random, subject, random.int(30, 120))}`,
      period,
      budgetPlan: budget.prose,
    },
    goals: { overall: inventGoal(random, subject), annual: inventGoal(random, subject) },
    funding: inventFunding(random),
    budgetItems: [...budget.items] satisfies BudgetItem[],
    indicators: inventIndicators(random, theme, options),
  });
  return { project, blocks: drawBlocks(project, year, budget.blocks, random) };
}

function inventFunding(random: Random): Funding[] {
  const annualFen = inventAmountFen(random);
  const wholeFen = annualFen * random.pick([1, 1, 1, 2, 3]);
  const [otherFen, currentFen] = random.chance(0.25) ? splitFen(random, annualFen) : [0, annualFen];
  const row = (scope: Funding["scope"], source: Funding["source"], amountFen: number): Funding => ({ scope, period: null, source, amountFen });
  return [
    row("whole", "total", wholeFen),
    row("whole", "fiscal", wholeFen - otherFen),
    row("whole", "other", otherFen),
    row("annual", "total", annualFen),
    row("annual", "fiscal-current-year", currentFen),
    row("annual", "carry-over", 0),
    row("annual", "other", otherFen),
  ];
}

function inventIndicators(random: Random, theme: (typeof themes)[number], options: DrawOptions): Indicator[] {
  const most = options.brief ? 6 : 14;
  return inventMeasures(random, theme, most).map((measure) => {
    const level1Code = level1Of(measure.level2Code);
    const aim = measure.aim.upper === null && measure.aim.comparator === null && measure.aim.value !== null ? { ...measure.aim, comparator: ">=" as const } : measure.aim;
    return makeIndicator({
      scope: "annual",
      level1: plainLevelWords.level1[level1Code],
      level2: plainLevelWords.level2[measure.level2Code],
      name: measure.name,
      target: printTarget(random, aim, "ascii", true),
      level1Code,
      level2Code: measure.level2Code,
    });
  });
}

function drawBlocks(project: Project, year: number, budgetBlocks: readonly PrintedBlock[], random: Random): PrintedBlock[] {
  const { narratives } = project;
  const section = (heading: string, text: string | null): PrintedBlock[] => [
    paragraph(heading, "heading"),
    ...(text ?? "").split("\n").filter((line) => line !== "").map((line) => paragraph(line, "body")),
  ];
  return [
    paragraph(`项目经费情况说明--${random.chance(0.2) ? " " : ""}${project.name ?? ""}`, "heading", "center"),
    ...section("一、项目概述", narratives.overview),
    ...section("二、立项依据", narratives.basis),
    ...section("三、实施主体", narratives.implementer),
    ...section("四、实施方案", narratives.plan),
    ...section("五、实施周期", narratives.period),
    paragraph("六、年度预算安排", "heading"),
    ...budgetBlocks,
    paragraph("七、绩效目标", "heading"),
    paragraph("财政项目支出绩效目标填报表", "line", "center"),
    paragraph(`(${year}年度)`, "line", "center"),
    drawForm(project, year, random),
    { kind: "page-break" },
  ];
}

function drawForm(project: Project, year: number, random: Random): PrintedTable {
  const amount = (scope: Funding["scope"], source: Funding["source"], decimals = 0): RowCell => {
    const amountFen = project.funding.find((row) => row.scope === scope && row.source === source)?.amountFen ?? null;
    return value(amountFen === null ? null : printYuan(amountFen, decimals), scope === "whole" ? 1 : 2);
  };
  const head: RowCell[][] = [
    [label("项目名称", 1, 2), value(project.name, 2), label("项目类别"), value(project.category, 3)],
    [label("主管部门", 1, 2), value(project.supervisingDepartment, 2), label("实施单位"), value(project.implementingUnit, 3)],
    [label("计划开始日期", 1, 2), value(project.startDate, 2), label("计划完成日期"), value(project.endDate, 3)],
    [label("项目资金\n(元)", 4, 2), label("项目资金总额", 1, 2), amount("whole", "total", 2), label("年度资金申请总额"), amount("annual", "total")],
    [label("其中:财政资金", 2, 2), { ...amount("whole", "fiscal"), rowSpan: 2 }, label("其中:当年财政拨款"), amount("annual", "fiscal-current-year")],
    [label("上年结转资金"), amount("annual", "carry-over")],
    [label("其他资金", 1, 2), amount("whole", "other"), label("其他资金"), amount("annual", "other")],
    [label("项目绩效目标", 2), label(`项目总目标\n(${year}年-${year}年)`, 1, 4), label("年度总目标", 1, 3)],
    [{ ...value(project.goals.overall, 4), align: "left" }, { ...value(project.goals.annual, 3), align: "left" }],
  ];
  const printRest = (indicator: Indicator): RowCell[] => [value(indicator.name, 4), value(indicator.target?.raw ?? null)];
  const indicatorRows = drawIndicatorRows(project.indicators, printRest, { mergeLevel2: true });
  const indicatorHead = [label("绩效指标", indicatorRows.length + 1), label("一级指标"), label("二级指标"), label("三级指标", 1, 4), label("年度指标值")];
  const breakRow = head.length + random.int(2, Math.max(2, indicatorRows.length - 1));
  return makeTable([...head, indicatorHead, ...indicatorRows], formColumns, { breakBefore: [breakRow] });
}
