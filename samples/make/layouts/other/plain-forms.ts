import type { Indicator, Project } from "../../../../src/canonical/record.ts";
import { makeFiling, makeProject } from "../../blank-record.ts";
import { label, makeTable, paragraph, value, type RowCell } from "../../form.ts";
import { printTenThousands, printYuan } from "../../invent/amounts.ts";
import { inventOffice } from "../../invent/names.ts";
import type { Random } from "../../random.ts";
import { printDate } from "../dates.ts";
import type { Drawing } from "../drawing.ts";
import { drawIndicatorRows } from "../indicator-rows.ts";
import { amountOf, inventOtherFunding, inventOtherIndicators, inventOtherProject, otherTruth } from "./invent.ts";

const labels = (...texts: string[]): RowCell[] => texts.map((text) => label(text));

/** No table for the project's own data: a line for each, label and value parted by a colon; the indicators in a table. */
export function drawColonLines(random: Random): Drawing {
  const { theme, year, full } = inventOtherProject(random);
  const { name, code, supervisingDepartment, implementingUnit, manager, phone, startDate, endDate, narratives, goals } = full;
  const funding = inventOtherFunding(random, "annual");
  const indicators = inventOtherIndicators(random, theme, { style: "words" });
  const project = makeProject({
    name,
    code,
    supervisingDepartment,
    implementingUnit,
    manager,
    phone,
    startDate,
    endDate,
    narratives: { overview: narratives.overview, basis: narratives.basis },
    goals: { overall: null, annual: goals.annual },
    funding,
    indicators,
  });
  const amount = (source: "total" | "fiscal" | "other"): string => `${printTenThousands(amountOf(funding, "annual", source) ?? 0)}万元`;
  const lines = [
    `项目名称：${name ?? ""}`,
    `项目编码：${code ?? ""}`,
    `主管部门：${supervisingDepartment ?? ""}`,
    `实施单位：${implementingUnit ?? ""}`,
    `项目负责人：${manager ?? ""}    联系电话：${phone ?? ""}`,
    `项目起止时间：${printDate(startDate ?? "")}至${printDate(endDate ?? "")}`,
    `年度资金总额：${amount("total")}    其中：财政拨款：${amount("fiscal")}    其他资金：${amount("other")}`,
    `项目概况：${narratives.overview ?? ""}`,
    `立项依据：${narratives.basis ?? ""}`,
    `年度目标：${goals.annual ?? ""}`,
  ];
  const printRest = (one: Indicator): RowCell[] => [value(one.name), value(one.target?.raw ?? null)];
  const rows = [labels("一级指标", "二级指标", "三级指标", "指标值"), ...drawIndicatorRows(indicators, printRest, { mergeLevel2: true })];
  const title = "项目绩效目标申报书";
  return {
    truth: otherTruth(title, year, project),
    form: {
      blocks: [
        paragraph(title, "title", "center"),
        paragraph(`（${year}年度）`, "line", "center"),
        ...lines.map((text) => paragraph(text, "line")),
        makeTable(rows, [18, 22, 40, 20], { purpose: "list" }),
      ],
    },
  };
}

/** Indicators without a first level, value and unit in cells of their own; amounts in yuan in one row of a small table. */
export function drawOneLevel(random: Random): Drawing {
  const { theme, year, unit, full } = inventOtherProject(random);
  const { name, category, implementingUnit, goals, narratives } = full;
  const funding = inventOtherFunding(random, "annual");
  const indicators = inventOtherIndicators(random, theme, { style: "plain", most: 6 }).map((one) => ({ ...one, level1: null, level1Code: null }));
  const project = makeProject({ name, category, implementingUnit, narratives: { content: narratives.content }, goals: { overall: null, annual: goals.annual }, funding, indicators });
  const yuan = (source: "total" | "fiscal" | "other"): RowCell => value(printYuan(amountOf(funding, "annual", source) ?? 0, 2));
  const cells = (one: Indicator): [string, string] => {
    const unit2 = one.target?.unit ?? "";
    const raw = one.target?.raw ?? "";
    return unit2 === "" ? [raw, ""] : [raw.slice(0, raw.length - unit2.length), unit2];
  };
  const rows = [
    [label("项目名称"), value(name, 2), label("项目类别"), value(category)],
    [label("实施单位"), value(implementingUnit, 4)],
    [label("项目资金（元）", 2), label("资金总额"), label("财政拨款"), label("其他资金", 1, 2)],
    [yuan("total"), yuan("fiscal"), { ...yuan("other"), columnSpan: 2 }],
    [label("项目主要内容"), value(narratives.content, 4)],
    [label("年度绩效目标"), value(goals.annual, 4)],
    [label("绩效指标", indicators.length + 1), ...labels("指标类型", "指标名称", "指标值", "计量单位")],
    ...indicators.map((one) => [value(one.level2), value(one.name), ...cells(one).map((text) => value(text))]),
  ];
  const title = `${year}年县级部门项目绩效目标表`;
  return {
    truth: otherTruth(title, year, project, { reportingUnit: unit }),
    form: {
      blocks: [paragraph(title, "title", "center"), paragraph(`填报单位：${unit}`, "line"), makeTable(rows, [16, 22, 32, 15, 15])],
    },
  };
}

