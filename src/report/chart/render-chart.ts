import { BarChart } from "echarts/charts";
import { GraphicComponent, GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import sharp from "sharp";
import type { Database } from "../../store/open-database.ts";
import { readChartData, type ChartFilter } from "./chart-queries.ts";
import type { ChartData } from "./chart-data.ts";
import type { ChartId, ChartLanguage } from "./chart-ids.ts";
import { layOutChart } from "./chart-option.ts";

use([BarChart, GraphicComponent, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** Pixels of a PNG for each pixel of the drawing: sharp on paper and on dense screens. */
const pngScale = 2;
/** Dots per inch at which the renderer draws one pixel of an SVG as one of the picture. */
const svgDensity = 72;

/** What is drawn. */
export interface ChartRequest {
  readonly id: ChartId;
  readonly language: ChartLanguage;
  readonly filter?: ChartFilter | undefined;
  /** In pixels. */
  readonly width?: number | undefined;
}

/**
 * Draws a chart of a database as an SVG document of its own.
 * @throws {UnknownRegionError} when the filter's region is not known.
 */
export function renderChart(database: Database, { id, language, filter, width }: ChartRequest): string {
  return drawChart(readChartData(database, id, language, filter), language, width);
}

/** Draws figures as an SVG document. */
export function drawChart(data: ChartData, language: ChartLanguage, width?: number): string {
  const drawing = layOutChart(data, language, width);
  const chart = init(null, null, { renderer: "svg", ssr: true, width: drawing.width, height: drawing.height });
  chart.setOption(drawing.option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return describe(svg, data);
}

/** A title inside the SVG, for readers that speak and for search. */
function describe(svg: string, { title, subtitle }: ChartData): string {
  return svg.replace(/<svg([^>]*)>/u, (_, attributes: string) => `<svg${attributes} role="img"><title>${escapeXml(`${title}: ${subtitle}`)}</title>`);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The SVG as PNG, two pixels for one. Chinese needs a font on the machine that has it. */
export function svgToPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: svgDensity * pngScale }).png().toBuffer();
}
