import type { Department, Indicator, Project } from "../../../src/canonical/record.ts";
import { makeDepartment, makeFiling, makeProject, type SampleTruth } from "../blank-record.ts";
import { label, makeTable, paragraph, value, type PrintedForm, type PrintedTable, type RowCell } from "../form.ts";
import { inventAmountFen, printTenThousands } from "../invent/amounts.ts";
import { inventMeasures, level1Of, makeIndicator, plainLevelWords } from "../invent/indicators.ts";
import { inventOffice, inventPlace } from "../invent/names.ts";
import { inventPoints, inventProse, type Subject } from "../invent/prose.ts";
import { printTargetCells, type TargetCells } from "../invent/targets.ts";
import { themes } from "../invent/themes.ts";
import type { Random } from "../random.ts";
import { departFrom, type Section } from "../sections.ts";
import type { DrawOptions, Drawing } from "./drawing.ts";
import { drawIndicatorRows } from "./indicator-rows.ts";

const region = { code: "445200", name: "揭阳市" };
const keyTasks = "年度重点工作任务";
const otherTasks = "其他需完成任务";

const requirements =
  "填报要求：1. “财政供养人员数量”统计范围包括主管部门和下属二级预算单位；2. “总体绩效目标”应体现与年度重点工作任务的关联性，可进行分点表述，总字数不得低于50字；3. “项目支出”的预算金额应等于年度重点工作任务和其他需完成任务的拟投入金额汇总数。";

/** Invents a department and draws it in the layout of Jieyang: tasks in two groups, targets in three cells. */
export function drawJieyang(random: Random, options: DrawOptions): Drawing {
  const invented = inventDepartment(random.fork("record"), options.brief);
  const { truth, cells } = invented;
  const filing = truth.filings[0];
  const department = filing?.department;
  if (filing === undefined || department == null) throw new Error("a Jieyang record has a department");
  const sections = departFrom(drawSections(department, filing.projects, random), 5, options.departures, truth, random);
  const rows = sections.flatMap((section) => [...section.rows]);
  const breakRow = random.chance(0.6) && rows.length > 14 ? [random.int(11, rows.length - 3)] : [];
  const form: PrintedForm = {
    blocks: [
      paragraph(filing.formTitle ?? "", "title", "center"),
      makeTable(rows, [12, 12, 22, 40, 14], { breakBefore: breakRow }),
      drawIndicators(department.indicators, cells),
      paragraph(requirements, "body"),
    ],
  };
  return { truth, form };
}

interface InventedDepartment {
  readonly truth: SampleTruth;
  readonly cells: ReadonlyMap<Indicator, TargetCells>;
}

function inventDepartment(random: Random, brief: boolean): InventedDepartment {
  const year = random.int(2019, 2025);
  const name = inventOffice(random, region.name);
  const theme = random.pick(themes);
  const subject: Subject = { theme, projectName: name, unit: name, year, brief };
  const most = brief ? 3 : 9;
  const projects = [...inventTasks(random, keyTasks, random.int(1, Math.min(4, most)), year, brief), ...inventTasks(random, otherTasks, random.int(1, most), year, brief)];
  const cells = new Map<Indicator, TargetCells>();
  const department = makeDepartment({
    name,
    fundingDepartment: random.chance(0.7) ? name.replace("（本级）", "") : inventOffice(random, region.name),
    staffCount: random.int(6, 420),
    subordinateUnitCount: random.pick([0, 0, 1, 2, 5]),
    budget: inventBudget(random, projects),
    goal: random.chance(0.8) ? inventPoints(random, subject, random.int(3, brief ? 4 : 9)) : inventProse(random, subject, random.int(80, 300)),
    indicators: inventIndicators(random, cells, brief ? 6 : 16),
  });
  const filing = makeFiling({ kind: "department", formTitle: `揭阳市${year}年市直部门整体预算绩效目标表`, region, fiscalYear: year, department, projects });
  return { truth: { layout: "jieyang", statement: null, filings: [filing] }, cells };
}

function inventTasks(random: Random, taskGroup: string, count: number, year: number, brief: boolean): Project[] {
  return Array.from({ length: count }, (_, index) => {
    const theme = random.pick(themes);
    const name = `${random.chance(0.4) ? `${year}年` : ""}${inventPlace(random)}${random.pick(theme.names)}${random.pick(["项目", "", "经费"])}`;
    const content = inventProse(random, { theme, projectName: name, unit: "市级主管单位", year, brief }, random.int(12, 150));
    return makeProject({
      name,
      taskGroup,
      sequence: index + 1,
      narratives: { content },
      funding: [{ scope: "annual", period: null, source: "total", amountFen: inventAmountFen(random) }],
    });
  });
}