/** One row for each project, without indicators, with a sum in the last row. */
export function drawWideList(random: Random): Drawing {
  const unit = inventOffice(random, "").replace("（本级）", "");
  const year = random.int(2020, 2025);
  const projects: Project[] = Array.from({ length: random.int(3, 6) }, (_, index) => {
    const { full } = inventOtherProject(random, year, unit);
    return makeProject({ name: full.name, category: full.category, sequence: index + 1, goals: { overall: null, annual: full.goals.annual }, funding: inventOtherFunding(random, "annual") });
  });
  const sources = ["total", "fiscal", "other"] as const;
  const amount = (project: Project, source: (typeof sources)[number]): number => amountOf(project.funding, "annual", source) ?? 0;
  const sum = (source: (typeof sources)[number]): string => printTenThousands(projects.reduce((total, project) => total + amount(project, source), 0));
  const rows = [
    labels("序号", "项目名称", "项目类别", "资金总额", "财政拨款", "其他资金", "年度绩效目标"),
    ...projects.map((one) => [value(`${one.sequence ?? ""}`), value(one.name), value(one.category), ...sources.map((source) => value(printTenThousands(amount(one, source)))), value(one.goals.annual)]),
    [label("合计", 1, 3), ...sources.map((source) => value(sum(source))), value(null)],
  ];
  const title = `${year}年部门预算项目绩效目标汇总表`;
  return {
    truth: { layout: "generic", statement: null, filings: [makeFiling({ kind: "project", formTitle: title, fiscalYear: year, reportingUnit: unit, projects })] },
    form: {
      blocks: [
        paragraph(title, "title", "center"),
        paragraph(`单位名称：${unit}`, "line"),
        paragraph("金额单位：万元", "line", "right"),
        makeTable(rows, [6, 24, 12, 10, 10, 10, 28], { purpose: "list" }),
      ],
    },
  };
}

/** The form of transfers to regions: a programme instead of a project, targets as clerks number them. */
export function drawTransfer(random: Random): Drawing {
  const { theme, year, full } = inventOtherProject(random);
  const { name, supervisingDepartment, implementingUnit, goals } = full;
  const funding = inventOtherFunding(random, "annual");
  const indicators = inventOtherIndicators(random, theme, { most: 8 }).map((one, index) => ({ ...one, name: `指标${index + 1}：${one.name ?? ""}` }));
  const project = makeProject({ name, supervisingDepartment, implementingUnit, goals: { overall: null, annual: goals.annual }, funding, indicators });
  const amount = (source: "total" | "fiscal" | "other"): RowCell => value(printTenThousands(amountOf(funding, "annual", source) ?? 0), 3);
  const printRest = (one: Indicator): RowCell[] => [value(one.name), value(one.target?.raw ?? null)];
  const rows = [
    [label("专项名称"), value(name, 4)],
    [label("省级主管部门"), value(supervisingDepartment, 2), label("具体实施单位"), value(implementingUnit)],
    [label("资金情况\n（万元）", 3), label("年度金额："), amount("total")],
    [label("其中：财政拨款"), amount("fiscal")],
    [label("其他资金"), amount("other")],
    [label("年度目标"), value(goals.annual, 4)],
    [label("绩效指标", indicators.length + 1), ...labels("一级指标", "二级指标", "三级指标", "指标值")],
    ...drawIndicatorRows(indicators, printRest, { mergeLevel2: true }),
  ];
  const title = "专项转移支付区域绩效目标申报表";
  return {
    truth: otherTruth(title, year, project),
    form: { blocks: [paragraph(title, "title", "center"), paragraph(`（${year}年度）`, "line", "center"), makeTable(rows, [15, 17, 20, 32, 16])] },
  };
}
