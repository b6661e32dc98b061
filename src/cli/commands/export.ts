import { Option, type Command } from "commander";
import { positiveInteger } from "./options.ts";

const examples = `
Examples:
  jixiao export out/csv                          every table as CSV, for Excel and everything else
  jixiao export out/all --format csv,xlsx,parquet,ndjson,sqlite
  jixiao export out/big --where "annual_total_wan_yuan > 1000" --year 2024
  jixiao export out/zh --format xlsx --headings zh --region 长沙市

Tables: projects, indicators, funding, budget_items, schedule, narratives, departments, department_budget, documents, findings;
csv and xlsx have the data dictionary beside them. json and ndjson hold one record for each document, as the contract has it;
sqlite is the database itself, with metadata for Datasette.`;

/** Adds `jixiao export`. */
export function addExportCommand(program: Command): void {
  program
    .command("export")
    .description("write the database into files: csv, xlsx, parquet, json, ndjson, sqlite")
    .argument("<dir>", "the folder for the files; made where it is missing")
    .option("--format <list>", "csv, xlsx, parquet, json, ndjson, sqlite, separated by commas", "csv")
    .option("--table <list>", "only these tables, separated by commas")
    .option("--region <region>", "only this region and what is in it: its code or its name")
    .option("--year <year>", "only this fiscal year", positiveInteger)
    .option("--where <condition>", "only projects that meet a condition in SQL on the columns of project_overview")
    .addOption(new Option("--headings <language>", "columns named as in the database, or in words").choices(["names", "zh", "en"]).default("names"))
    .addHelpText("after", examples)
    .action(async (folder: string, _options: unknown, command: Command) => {
      const { runExport } = await import("../run/export.ts");
      await runExport(folder, command.optsWithGlobals());
    });
}
