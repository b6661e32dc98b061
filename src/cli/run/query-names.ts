import { forgetQuery, saveQuery } from "../../report/queries/saved-queries.ts";
import { openDatabase, type Database } from "../../store/open-database.ts";
import { explainSqliteError, sqliteCode } from "../../store/store-error.ts";
import { say } from "../print/output.ts";
import { UsageError } from "../usage-error.ts";

/** `jixiao query --save`: keeps a question that can be asked under a name. */
export function saveNamed(db: string, query: { readonly name: string; readonly sql: string | undefined; readonly description: string | null }): void {
  const { name, sql, description } = query;
  if (sql === undefined) throw new UsageError("--save takes the question too: jixiao query \"SELECT …\" --save NAME.");
  change(db, (database) => {
    if (!isQuestion(database, sql)) throw new UsageError("a query only reads; write a SELECT.");
    saveQuery(database, { name, sql, description });
  });
  say(`saved; ask it with \`jixiao query --run ${name}\``);
}

/** `jixiao query --forget`. */
export function forgetNamed(db: string, name: string): void {
  change(db, (database) => {
    if (!forgetQuery(database, name)) throw new UsageError(`No saved question is called "${name}"; \`jixiao query --list\` names them.`);
  });
}

function change(db: string, work: (database: Database) => void): void {
  const database = openDatabase(db);
  try {
    work(database);
  } catch (error) {
    throw explainSqliteError(error, db);
  } finally {
    database.close();
  }
}

function isQuestion(database: Database, sql: string): boolean {
  try {
    const statement = database.prepare(sql);
    return statement.reader && statement.readonly;
  } catch (error) {
    // RangeError: two statements in one.
    if (!(error instanceof Error) || (sqliteCode(error) === undefined && !(error instanceof RangeError))) throw error;
    throw new UsageError(`the query cannot be answered: ${error.message}`, { cause: error });
  }
}
