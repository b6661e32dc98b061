import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { z } from "zod";
import { siblingModule } from "../../pipeline/package-file.ts";
import { exitStatus } from "../exit-status.ts";
import { say } from "../print/output.ts";
import { UsageError } from "../usage-error.ts";
import { databaseOption, rowFormatOption } from "./parse-options.ts";

const optionsSchema = z.object({ ...databaseOption, ...rowFormatOption, timeout: z.int().positive() });

/**
 * `jixiao query`: runs the query in a process of its own, because a query inside SQLite cannot be called back: it is
 * ended when its time is over.
 */
export async function runQuery(sql: string, given: unknown): Promise<void> {
  const { db, format, timeout } = optionsSchema.parse(given);
  if (!existsSync(db)) throw new UsageError(`There is no database at ${db}; make one with \`jixiao import\`, or name another with --db.`);
  const child = fork(siblingModule(import.meta.url, "query-process"), { stdio: "inherit" });
  const timer = setTimeout(() => child.kill("SIGKILL"), timeout * 1000);
  child.send({ db, format, sql });
  const status = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  clearTimeout(timer);
  if (child.killed) say(`jixiao: the query took more than ${timeout} s and was ended; ask for less, or give it longer with --timeout.`);
  process.exitCode = status ?? exitStatus.wrong;
}
