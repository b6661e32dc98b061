import type { Funding, Indicator, Project } from "../../../src/canonical/record.ts";
import { makeFiling, makeProject, type SampleTruth } from "../blank-record.ts";
import { label, makeTable, paragraph, value, type PrintedForm, type RowCell } from "../form.ts";
import { inventAmountFen, printTenThousands, splitFen } from "../invent/amounts.ts";
import { inventMeasures, makeIndicator, plainLevelWords, type LevelWords } from "../invent/indicators.ts";
import { inventOffice, inventPerson, inventPhone, inventPlace } from "../invent/names.ts";
import { inventGoal, inventProse, type Subject } from "../invent/prose.ts";
import { printTarget, type TargetStyle } from "../invent/targets.ts";
import { themes } from "../invent/themes.ts";
import type { Random } from "../random.ts";
import { departFrom, type Section } from "../sections.ts";
import { isoDate, printDate } from "./dates.ts";
import type { DrawOptions, Drawing } from "./drawing.ts";
import { drawIndicatorRows } from "./indicator-rows.ts";

const region = { code: "540300", name: "昌都市" };

const words: LevelWords = {
  level1: plainLevelWords.level1,
  level2: { ...plainLevelWords.level2, "service-satisfaction": "社会公众或服务对象满意度指标" },
};

/** Invents a project and draws it in the layout of Changdu: one table of six columns, with long-term and annual indicators. */
export function drawChangdu(random: Random, options: DrawOptions): Drawing {
  const truth = inventTruth(random.fork("record"), options.brief);
  const filing = truth.filings[0];
  const project = filing?.projects[0];
  if (filing === undefined || project === undefined) throw new Error("a Changdu record has one project");
  const sections = departFrom(drawSections(project, random, options), 6, options.departures, truth, random);
  const rows = sections.flatMap((section) => [...section.rows]);
  const widths = random.pick([
    [14, 18, 17, 17, 17, 17],
    [12, 14, 19, 25, 18, 12],
    [15, 17, 20, 20, 14, 14],
  ]);
  const preparer = filing.preparer;
  const date = preparer?.date == null ? "  年  月  日" : printDate(preparer.date);
  const form: PrintedForm = {
    blocks: [
      paragraph("附件2", "line"),
      paragraph(filing.formTitle ?? "", "title", "center"),
      paragraph(`（${filing.fiscalYear ?? ""}年）`, "line", "center"),
      paragraph(`填报单位（盖章）：${filing.reportingUnit ?? ""}`, "line"),
      makeTable(rows, widths),
      paragraph(`填报人：${preparer?.name ?? ""}      联系电话： ${preparer?.phone ?? ""}       填报日期：${date}`, "line"),
    ],
  };
  return { truth, form };
}

function inventTruth(random: Random, brief: boolean): SampleTruth {
  const theme = random.pick(themes);
  const year = random.int(2019, 2025);
  const unit = inventOffice(random, region.name);
  const name = `${random.chance(0.7) ? `${year}年` : ""}${inventPlace(random)}${random.pick(theme.names)}${random.pick(["项目", "经费", "", "专项项目"])}`;
  const subject: Subject = { theme, projectName: name, unit, year, brief };
  const manager = inventPerson(random);
  const phone = inventPhone(random);
  const prose = (least: number, most: number, blank = 0): string | null => (random.chance(blank) ? null : inventProse(random, subject, random.int(least, most)));
  const project = makeProject({
    name,
    nature: random.pick(["new", "continuing", null] as const),
    supervisingDepartment: unit,
    supervisingDepartmentCode: random.chance(0.4) ? `${random.int(100, 999)}00${random.int(1, 9)}` : null,
    implementingUnit: random.chance(0.6) ? unit : `${unit}${random.pick(["综合科", "规划科", "业务科"])}`,
    manager,
    phone,
    startDate: isoDate(year, random.int(1, 3), random.pick([1, 1, 15])),
    endDate: isoDate(year, 12, random.pick([30, 31, 31])),
    narratives: {
      functions: prose(60, 260),
      overview: prose(30, 320),
      basis: prose(20, 160),
      feasibility: prose(30, 300),
      necessity: prose(30, 260),
      otherNotes: prose(10, 60, 0.75),
    },
    goals: { overall: inventGoal(random, subject), annual: inventGoal(random, subject) },
    schedule: inventSchedule(random, name, theme.actions, year),
    funding: inventFunding(random, year),
    indicators: [...inventIndicators(random, theme, "overall", brief), ...inventIndicators(random, theme, "annual", brief)],
  });
  const filing = makeFiling({
    kind: "project",
    formTitle: random.pick(["项目支出绩效目标申报表", "项目支出绩效目标申报表", "项目支出绩效目标申报"]),
    region,
    fiscalYear: year,
    reportingUnit: unit,
    preparer: { name: random.chance(0.7) ? manager : inventPerson(random), phone, date: random.chance(0.5) ? isoDate(year - 1, random.int(9, 12), random.int(1, 28)) : null },
    projects: [project],
  });
  return { layout: "changdu", statement: null, filings: [filing] };
}

