import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { z } from "zod";
import { siblingModule } from "../../pipeline/package-file.ts";
import { openReport } from "../../report/open-report.ts";
import { findSavedQuery, listSavedQueries } from "../../report/queries/saved-queries.ts";
import { exitStatus } from "../exit-status.ts";
import { say, writeOutput } from "../print/output.ts";
import { printRows } from "../print/print-rows.ts";
import { UsageError } from "../usage-error.ts";
import { databaseOption, rowFormatOption } from "./parse-options.ts";
import { checkParameters, parseParameters } from "./query-parameters.ts";

const optionsSchema = z.object({
  ...databaseOption,
  ...rowFormatOption,
  timeout: z.int().positive(),
  param: z.array(z.string()).default([]),
  list: z.boolean(),
  run: z.string().optional(),
  save: z.string().optional(),
  description: z.string().optional(),
  forget: z.string().optional(),
});
type QueryOptions = z.infer<typeof optionsSchema>;

/** `jixiao query`: puts a question to the database, or minds the questions that have a name. */
export async function runQuery(sql: string | undefined, given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const { db, list, save, forget, run, description } = options;
  if (!existsSync(db)) throw new UsageError(`There is no database at ${db}; make one with \`jixiao import\`, or name another with --db.`);
  const wanted = [sql !== undefined && save === undefined, list, save !== undefined, forget !== undefined, run !== undefined].filter(Boolean);
  if (wanted.length !== 1) throw new UsageError("Give one question, or one of --run, --list, --save with a question, --forget.");
  if (list) return listQueries(options);
  if (save === undefined && forget === undefined) return ask(findQuestion(sql, options), options);
  const { forgetNamed, saveNamed } = await import("./query-names.ts");
  if (forget !== undefined) forgetNamed(db, forget);
  else saveNamed(db, { name: save ?? "", sql, description: description ?? null });
}

/** Runs the query in a process of its own, because a query inside SQLite cannot be called back: it is ended when its time is over. */
async function ask(sql: string, { db, format, timeout, param }: QueryOptions): Promise<void> {
  const parameters = parseParameters(param);
  checkParameters(sql, parameters);
  const child = fork(siblingModule(import.meta.url, "query-process"), { stdio: "inherit" });
  const timer = setTimeout(() => child.kill("SIGKILL"), timeout * 1000);
  child.send({ db, format, sql, parameters });
  const status = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  clearTimeout(timer);
  if (child.killed) say(`jixiao: the query took more than ${timeout} s and was ended; ask for less, or give it longer with --timeout.`);
  process.exitCode = status ?? exitStatus.wrong;
}

function findQuestion(sql: string | undefined, { db, run }: QueryOptions): string {
  if (run === undefined) return sql ?? "";
  const database = openReport(db);
  try {
    const query = findSavedQuery(database, run);
    const names = listSavedQueries(database).map(({ name }) => name);
    if (query === undefined) throw new UsageError(`No question is called "${run}"; there are ${names.join(", ")}.`);
    return query.sql;
  } finally {
    database.close();
  }
}

async function listQueries({ db, format }: QueryOptions): Promise<void> {
  const database = openReport(db);
  const columns = format === "table" ? ["name", "origin", "description"] : ["name", "origin", "description", "sql"];
  await printRows(listSavedQueries(database).map((query) => ({ ...query })), columns, format, writeOutput);
  database.close();
}
