import type { Database } from "better-sqlite3";
import { migrations } from "./migrations/index.ts";
import type { Migration } from "./migrations/migration.ts";
import { StoreError } from "./store-error.ts";

/** Which step of the schema the database has taken; 0 for an empty file. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma("user_version", { simple: true }));
}

/** The last step of the schema that this program knows. */
export function newestSchema(): number {
  return migrations.at(-1)?.version ?? 0;
}

/** Whether the database has taken every step there is; one that has not was last opened by an older version of the program. */
export function isNewestSchema(database: Database): boolean {
  return schemaVersion(database) === newestSchema();
}

/**
 * Brings the schema up to the newest step, each step in a transaction of its own: a database killed in between stands at
 * the last whole step.
 * @throws {StoreError} `newer` when the database was written by a later version of the program.
 */
export function migrate(database: Database, file: string, steps: readonly Migration[] = migrations): void {
  const newest = steps.at(-1)?.version ?? 0;
  const present = schemaVersion(database);
  if (present > newest) {
    throw new StoreError("newer", `${file} was written by a newer version of jixiao (schema ${present}, this one knows ${newest}); update jixiao.`);
  }
  for (const step of steps.slice(present)) takeStep(database, step);
}

function takeStep(database: Database, step: Migration): void {
  database.unsafeMode(step.editsSchema === true);
  try {
    runStep(database, step);
  } finally {
    database.unsafeMode(false);
  }
}

function runStep(database: Database, step: Migration): void {
  database
    .transaction(() => {
      // Another process may have taken the step while this one waited for the lock.
      if (schemaVersion(database) >= step.version) return;
      database.exec(step.sql);
      database.pragma(`user_version = ${step.version}`);
    })
    .immediate();
}
