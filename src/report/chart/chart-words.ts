import type { ChartId, ChartLanguage } from "./chart-ids.ts";

interface ChartText {
  readonly title: string;
  readonly subtitle: string;
}

interface ChartWords {
  readonly charts: Readonly<Record<ChartId, ChartText>>;
  readonly wanYuan: string;
  readonly count: string;
  readonly percent: string;
  readonly unknown: string;
  readonly noData: string;
  /** Said below the title of what has no bar. */
  readonly rest: (count: number, sum: string, unit: string) => string;
  /** The database's words put into the chart's language; a word that is not here stays as it is. */
  readonly terms: Readonly<Record<string, string>>;
}

const zh: ChartWords = {
  charts: {
    "budget-by-region": { title: "各地区项目预算", subtitle: "当年资金合计，按资金来源" },
    "budget-by-department": { title: "各部门项目预算", subtitle: "当年资金合计，按主管部门；无主管部门的按填报单位" },
    "budget-by-year": { title: "各年度项目预算", subtitle: "当年资金合计，按资金来源" },
    "funding-sources": { title: "资金来源", subtitle: "当年资金，各来源金额" },
    "indicators-by-level": { title: "各类绩效指标数", subtitle: "按二级指标和目标类型" },
    "measurable-targets": { title: "目标可衡量程度", subtitle: "数字目标与文字目标所占比例" },
    "findings-by-code": { title: "各类疑点数", subtitle: "按轻重" },
    "reading-quality": { title: "读取质量", subtitle: "各版式与格式的平均覆盖率和平均最低置信度" },
  },
  wanYuan: "万元",
  count: "条",
  percent: "%",
  unknown: "（未填）",
  noData: "没有数据",
  rest: (count, sum, unit) => `其余 ${count} 个合计 ${sum} ${unit}，未画出`,
  terms: { numbers: "数字目标", words: "文字目标", none: "无目标", coverage: "覆盖率", confidence: "最低置信度", unsplit: "未分来源" },
};

const en: ChartWords = {
  charts: {
    "budget-by-region": { title: "Project budgets by region", subtitle: "This year's money, by source" },
    "budget-by-department": { title: "Project budgets by department", subtitle: "This year's totals by supervising department, or by reporting unit where none is named" },
    "budget-by-year": { title: "Project budgets by year", subtitle: "This year's money, by source" },
    "funding-sources": { title: "Where the money comes from", subtitle: "This year's money, amount of each source" },
    "indicators-by-level": { title: "Indicators by level", subtitle: "By second level and kind of target" },
    "measurable-targets": { title: "How measurable targets are", subtitle: "Share of targets that are numbers, and that are words" },
    "findings-by-code": { title: "Findings by code", subtitle: "By severity" },
    "reading-quality": { title: "How well documents were read", subtitle: "Mean coverage and mean lowest confidence, by layout and format" },
  },
  wanYuan: "10,000 yuan",
  count: "items",
  percent: "%",
  unknown: "(not stated)",
  noData: "No data",
  rest: (count, sum, unit) => `not drawn: ${count} more, ${sum} ${unit} in all`,
  terms: {
    numbers: "numbers",
    words: "words",
    none: "no target",
    coverage: "coverage",
    confidence: "lowest confidence",
    unsplit: "source not stated",
    财政拨款: "fiscal funds",
    申请当年预算拨款: "this year's appropriation",
    事业收入: "business income",
    上级补助收入: "superior subsidy",
    附属单位上缴收入: "affiliates' remittances",
    事业单位经营收入: "operating income",
    用事业基金弥补收支差额: "fund balance",
    上年结转: "carried over",
    其他资金: "other funds",
    数量指标: "quantity",
    质量指标: "quality",
    时效指标: "timeliness",
    成本指标: "cost",
    经济效益指标: "economic benefit",
    社会效益指标: "social benefit",
    生态效益指标: "ecological benefit",
    可持续影响指标: "sustainability",
    服务对象满意度指标: "satisfaction",
    错误: "error",
    警告: "warning",
    提示: "notice",
  },
};

/** The words of charts in each language. */
export const chartWords: Readonly<Record<ChartLanguage, ChartWords>> = { zh, en };

/** A word of the database in a chart's language. */
export function translateTerm(language: ChartLanguage, term: string | null): string {
  if (term === null) return chartWords[language].unknown;
  return chartWords[language].terms[term] ?? term;
}