function inventSchedule(random: Random, name: string, actions: readonly string[], year: number): Project["schedule"] {
  if (random.chance(0.5)) return [{ content: name, start: isoDate(year, 1), end: isoDate(year, 12) }];
  const withDay = random.chance(0.5);
  return random.sample(actions, random.int(2, 4)).map((content, index) => ({
    content,
    start: isoDate(year, 1 + index * 2, withDay ? 1 : undefined),
    end: isoDate(year, random.int(3 + index * 2, 12), withDay ? 28 : undefined),
  }));
}

function inventFunding(random: Random, year: number): Funding[] {
  const annualFen = inventAmountFen(random);
  const years = random.int(1, 3);
  const rows: Funding[] = [];
  const add = (scope: Funding["scope"], period: string, totalFen: number): void => {
    const [fiscal, rest] = random.chance(0.35) ? splitFen(random, totalFen) : [totalFen, 0];
    rows.push({ scope, period, source: "total", amountFen: totalFen }, { scope, period, source: "fiscal", amountFen: fiscal });
    if (rest > 0) rows.push({ scope, period, source: random.pick(["business-income", "other"] as const), amountFen: rest });
    else if (random.chance(0.2)) rows.push({ scope, period, source: "other", amountFen: 0 });
  };
  add("whole", `${year}-${year + years}`, annualFen * (years + 1));
  add("annual", `${year}`, annualFen);
  return rows;
}

function inventIndicators(random: Random, theme: (typeof themes)[number], scope: Indicator["scope"], brief: boolean): Indicator[] {
  const style: TargetStyle = random.pick(["plain", "sign", "words", "plain"]);
  // Many clerks leave the first level blank in the satisfaction rows, which then counts as the level above.
  const underBenefit = random.chance(0.4);
  const indicators: Indicator[] = [];
  for (const measure of inventMeasures(random, theme, brief ? 5 : 12)) {
    const ownLevel1 = { quantity: "output", quality: "output", timeliness: "output", cost: "output", "service-satisfaction": "satisfaction" } as const;
    const proper = measure.level2Code in ownLevel1 ? ownLevel1[measure.level2Code as keyof typeof ownLevel1] : "benefit";
    const level1Code = proper === "satisfaction" && underBenefit ? (indicators.at(-1)?.level1Code ?? proper) : proper;
    indicators.push(
      makeIndicator({
        scope,
        level1: words.level1[level1Code],
        level2: words.level2[measure.level2Code],
        name: measure.name,
        target: printTarget(random, measure.aim, style, false),
        note: random.chance(0.08) ? random.pick(["按季统计", "以验收单为准", "含跨年项目"]) : null,
        level1Code,
        level2Code: measure.level2Code,
      }),
    );
  }
  return indicators;
}

