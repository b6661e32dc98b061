import type { Command } from "commander";
import { formatOption, positiveInteger } from "./options.ts";

const examples = `
Examples:
  jixiao query "SELECT name, annual_total_yuan FROM project_overview ORDER BY 2 DESC LIMIT 10"
  jixiao query "SELECT level2, count(*) AS n FROM indicator_overview GROUP BY level2" --format csv
  jixiao query "SELECT name FROM project_overview WHERE fiscal_year = @year" --param year=2024
  jixiao query "SELECT ..." --save mine --description "What it answers"
  jixiao query --list                      the questions that have a name
  jixiao query --run department-budget --param department=文化局

A parameter's value is a number where it looks like one; between quotes ("0012"), or with a leading 0, it is text.
The database is opened on a connection that cannot write; only --save and --forget write, and only names of questions.`;

/** Adds `jixiao query`. */
export function addQueryCommand(program: Command): void {
  const collect = (pair: string, before: string[] | undefined) => [...(before ?? []), pair];
  program
    .command("query")
    .description("put a question to the database in SQL, or by its name; read-only")
    .argument("[sql]")
    .option("--param <name=value>", "a value for @name in the question; may be given more than once", collect)
    .option("--run <name>", "ask a question by its name")
    .option("--list", "list the questions that have a name", false)
    .option("--save <name>", "keep the question in the database under a name, and ask it not")
    .option("--description <text>", "with --save: what it answers")
    .option("--forget <name>", "take a saved question away")
    .option("--timeout <seconds>", "end the query after so long", positiveInteger, 60)
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (sql: string | undefined, _options: unknown, command: Command) => {
      const { runQuery } = await import("../run/query.ts");
      await runQuery(sql, command.optsWithGlobals());
    });
}
