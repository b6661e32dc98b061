import { once } from "node:events";
import { z } from "zod";
import { openReadOnly, type Database } from "../../store/open-database.ts";
import { explainSqliteError, sqliteCode, StoreError } from "../../store/store-error.ts";
import { exitStatus } from "../exit-status.ts";
import { endQuietlyOnBrokenPipe, say, writeOutput } from "../print/output.ts";
import { printRows, type Row, type RowFormat } from "../print/print-rows.ts";
import { printable } from "../print/printable.ts";
import { UsageError } from "../usage-error.ts";
import { databaseOption, rowFormatOption } from "./parse-options.ts";
import type { QueryParameters } from "./query-parameters.ts";

/** The process in which `jixiao query` runs its query; its parent sends the question and ends it when it takes too long. */

const questionSchema = z.object({ ...databaseOption, ...rowFormatOption, sql: z.string(), parameters: z.record(z.string(), z.union([z.string(), z.number()])) });

endQuietlyOnBrokenPipe();
const [message] = z.tuple([z.unknown()], z.unknown()).parse(await once(process, "message"));
process.disconnect();
try {
  const { db, format, sql, parameters } = questionSchema.parse(message);
  await printAnswer(openReadOnly(db), { sql, parameters }, format);
} catch (error) {
  if (!isSpoken(error)) throw error;
  say(`jixiao: ${printable(error.message)}`);
  process.exitCode = exitStatus.wrong;
}

interface Question {
  readonly sql: string;
  readonly parameters: QueryParameters;
}

function isSpoken(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof StoreError;
}

async function printAnswer(database: Database, { sql, parameters }: Question, format: RowFormat): Promise<void> {
  try {
    const statement = database.prepare(sql);
    // Structure, not text, decides: VACUUM INTO and ATTACH give no rows, a pragma that writes is not read-only.
    if (!statement.reader || !statement.readonly) throw new UsageError("a query only reads; write a SELECT.");
    const columns = nameApart(statement.columns().map((column) => column.name));
    await printRows(listRows(statement.raw(true).iterate(parameters), columns), columns, format, writeOutput);
  } catch (error) {
    throw explainQueryError(error, database.name);
  } finally {
    database.close();
  }
}

/** Two columns may have one name, as in a join; the second is then called name_2. */
function nameApart(names: readonly string[]): string[] {
  return names.map((name, at) => {
    const before = names.slice(0, at).filter((each) => each === name).length;
    return before === 0 ? name : `${name}_${before + 1}`;
  });
}

function* listRows(rows: Iterable<unknown>, columns: readonly string[]): Generator<Row> {
  for (const row of rows) {
    if (Array.isArray(row)) yield Object.fromEntries(columns.map((column, at): [string, unknown] => [column, row[at]]));
  }
}

function explainQueryError(error: unknown, file: string): unknown {
  const explained = explainSqliteError(error, file);
  if (explained !== error || !(error instanceof Error)) return explained;
  // SQLITE_ERROR is a fault of the question: a word or a table that does not exist. RangeError: two statements, or parameters.
  const isFaultOfQuestion = sqliteCode(error) !== undefined || error instanceof RangeError;
  return isFaultOfQuestion ? new UsageError(`the query cannot be answered: ${error.message}`, { cause: error }) : error;
}
