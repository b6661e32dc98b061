import type { EChartsOption } from "echarts";
import { takeFirst, type ChartData } from "./chart-data.ts";
import type { ChartLanguage } from "./chart-ids.ts";
import { fontFamily, gridColour, quietColour, sizes, textColour } from "./chart-style.ts";
import { chartWords } from "./chart-words.ts";

/** More bars than that nobody compares by eye: the smaller ones are only told of. */
const mostBars = 30;
/** A part of fewer per cent than that has no room for its figure. */
const narrowestLabelled = 5;
/** A name wider than that, in pixels, is cut on the axis; on a narrow drawing it leaves the bars most of the room. */
const longestLabelPx = 240;
const longestLabelShare = 0.34;
/** Room beside the title, in pixels. */
const titleMarginPx = 32;

/** A drawing: what ECharts is told, and how large it is, in pixels. */
export interface ChartDrawing {
  readonly option: EChartsOption;
  readonly width: number;
  readonly height: number;
}

/** Lays a chart out. `width` is in pixels; the height follows from the number of bars. */
export function layOutChart(data: ChartData, language: ChartLanguage, width: number = sizes.width): ChartDrawing {
  const bars = shorten(data, language);
  const hasLegend = bars.series.length > 1;
  const legendHeight = hasLegend ? sizes.legendRow * countLegendRows(bars, width) : 0;
  const barHeight = bars.arrangement === "grouped" ? sizes.groupedBar : sizes.bar;
  const head = sizes.head + titleLines(bars, width) * sizes.titleRow;
  const top = head + legendHeight;
  const height = top + Math.max(1, bars.categories.length) * barHeight + sizes.foot;
  return { option: makeOption(bars, language, { width, head, top, hasLegend }), width, height };
}

/** Only amounts and counts can be left off and told of as a sum; shares stand each for itself. */
function shorten(data: ChartData, language: ChartLanguage): ChartData {
  if (data.arrangement !== "stacked") return data;
  const { data: first, rest } = takeFirst(data, mostBars);
  if (rest === undefined) return data;
  const words = chartWords[language];
  const separator = language === "zh" ? "；" : "; ";
  return { ...first, subtitle: `${data.subtitle}${separator}${words.rest(rest.count, formatNumber(rest.sum), data.unit)}` };
}

/** The lines that title and subtitle need beyond one each. */
function titleLines({ title, subtitle }: ChartData, width: number): number {
  const extra = (text: string, size: number) => Math.max(0, Math.ceil(textWidth(text, size) / (width - titleMarginPx)) - 1);
  return extra(title, sizes.title) + extra(subtitle, sizes.subtitle);
}

/** About how wide a text is drawn, in pixels, at a size of letters. */
function textWidth(text: string, size: number): number {
  const wide = text.match(/[\u2E80-\uFFFD]/gu)?.length ?? 0;
  return wide * size + (text.length - wide) * size * narrowShare;
}

/** A Latin letter's width as a share of its height; generous, so that a line is rather too short than cut. */
const narrowShare = 0.58;

/** What stands around a legend's text, in pixels. */
const legendAroundPx = 52;

function countLegendRows(data: ChartData, width: number): number {
  let rows = 1;
  let at = 0;
  for (const { name } of data.series) {
    const item = textWidth(name, sizes.label) + legendAroundPx;
    if (at > 0 && at + item > width - 32) {
      rows += 1;
      at = 0;
    }
    at += item;
  }
  return rows;
}

interface Layout {
  /** In pixels: of the whole, of the title with its lines, of all above the bars. */
  readonly width: number;
  readonly head: number;
  readonly top: number;
  readonly hasLegend: boolean;
}

function makeOption(data: ChartData, language: ChartLanguage, { width, head, top, hasLegend }: Layout): EChartsOption {
  return {
    animation: false,
    backgroundColor: "#FFFFFF",
    textStyle: { fontFamily, color: textColour, fontSize: sizes.label },
    title: titleOption(data, language, width - titleMarginPx),
    ...(hasLegend ? { legend: { top: head - 14, left: 16, itemGap: 16, textStyle: { fontFamily, color: textColour } } } : {}),
    grid: { left: 28, right: 72, top, bottom: sizes.foot - 12, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "value",
      name: data.unit,
      nameLocation: "middle",
      nameGap: 30,
      nameTextStyle: { color: quietColour, fontFamily },
      axisLabel: { color: quietColour, formatter: (value: number) => formatNumber(value) },
      splitLine: { lineStyle: { color: gridColour } },
      ...(data.arrangement === "stacked" ? {} : { max: 100 }),
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: [...data.categories],
      axisTick: { show: false },
      axisLabel: { color: textColour, width: Math.min(longestLabelPx, Math.round(width * longestLabelShare)), overflow: "truncate", interval: 0, fontFamily },
    },
    series: data.series.map((series, at) => seriesOption(data, series.values, at)),
    ...(data.categories.length === 0 ? { graphic: { type: "text", left: "center", top: top + 4, style: { text: chartWords[language].noData, fill: quietColour, fontFamily } } } : {}),
  };
}

function titleOption({ title, subtitle }: ChartData, language: ChartLanguage, widthPx: number): NonNullable<EChartsOption["title"]> {
  return {
    text: title,
    subtext: subtitle,
    left: 16,
    top: 12,
    textStyle: { fontFamily, fontSize: sizes.title, color: textColour, width: widthPx, overflow: "break", ...(language === "en" ? {} : { fontWeight: "bold" as const }) },
    subtextStyle: { fontFamily, fontSize: sizes.subtitle, color: quietColour, width: widthPx, overflow: "break" },
  };
}

function seriesOption(data: ChartData, values: readonly (number | null)[], at: number) {
  const isLast = at === data.series.length - 1;
  const totals = data.categories.map((_, index) => data.series.reduce((sum, series) => sum + (series.values[index] ?? 0), 0));
  const shown = data.arrangement === "share" ? values.map((value, index) => percentOf(value, totals[index] ?? 0)) : values;
  const labelOf = (index: number) => {
    if (data.arrangement === "stacked") return isLast ? formatNumber(totals[index] ?? 0) : "";
    const value = shown[index] ?? null;
    return value === null || (data.arrangement === "share" && value < narrowestLabelled) ? "" : formatNumber(value);
  };
  return {
    type: "bar" as const,
    name: data.series[at]?.name ?? "",
    ...(data.arrangement === "grouped" ? {} : { stack: "all" }),
    // A stack's total stands at its end: the last series carries it, also where it is nothing itself.
    data: shown.map((value) => (data.arrangement === "stacked" ? (value ?? 0) : value)),
    barMaxWidth: 20,
    // A thin white line parts the colours also where a printer makes them one grey.
    itemStyle: { color: data.series[at]?.colour ?? textColour, borderColor: "#FFFFFF", borderWidth: 1 },
    label: {
      show: true,
      position: data.arrangement === "share" ? ("inside" as const) : ("right" as const),
      color: data.arrangement === "share" && at === 0 ? "#FFFFFF" : textColour,
      formatter: ({ dataIndex }: { dataIndex: number }) => labelOf(dataIndex),
    },
  };
}

function percentOf(value: number | null, total: number): number | null {
  return value === null || total === 0 ? null : (100 * value) / total;
}

/** A number as people print it: thousands apart, no more digits than say something. */
function formatNumber(value: number): string {
  const size = Math.abs(value);
  return value.toLocaleString("en-US", size >= 1 ? { maximumFractionDigits: size >= 100 ? 0 : 1 } : { maximumSignificantDigits: 2 });
}
