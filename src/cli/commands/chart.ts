import { Argument, Option, type Command } from "commander";
import { chartIds } from "../../report/chart/chart-ids.ts";
import { positiveInteger } from "./options.ts";

const examples = `
Examples:
  jixiao chart budget-by-region -o regions.svg
  jixiao chart measurable-targets -o targets.png --language en
  jixiao chart budget-by-department -o departments.svg --region 长沙市 --year 2024
  jixiao chart funding-sources --format csv        the figures behind it, to standard output`;

/** Adds `jixiao chart`. */
export function addChartCommand(program: Command): void {
  program
    .command("chart")
    .description("draw a chart of the database: svg, png, or its figures")
    .addArgument(new Argument("<chart>", "what it shows").choices(chartIds))
    .option("-o, --output <file>", "the file to draw into, .svg or .png")
    .addOption(new Option("--language <language>", "of titles and labels").choices(["zh", "en"]).default("zh"))
    .option("--region <region>", "only this region and what is in it: its code or its name")
    .option("--year <year>", "only this fiscal year", positiveInteger)
    .option("--width <pixels>", "how wide the drawing is", positiveInteger, 960)
    .addOption(new Option("--format <format>", "print the figures instead of drawing them").choices(["table", "csv", "json", "ndjson"]))
    .addHelpText("after", examples)
    .action(async (chart: string, _options: unknown, command: Command) => {
      const { runChart } = await import("../run/chart.ts");
      await runChart(chart, command.optsWithGlobals());
    });
}
