import type { BudgetItem, Funding, Indicator, Project } from "../../../src/canonical/record.ts";
import { makeFiling, makeProject, type SampleTruth } from "../blank-record.ts";
import { label, makeTable, paragraph, value, type PrintedForm, type RowCell } from "../form.ts";
import { inventAmountFen, printYuan, splitFen } from "../invent/amounts.ts";
import { inventMeasures, level1Of, makeIndicator, plainLevelWords } from "../invent/indicators.ts";
import { inventOffice, inventPerson, inventPhone, inventPlace } from "../invent/names.ts";
import { inventGoal, inventPoints, inventProse, inventReference, type Subject } from "../invent/prose.ts";
import { printTarget } from "../invent/targets.ts";
import { themes } from "../invent/themes.ts";
import type { Random } from "../random.ts";
import { departFrom, type Section } from "../sections.ts";
import type { DrawOptions, Drawing } from "./drawing.ts";

const region = { code: "420117", name: "新洲区" };

const accounts = ["办公费", "印刷费", "邮电费", "维修(护)费", "租赁费", "培训费", "委托业务费", "专用材料费", "劳务费", "办公设备购置"];

/** The rows under 项目资金来源, as the form prints them. */
const sourceLabels: readonly (readonly [Funding["source"], string])[] = [
  ["total", "合计"],
  ["fiscal", "1.财政拨款收入"],
  ["fiscal-current-year", "其中：申请当年预算拨款"],
  ["superior-subsidy", "2.上级补助收入"],
  ["affiliated-remittance", "3.附属单位上缴收入"],
  ["operating-income", "4.事业单位经营收入"],
  ["fund-balance", "5.用事业基金弥补收支差额"],
  ["other", "6.其他收入(含事业收入)"],
  ["carry-over", "7.一般非税上年结转"],
];

/** Invents a project and draws it in the layout of Xinzhou: several tables under headings, amounts in yuan. */
export function drawXinzhou(random: Random, options: DrawOptions): Drawing {
  const truth = inventTruth(random.fork("record"), options.brief);
  const filing = truth.filings[0];
  const project = filing?.projects[0];
  if (filing === undefined || project === undefined) throw new Error("a Xinzhou record has one project");
  const year = filing.fiscalYear ?? 0;
  const sections = departFrom(drawSections(project), 4, options.departures, truth, random);
  const form: PrintedForm = {
    blocks: [
      paragraph(random.pick([`${year} 年部门项目申报及绩效目标表`, `${year}年部门项目申报及绩效目标表`]), "title", "center"),
      paragraph("资金单位：元", "line", "right"),
      makeTable(sections.flatMap((section) => [...section.rows]), [20, 32, 18, 30]),
      paragraph("项目支出预算及测算依据", "heading"),
      makeTable([[label("测算依据及说明"), value(project.narratives.costingBasis)]], [20, 80]),
      paragraph("项目支出明细", "heading"),
      drawItems(project.budgetItems, year),
      makeTable([[label("项目绩效总目标"), value(project.goals.overall)]], [20, 80]),
      paragraph("项目年度绩效指标", "heading"),
      drawIndicators(project.indicators),
    ],
  };
  return { truth, form };
}