function inventBudget(random: Random, projects: readonly Project[]): Department["budget"] {
  const projectFen = projects.reduce((sum, project) => sum + (project.funding[0]?.amountFen ?? 0), 0);
  const basicFen = inventAmountFen(random);
  const budget: Department["budget"] = [];
  const filled = random.chance(0.7);
  if (filled) budget.push({ side: "expenditure", item: "basic", amountFen: basicFen });
  budget.push({ side: "expenditure", item: "project", amountFen: projectFen });
  if (filled) budget.push({ side: "income", item: "fiscal", amountFen: basicFen + projectFen });
  if (filled && random.chance(0.5)) budget.push({ side: "income", item: "other", amountFen: 0 });
  return budget;
}

function inventIndicators(random: Random, cells: Map<Indicator, TargetCells>, most: number): Indicator[] {
  const theme = random.pick(themes);
  return inventMeasures(random, theme, random.int(5, most)).map((measure) => {
    const printed = printTargetCells(random, measure.aim.upper === null ? measure.aim : { ...measure.aim, upper: null });
    const level1Code = level1Of(measure.level2Code);
    const indicator = makeIndicator({
      scope: "annual",
      level1: plainLevelWords.level1[level1Code],
      level2: plainLevelWords.level2[measure.level2Code],
      name: measure.name,
      explanation: random.chance(0.85) ? `${random.pick(["反映", "考核", ""])}${measure.name}${random.pick(["情况", "完成情况", ""])}` : null,
      target: printed.target,
      level1Code,
      level2Code: measure.level2Code,
    });
    cells.set(indicator, printed);
    return indicator;
  });
}

function drawSections(department: Department, projects: readonly Project[], random: Random): Section[] {
  const grouped = random.chance(0.5);
  const amount = (side: "expenditure" | "income", item: string): string | null => {
    const amountFen = department.budget.find((row) => row.side === side && row.item === item)?.amountFen ?? null;
    return amountFen === null ? null : printTenThousands(amountFen, grouped);
  };
  const forget = (change: (department: Department) => unknown) => (truth: SampleTruth): void => {
    for (const filing of truth.filings) if (filing.department !== null) change(filing.department);
  };
  return [
    { key: "name", rows: [[label("部门名称"), value(department.name, 2), label("资金主管部门"), value(department.fundingDepartment)]] },
    {
      key: "counts",
      rows: [[label("基本信息"), label("财政供养人员数"), value(`${department.staffCount ?? ""}`), label("下属二级单位数"), value(`${department.subordinateUnitCount ?? ""}`)]],
      forget: forget((one) => Object.assign(one, { staffCount: null, subordinateUnitCount: null })),
    },
    {
      key: "budget",
      rows: [
        [label("预算整体情况", 3), label("财政支出分类"), label("预算金额（万元）"), label("收入来源"), label("预算金额（万元）")],
        [label("基本支出"), value(amount("expenditure", "basic")), label("财政拨款"), value(amount("income", "fiscal"))],
        [label("项目支出"), value(amount("expenditure", "project")), label("其他资金"), value(amount("income", "other"))],
      ],
    },
    { key: "goal", rows: [[label("总体绩效目标"), value(department.goal, 4)]], forget: forget((one) => Object.assign(one, { goal: null })) },
    { key: "key-tasks", rows: drawTasks(keyTasks, projects, random) },
    { key: "other-tasks", rows: drawTasks(otherTasks, projects, random) },
    { key: "indicators", rows: [[label("绩效指标", 1, 5)]] },
  ];
}

function drawTasks(group: string, projects: readonly Project[], random: Random): RowCell[][] {
  const tasks = projects.filter((project) => project.taskGroup === group);
  const head = [label(group, tasks.length + 1), label("序号"), label("名称"), label("主要实施内容"), label("拟投入金额\n（万元）")];
  const rows = tasks.map((task) => [
    value(`${task.sequence ?? ""}`),
    value(task.name),
    value(task.narratives.content),
    value(printTenThousands(task.funding[0]?.amountFen ?? 0, random.chance(0.2))),
  ]);
  return [head, ...rows];
}

function drawIndicators(indicators: readonly Indicator[], cells: ReadonlyMap<Indicator, TargetCells>): PrintedTable {
  const head = ["一级指标", "二级指标", "三级指标", "三级指标解释", "对比符号", "指标值", "计量单位"].map((text) => label(text));
  const printRest = (indicator: Indicator): RowCell[] => {
    const printed = cells.get(indicator);
    return [value(indicator.name), value(indicator.explanation), value(printed?.comparator ?? null), value(printed?.value ?? null), value(printed?.unit ?? null)];
  };
  return makeTable([head, ...drawIndicatorRows(indicators, printRest, { mergeLevel2: false })], [12, 14, 22, 26, 8, 10, 8], { purpose: "list" });
}
