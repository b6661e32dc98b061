import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { migrate } from "./migrate.ts";
import { writeFindingCodes } from "./finding-codes.ts";
import { StoreError, explainSqliteError } from "./store-error.ts";

export type { Database } from "better-sqlite3";

/** How long SQLite itself waits for a lock. Short, because the wait holds up the whole process; the writer waits beyond it. */
const busyTimeoutMs = 500;
/** Opening happens before anything else runs, so it may wait longer for another program's migration. */
const openTimeoutMs = 10_000;
/** Page cache, in KiB (SQLite takes a negative number for that): holds the inner pages of the indexes of a large database. */
const cacheKib = 65_536;

/**
 * Pages written ahead before they go into the database itself (64 MiB). SQLite's 1,000 are three documents: each such move
 * waits for the disk twice and writes pages that the next documents write again.
 */
const checkpointPages = 16_000;

/**
 * Opens the database for reading and writing; makes the file, its folder and its tables where they are missing, and brings
 * an older schema up to date.
 * @throws {StoreError} in plain words when the file is no database, newer than this program, locked or not writable.
 */
export function openDatabase(file: string): Database.Database {
  try {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    const database = new Database(file, { timeout: openTimeoutMs });
    try {
      prepareForWriting(database, file);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  } catch (error) {
    throw explainSqliteError(error, file);
  }
}

function prepareForWriting(database: Database.Database, file: string): void {
  // Write-ahead logging: readers (the review page, a query) go on while an import writes, and a killed writer leaves no half document.
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  database.pragma("foreign_keys = ON");
  database.pragma(`cache_size = -${cacheKib}`);
  database.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  migrate(database, file);
  writeFindingCodes(database);
  database.pragma(`busy_timeout = ${busyTimeoutMs}`);
}

/**
 * Opens the database on a connection that cannot write.
 * @throws {StoreError} when there is no such file or it is no database.
 */
export function openReadOnly(file: string): Database.Database {
  if (!existsSync(file)) {
    throw new StoreError("missing", `There is no database at ${file}; make one with \`jixiao import\`, or name another with --db.`);
  }
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: openTimeoutMs });
    // The first read shows whether the file is a database at all.
    database.pragma("user_version");
    return database;
  } catch (error) {
    throw explainSqliteError(error, file);
  }
}
