import type { Command } from "commander";
import { formatOption, positiveInteger } from "./options.ts";

const examples = `
Examples:
  jixiao query "SELECT name, annual_total_yuan FROM project_overview ORDER BY 2 DESC LIMIT 10"
  jixiao query "SELECT level2, count(*) AS n FROM indicator_overview GROUP BY level2" --format csv
  jixiao query "SELECT name FROM sqlite_schema WHERE type = 'view'"

The database is opened on a connection that cannot write.`;

/** Adds `jixiao query`. */
export function addQueryCommand(program: Command): void {
  program
    .command("query")
    .description("put a question to the database in SQL; read-only")
    .argument("<sql>")
    .option("--timeout <seconds>", "end the query after so long", positiveInteger, 60)
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (sql: string, _options: unknown, command: Command) => {
      const { runQuery } = await import("../run/query.ts");
      await runQuery(sql, command.optsWithGlobals());
    });
}