function inventTruth(random: Random, brief: boolean): SampleTruth {
  const theme = random.pick(themes);
  const year = random.int(2018, 2024);
  const unit = inventOffice(random, random.pick(["武汉市新洲区", "新洲区"]));
  const name = `${random.pick(["区", "", inventPlace(random)])}${random.pick(theme.names)}`;
  const subject: Subject = { theme, projectName: name, unit, year, brief };
  const budgetItems = inventItems(random, year);
  const annualFen = sumOf(budgetItems, year);
  const project = makeProject({
    name,
    code: `${random.int(100, 999)}00${random.int(1, 9)}-${year}-BMZX-00${random.int(10, 99)}`,
    category: random.pick(["部门项目", "专项项目", "公共项目"]),
    supervisingDepartment: unit,
    implementingUnit: random.chance(0.7) ? unit : inventOffice(random, "新洲区"),
    manager: inventPerson(random),
    phone: inventPhone(random),
    narratives: {
      basis: random.chance(0.5) ? [0, 1, 2].map(() => inventReference(random, year)).join("\n") : inventProse(random, subject, random.int(30, 200)),
      content: random.chance(0.6) ? inventPoints(random, subject, random.int(2, brief ? 3 : 5)) : inventProse(random, subject, random.int(20, 180)),
      budgetHistory: random.chance(0.2) ? null : `${year - 1} 年 ${random.int(10, 90)} 万，${random.pick(["当年增加", "当年减少", "当年调增"])} ${random.int(1, 30)} 万`,
      costingBasis: random.chance(0.6) ? inventPoints(random, subject, random.int(2, 4)) : inventProse(random, subject, random.int(30, 160)),
    },
    goals: { overall: inventGoal(random, subject), annual: null },
    funding: inventFunding(random, annualFen),
    budgetItems,
    indicators: inventIndicators(random, theme, brief ? 6 : 14),
  });
  const filing = makeFiling({ kind: "project", formTitle: `${year}年部门项目申报及绩效目标表`, region, fiscalYear: year, projects: [project] });
  return { layout: "xinzhou", statement: null, filings: [filing] };
}

function inventItems(random: Random, year: number): BudgetItem[] {
  const lastYearToo = random.chance(0.75);
  return random.sample(accounts, random.int(1, 5)).flatMap((name) => {
    const item = (fiscalYear: number, amountFen: number): BudgetItem => ({
      group: "经济科目款名称",
      name,
      quantity: null,
      quantityUnit: null,
      unitPriceFen: null,
      amountFen,
      fiscalYear,
      note: null,
    });
    const items = [item(year, inventAmountFen(random))];
    if (lastYearToo) items.push(item(year - 1, random.chance(0.4) ? 0 : inventAmountFen(random)));
    return items;
  });
}

function sumOf(items: readonly BudgetItem[], year: number): number {
  return items.filter((item) => item.fiscalYear === year).reduce((sum, item) => sum + (item.amountFen ?? 0), 0);
}

function inventFunding(random: Random, annualFen: number): Funding[] {
  const [fiscalFen, restFen] = random.chance(0.3) ? splitFen(random, annualFen) : [annualFen, 0];
  const restSource = random.pick(["superior-subsidy", "operating-income", "other", "carry-over"] as const);
  const blankRather = random.chance(0.25);
  const row = (scope: Funding["scope"], source: Funding["source"], amountFen: number): Funding => ({ scope, period: null, source, amountFen });
  const rows = [row("whole", "total", annualFen * random.pick([1, 1, 2, 3])), row("annual", "total", annualFen)];
  rows.push(row("annual", "fiscal", fiscalFen), row("annual", "fiscal-current-year", fiscalFen));
  for (const [source] of sourceLabels.slice(3)) {
    const amountFen = source === restSource ? restFen : 0;
    if (amountFen > 0 || !blankRather) rows.push(row("annual", source, amountFen));
  }
  return rows;
}

function inventIndicators(random: Random, theme: (typeof themes)[number], most: number): Indicator[] {
  const style = random.pick(["plain", "plain", "sign"] as const);
  // Satisfaction filed under 效益指标 is what this form's clerks do most.
  const underBenefit = random.chance(0.6);
  return inventMeasures(random, theme, random.int(3, most)).map((measure) => {
    const proper = level1Of(measure.level2Code);
    const level1Code = proper === "satisfaction" && underBenefit ? "benefit" : proper;
    return makeIndicator({
      scope: "annual",
      level1: plainLevelWords.level1[level1Code],
      level2: plainLevelWords.level2[measure.level2Code],
      name: measure.name,
      target: printTarget(random, measure.aim, style, true),
      note: random.chance(0.06) ? random.pick(["以考核为准", "新增"]) : null,
      level1Code,
      level2Code: measure.level2Code,
    });
  });
}

