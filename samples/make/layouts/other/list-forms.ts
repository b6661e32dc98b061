import type { Indicator, Project } from "../../../../src/canonical/record.ts";
import { makeDepartment, makeFiling, makeProject } from "../../blank-record.ts";
import { label, level, makeTable, paragraph, value, type RowCell } from "../../form.ts";
import { printTenThousands } from "../../invent/amounts.ts";
import { inventOffice } from "../../invent/names.ts";
import { inventProse } from "../../invent/prose.ts";
import type { Random } from "../../random.ts";
import type { Drawing } from "../drawing.ts";
import { drawIndicatorRows } from "../indicator-rows.ts";
import { amountOf, inventOtherFunding, inventOtherIndicators, inventOtherProject } from "./invent.ts";

const labels = (...texts: string[]): RowCell[] => texts.map((text) => label(text));

/** A department's own form: its tasks with what each is to cost, then its goal and indicators. */
export function drawDepartmentWhole(random: Random): Drawing {
  const unit = inventOffice(random, "").replace("（本级）", "");
  const { theme, year, full } = inventOtherProject(random, undefined, unit);
  const tasks = Array.from({ length: random.int(2, 4) }, () => {
    const other = inventOtherProject(random, year, unit);
    const content = inventProse(random, { theme: other.theme, projectName: "", unit, year, brief: true }, 30);
    return makeProject({ name: other.full.name, narratives: { content }, funding: inventOtherFunding(random, "annual") });
  });
  const indicators = inventOtherIndicators(random, theme, { most: 8 });
  const goal = full.goals.annual;
  const title = "部门整体支出绩效目标表";
  const amount = (task: Project, source: "total" | "fiscal" | "other"): RowCell => value(printTenThousands(amountOf(task.funding, "annual", source) ?? 0));
  const printRest = (one: Indicator): RowCell[] => [value(one.name, 2), value(one.target?.raw ?? null)];
  const rows = [
    [label("部门名称"), value(unit, 5)],
    [label("年度主要任务", tasks.length + 2), label("任务名称", 2), label("主要内容", 2), label("预算金额（万元）", 1, 3)],
    labels("总额", "财政拨款", "其他资金"),
    ...tasks.map((task) => [value(task.name), value(task.narratives.content), amount(task, "total"), amount(task, "fiscal"), amount(task, "other")]),
    [label("年度总体目标"), value(goal, 5)],
    [label("年度绩效指标", indicators.length + 1), label("一级指标"), label("二级指标"), label("三级指标", 1, 2), label("指标值")],
    ...drawIndicatorRows(indicators, printRest, { mergeLevel2: true }),
  ];
  return {
    truth: {
      layout: "generic",
      statement: null,
      filings: [makeFiling({ kind: "department", formTitle: title, fiscalYear: year, department: makeDepartment({ name: unit, goal, indicators }), projects: tasks })],
    },
    form: { blocks: [paragraph(title, "title", "center"), paragraph(`（${year}年度）`, "line", "center"), makeTable(rows, [13, 20, 25, 14, 14, 14])] },
  };
}

/** All projects of a department in one table, as they are published with its budget: a project's cells span its indicators. */
export function drawProjectList(random: Random): Drawing {
  const unit = inventOffice(random, "").replace("（本级）", "");
  const year = random.int(2020, 2025);
  const projects: Project[] = [];
  const rows: RowCell[][] = [labels("项目名称", "年度预算（万元）", "年度目标", "一级指标", "二级指标", "三级指标", "指标值")];
  for (let count = 0; count < 3; count += 1) {
    const { theme, full } = inventOtherProject(random, year, unit);
    const indicators = inventOtherIndicators(random, theme, { most: 5 });
    const total = inventOtherFunding(random, "annual").slice(0, 1);
    const project = makeProject({ name: full.name, goals: { overall: null, annual: full.goals.annual }, funding: total, indicators });
    projects.push(project);
    const height = indicators.length;
    const head = [value(project.name, 1, height), value(printTenThousands(total[0]?.amountFen ?? 0), 1, height), value(project.goals.annual, 1, height)];
    rows.push(...indicators.map((one, index) => [...(index === 0 ? head : []), level(one.level1 ?? ""), level(one.level2 ?? ""), value(one.name), value(one.target?.raw ?? null)]));
  }
  const title = `${year}年部门预算项目支出绩效目标表`;
  return {
    truth: { layout: "generic", statement: null, filings: [makeFiling({ kind: "project", formTitle: title, fiscalYear: year, reportingUnit: unit, projects })] },
    form: {
      blocks: [
        paragraph(title, "title", "center"),
        paragraph(`单位名称：${unit}`, "line"),
        makeTable(rows, [15, 10, 20, 11, 15, 18, 11], { purpose: "list" }),
      ],
    },
  };
}
