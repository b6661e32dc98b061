import { existsSync } from "node:fs";
import { openDatabase, type Database } from "../../store/open-database.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Does work on a database that is there already, and closes it.
 * @throws {UsageError} where there is none at this path.
 */
export function withDatabase(file: string, work: (database: Database) => void): void {
  if (!existsSync(file)) throw new UsageError(`There is no database at ${file}; make one with \`jixiao import\`, or name another with --db.`);
  const database = openDatabase(file);
  try {
    work(database);
  } finally {
    database.close();
  }
}
