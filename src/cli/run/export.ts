import { z } from "zod";
import { exportDatabase, exportFormats, type ExportOptions, type ExportReport } from "../../report/export/export-database.ts";
import { exportTableNames } from "../../report/export/export-tables.ts";
import { keepHeapSmall } from "../../report/export/keep-heap-small.ts";
import { isUnfiltered } from "../../report/filter/row-filter.ts";
import { openReport } from "../../report/open-report.ts";
import { ProgressLine } from "../print/progress-line.ts";
import { say, writeOutput } from "../print/output.ts";
import { UsageError } from "../usage-error.ts";
import { databaseOption } from "./parse-options.ts";

const optionsSchema = z.object({
  ...databaseOption,
  format: z.string(),
  table: z.string().optional(),
  region: z.string().optional(),
  year: z.int().optional(),
  where: z.string().optional(),
  headings: z.enum(["names", "zh", "en"]),
});

/** `jixiao export`: files into a folder; their paths go to standard output. */
export async function runExport(folder: string, given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const wanted = readWanted(folder, options);
  keepHeapSmall();
  const database = openReport(options.db);
  const progress = new ProgressLine();
  try {
    const report = await exportDatabase(database, {
      ...wanted,
      onProgress: (table, rows) => {
        progress.show(() => `${table}: ${rows} rows`);
      },
    });
    progress.clear();
    for (const file of report.files) await writeOutput(`${file}\n`);
    say(describe(report));
  } finally {
    progress.clear();
    database.close();
  }
}

function readWanted(folder: string, { format, table, region, year, where, headings }: z.infer<typeof optionsSchema>): ExportOptions {
  const formats = pick("--format", format, exportFormats);
  const tables = table === undefined ? undefined : pick("--table", table, exportTableNames);
  const filter = { region, year, where };
  if (formats.includes("sqlite") && !isUnfiltered(filter)) {
    throw new UsageError("sqlite is a copy of the whole database; leave --region, --year and --where out, or sqlite.");
  }
  return { folder, formats, tables, filter, headings };
}

/** The choices that a list separated by commas names. */
function pick<Choice extends string>(option: string, list: string, choices: readonly Choice[]): Choice[] {
  return list.split(",").map((part) => {
    const choice = choices.find((one) => one === part.trim());
    if (choice === undefined) throw new UsageError(`${option} takes ${choices.join(", ")}; "${part.trim()}" is none of them.`);
    return choice;
  });
}

function describe({ rows, cutCells }: ExportReport): string {
  const counts = Object.entries(rows).map(([table, count]) => `${count} ${table}`);
  const cut = cutCells === 0 ? "" : `; ${cutCells} cells were too long for Excel and are cut in the workbook`;
  return `${counts.length === 0 ? "records" : counts.join(", ")} exported${cut}`;
}
