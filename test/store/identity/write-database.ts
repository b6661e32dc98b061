import Database from "better-sqlite3";
import { DocumentWriter, type ReadDocument } from "../../../src/store/document-writer.ts";
import { writeFindingCodes } from "../../../src/store/finding-codes.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { dumpRows } from "../../support/dump-database.ts";

/** A database in memory with its writer. */
export interface TestDatabase {
  readonly database: Database.Database;
  readonly writer: DocumentWriter;
}

/** Makes an empty database. */
export function openTestDatabase(): TestDatabase {
  const database = new Database(":memory:");
  database.pragma("foreign_keys = ON");
  migrate(database, ":memory:");
  writeFindingCodes(database);
  return { database, writer: new DocumentWriter(database) };
}

/** Writes documents in their order into an empty database and gives every row, as lines of text that do not depend on when it came. */
export function dumpAfter(documents: readonly ReadDocument[], refresh = false): string[] {
  const { database, writer } = openTestDatabase();
  for (const document of documents) writer.writeRead(document, { refresh });
  return dumpRows(database);
}