function drawSections(project: Project, random: Random, options: DrawOptions): Section[] {
  const { narratives, goals } = project;
  const whole = (text: string | null): RowCell => value(text, 5);
  return [
    { key: "name", rows: [[label("项目名称"), value(project.name, 2), label("项目属性"), value(printNature(project.nature, random, options.checks), 2)]] },
    {
      key: "department",
      rows: [[label("主管部门"), value(project.supervisingDepartment, 2), label("主管部门编码"), value(project.supervisingDepartmentCode, 2)]],
      forget: forgetIn((one) => Object.assign(one, { supervisingDepartment: null, supervisingDepartmentCode: null })),
    },
    {
      key: "unit",
      rows: [[label("项目单位"), value(project.implementingUnit), label("项目负责人"), value(project.manager), label("联系电话"), value(project.phone)]],
      forget: forgetIn((one) => Object.assign(one, { implementingUnit: null, manager: null, phone: null })),
    },
    {
      key: "dates",
      rows: [[label("项目起止时间"), whole(printSpan(project, random))]],
      forget: forgetIn((one) => Object.assign(one, { startDate: null, endDate: null })),
    },
    { key: "funding", rows: drawFunding(project.funding, random) },
    { key: "functions", rows: [[label("单位职能概述"), whole(narratives.functions)]], forget: forgetIn((one) => Object.assign(one.narratives, { functions: null })) },
    { key: "overview", rows: [[label("项目概况"), whole(narratives.overview)]], forget: forgetIn((one) => Object.assign(one.narratives, { overview: null })) },
    {
      key: "grounds",
      rows: [
        [label("项目立项情况", 3), label("项目立项的依据"), value(narratives.basis, 4)],
        [label("项目申报的可行性"), value(narratives.feasibility, 4)],
        [label("项目申报的必要性"), value(narratives.necessity, 4)],
      ],
    },
    { key: "schedule", rows: drawSchedule(project.schedule) },
    {
      key: "goals",
      rows: [
        [label("项目绩效目标", 2), label("长期目标", 1, 3), label("年度目标", 1, 2)],
        [value(goals.overall, 3), value(goals.annual, 2)],
      ],
    },
    { key: "overall", rows: drawIndicators("长期绩效指标", project.indicators.filter((one) => one.scope === "overall")) },
    { key: "annual", rows: drawIndicators("年度绩效指标", project.indicators.filter((one) => one.scope === "annual")) },
    { key: "notes", rows: [[label("其他需说明的问题"), whole(narratives.otherNotes)]], forget: forgetIn((one) => Object.assign(one.narratives, { otherNotes: null })) },
    { key: "review", rows: [[label("预算部门审核意见"), { ...label("（盖章）\n年   月   日", 1, 5), role: "fixed", align: "right" }]] },
  ];
}

function forgetIn(change: (project: Project) => unknown): (truth: SampleTruth) => void {
  return (truth) => {
    for (const filing of truth.filings) for (const project of filing.projects) change(project);
  };
}

function printSpan(project: Project, random: Random): string {
  return `${printDate(project.startDate ?? "")}${random.pick(["到", "至", "—", "-"])}${printDate(project.endDate ?? "")}`;
}

function printNature(nature: Project["nature"], random: Random, checks: DrawOptions["checks"]): string {
  const mark = (chosen: boolean): string => {
    if (checks === "ticks") return chosen ? "（√）" : "（ ）";
    if (checks === "lost") return chosen ? "(√" : "(";
    return chosen ? "☑" : "□";
  };
  const first = mark(nature === "new");
  const second = mark(nature === "continuing");
  const before = checks === "boxes" && random.chance(0.4);
  return before ? `${first}新增项目    ${second}延续项目` : `新增项目${first}    延续项目${second}`;
}

const fundingColumns = ["total", "fiscal", "business-income", "other"] as const;

function drawFunding(funding: readonly Funding[], random: Random): RowCell[][] {
  const periods = [...new Set(funding.map((row) => row.period ?? ""))];
  const padded = random.chance(0.15);
  const rows = periods.map((period) => [
    value(period),
    ...fundingColumns.map((source) => {
      const amount = funding.find((row) => row.period === period && row.source === source)?.amountFen ?? null;
      return value(amount === null ? null : printTenThousands(amount, padded));
    }),
  ]);
  const head = [label("项目资金申请\n（万元）", rows.length + 1), ...["年份", "合计", "财政拨款", "事业收入", "其他资金"].map((text) => label(text))];
  return [head, ...rows];
}

function drawSchedule(schedule: Project["schedule"]): RowCell[][] {
  const head = [label("项目实施进度计划", schedule.length + 1), label("项目实施内容", 1, 3), label("开始时间"), label("完成时间")];
  return [head, ...schedule.map((item) => [value(item.content, 3), value(item.start === null ? null : printDate(item.start)), value(item.end === null ? null : printDate(item.end))])];
}

function drawIndicators(side: string, indicators: readonly Indicator[]): RowCell[][] {
  const head = [label(side, indicators.length + 1), ...["一级指标", "二级指标", "指标内容", "指标值", "备注"].map((text) => label(text))];
  const printRest = (indicator: Indicator): RowCell[] => [value(indicator.name), value(indicator.target?.raw ?? null), value(indicator.note)];
  return [head, ...drawIndicatorRows(indicators, printRest, { mergeLevel2: false })];
}

