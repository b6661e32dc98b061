import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { ChartData } from "../../report/chart/chart-data.ts";
import { chartIds, chartLanguages } from "../../report/chart/chart-ids.ts";
import { readChartData } from "../../report/chart/chart-queries.ts";
import { drawChart, svgToPng } from "../../report/chart/render-chart.ts";
import { openReport } from "../../report/open-report.ts";
import { writeOutput } from "../print/output.ts";
import { printRows, rowFormats, type Row } from "../print/print-rows.ts";
import { UsageError } from "../usage-error.ts";
import { databaseOption } from "./parse-options.ts";

const optionsSchema = z.object({
  ...databaseOption,
  output: z.string().optional(),
  language: z.enum(chartLanguages),
  region: z.string().optional(),
  year: z.int().optional(),
  width: z.int().positive(),
  format: z.enum(rowFormats).optional(),
});

/** `jixiao chart`: a drawing in a file, or its figures on standard output. */
export async function runChart(chart: string, given: unknown): Promise<void> {
  const { db, output, language, region, year, width, format } = optionsSchema.parse(given);
  const id = z.enum(chartIds).parse(chart);
  if (output === undefined && format === undefined) throw new UsageError("Name the file to draw into, as -o chart.svg or -o chart.png; or --format to print the figures.");
  const database = openReport(db);
  try {
    const data = readChartData(database, id, language, { region, year });
    if (output !== undefined) await draw(data, language, { output, width });
    if (format !== undefined) await printRows(listFigures(data), ["category", "part", "value", "unit"], format, writeOutput);
  } finally {
    database.close();
  }
}

async function draw(data: ChartData, language: (typeof chartLanguages)[number], { output, width }: { output: string; width: number }): Promise<void> {
  const ending = path.extname(output).toLowerCase();
  if (ending !== ".svg" && ending !== ".png") throw new UsageError(`A chart is drawn as .svg or .png, not as "${output}".`);
  const svg = drawChart(data, language, width);
  mkdirSync(path.dirname(path.resolve(output)), { recursive: true });
  writeFileSync(output, ending === ".svg" ? svg : await svgToPng(svg));
}

function listFigures({ categories, series, unit, arrangement }: ChartData): Row[] {
  // Shares are drawn from counts; the counts are the figures.
  const told = arrangement === "share" ? "" : unit;
  return categories.flatMap((category, at) => series.map(({ name, values }): Row => ({ category, part: name, value: values[at] ?? null, unit: told })));
}