function drawSections(project: Project): Section[] {
  const { narratives } = project;
  const wide = (text: string | null): RowCell => value(text, 3);
  const forget = (change: (project: Project) => unknown) => (truth: SampleTruth): void => {
    for (const filing of truth.filings) for (const one of filing.projects) change(one);
  };
  return [
    { key: "name", rows: [[label("项目名称"), value(project.name), label("项目代码"), value(project.code)]] },
    {
      key: "department",
      rows: [[label("项目主管部门"), value(project.supervisingDepartment), label("项目执行单位"), value(project.implementingUnit)]],
      // Nothing else on the form says which region it is of.
      forget: (truth) => {
        forget((one) => Object.assign(one, { supervisingDepartment: null, implementingUnit: null }))(truth);
        for (const filing of truth.filings) filing.region = null;
      },
    },
    {
      key: "manager",
      rows: [[label("项目负责人"), value(project.manager), label("联系电话"), value(project.phone)]],
      forget: forget((one) => Object.assign(one, { manager: null, phone: null })),
    },
    { key: "category", rows: [[label("项目类别"), wide(project.category)]], forget: forget((one) => Object.assign(one, { category: null })) },
    { key: "basis", rows: [[label("项目申请理由"), wide(narratives.basis)]], forget: forget((one) => Object.assign(one.narratives, { basis: null })) },
    { key: "content", rows: [[label("项目主要内容"), wide(narratives.content)]], forget: forget((one) => Object.assign(one.narratives, { content: null })) },
    { key: "budget", rows: [[label("项目总预算"), value(amountOf(project, "whole", "total")), label("项目当年预算"), value(amountOf(project, "annual", "total"))]] },
    {
      key: "history",
      rows: [[label("项目前两年预算及当年预算变动情况"), wide(narratives.budgetHistory)]],
      forget: forget((one) => Object.assign(one.narratives, { budgetHistory: null })),
    },
    { key: "sources", rows: drawSources(project) },
  ];
}

function amountOf(project: Project, scope: Funding["scope"], source: Funding["source"]): string | null {
  const amountFen = project.funding.find((row) => row.scope === scope && row.source === source)?.amountFen ?? null;
  if (amountFen === null) return null;
  return amountFen === 0 ? "0" : printYuan(amountFen, 2);
}

function drawSources(project: Project): RowCell[][] {
  const head = [label("项目资金来源", sourceLabels.length + 1), label("资金来源项目", 1, 2), label("金额")];
  return [head, ...sourceLabels.map(([source, text]) => [{ ...label(text, 1, 2), align: "left" as const }, value(amountOf(project, "annual", source))])];
}

function drawItems(items: readonly BudgetItem[], year: number): ReturnType<typeof makeTable> {
  const years = [year, year - 1].filter((one) => items.some((item) => item.fiscalYear === one));
  const names = [...new Set(items.map((item) => item.name))];
  const head = [label("经济科目款名称"), ...years.map((one) => label(`总计(${one}_项目支出)`))];
  const rows = names.map((name) => [
    value(name),
    ...years.map((one) => {
      const amountFen = items.find((item) => item.name === name && item.fiscalYear === one)?.amountFen ?? 0;
      return value(amountFen === 0 ? "0" : printYuan(amountFen, 2));
    }),
  ]);
  return makeTable([head, ...rows], [40, ...years.map(() => 60 / years.length)], { purpose: "list" });
}

function drawIndicators(indicators: readonly Indicator[]): ReturnType<typeof makeTable> {
  const head = ["一级指标", "二级指标", "指标内容", "指标值", "备注"].map((text) => label(text));
  const rows = indicators.map((one) => [value(one.level1), value(one.level2), value(one.name), value(one.target?.raw ?? null), value(one.note)]);
  return makeTable([head, ...rows], [14, 22, 36, 16, 12], { purpose: "list" });
}
