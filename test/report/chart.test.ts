import { describe, expect, it } from "vitest";
import { chartIds, chartLanguages } from "../../src/report/chart/chart-ids.ts";
import { readChartData } from "../../src/report/chart/chart-queries.ts";
import { renderChart, svgToPng } from "../../src/report/chart/render-chart.ts";
import { DocumentWriter } from "../../src/store/document-writer.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced } from "../store/build-record.ts";

function openWith(departments: number) {
  const database = openDatabase(":memory:");
  const projects = Array.from({ length: departments }, (_, at) =>
    buildProject({
      name: traced(`项目${at}`),
      supervisingDepartment: traced(`第${at}局`),
      funding: [buildFunding("total", (at + 1) * 1_000_000), buildFunding("fiscal", 500_000)],
      indicators: [buildIndicator("里程", at)],
    }),
  );
  new DocumentWriter(database).writeRead(buildImport({ filings: [buildFiling(projects)] }), { refresh: false });
  return database;
}

describe("charts", () => {
  it.each([4, 400])("are drawn with %i departments in both languages, each a whole SVG", (departments) => {
    const database = openWith(departments);
    for (const id of chartIds) {
      for (const language of chartLanguages) {
        const svg = renderChart(database, { id, language });
        expect(svg).toMatch(/^<svg[^>]* role="img"><title>[^<]+<\/title>/u);
        expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
      }
    }
  });

  it("say in the subtitle what has no bar", () => {
    const svg = renderChart(openWith(400), { id: "budget-by-department", language: "en" });
    expect(svg).toContain("not drawn: 370 more, 68,635 10,000 yuan in all");
  });

  it("split a total by its sources, and call the rest by its name", () => {
    const data = readChartData(openWith(1), "budget-by-region", "en");
    expect({ categories: data.categories, parts: data.series.map(({ name, values }) => [name, ...values]) }).toEqual({
      categories: ["试验区"],
      parts: [["fiscal funds", 0.5], ["source not stated", 0.5]],
    });
  });

  it("are drawn without data, and keep to a year", () => {
    expect(renderChart(openDatabase(":memory:"), { id: "budget-by-year", language: "zh" })).toContain("没有数据");
    expect(readChartData(openWith(2), "budget-by-year", "zh", { year: 2020 }).categories).toEqual([]);
  });

  it("become PNG at two pixels for one", async () => {
    const png = await svgToPng(renderChart(openWith(4), { id: "measurable-targets", language: "zh", width: 400 }));
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(["PNG", 800]);
  });
});
