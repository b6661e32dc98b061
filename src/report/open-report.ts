import { isNewestSchema } from "../store/migrate.ts";
import { openDatabase, openReadOnly, type Database } from "../store/open-database.ts";

/**
 * Opens a database for reports, on a connection that cannot write. One that an older version of the program made is brought
 * up to date first.
 * @throws {StoreError} when there is no such database, or it cannot be brought up to date.
 */
export function openReport(file: string): Database {
  const database = openReadOnly(file);
  if (isNewestSchema(database)) return database;
  database.close();
  openDatabase(file).close();
  return openReadOnly(file);
}
