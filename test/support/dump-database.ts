import Database from "better-sqlite3";
import { z } from "zod";

/** Columns that say when, or in which order, a row came; everything else must not depend on that. */
const passing: Readonly<Partial<Record<string, readonly string[]>>> = {
  documents: ["imported_at"],
  indicators: ["id"],
  findings: ["id"],
  corrections: ["id"],
};

/** What documents read before they were read anew: this table is about what came before. */
const history = "previous_records";

/**
 * Every row of every table, in an order of their own, as lines of text: two databases that hold the same give the same.
 * Fails on a database that SQLite finds at fault.
 */
export function dumpDatabase(file: string): string[] {
  const database = new Database(file, { readonly: true });
  try {
    return dumpRows(database);
  } finally {
    database.close();
  }
}

/** As {@link dumpDatabase}, of a database that is open. */
export function dumpRows(database: Database.Database): string[] {
  const checks = [...z.array(z.unknown()).parse(database.pragma("integrity_check")), ...z.array(z.unknown()).parse(database.pragma("foreign_key_check"))];
  if (JSON.stringify(checks) !== '[{"integrity_check":"ok"}]') throw new Error(`the database is damaged: ${JSON.stringify(checks)}`);
  const tables = z.array(z.string()).parse(
    // The search index is made from the other tables, in the order in which they changed.
    database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' ORDER BY name").pluck().all(),
  );
  return tables.filter((table) => table !== history).flatMap((table) => dumpTable(database, table));
}

function dumpTable(database: Database.Database, table: string): string[] {
  const rows = z.array(z.record(z.string(), z.unknown())).parse(database.prepare(`SELECT * FROM "${table}"`).all());
  const dropped = passing[table] ?? [];
  return rows.map((row) => `${table} ${JSON.stringify(row, (key, value: unknown) => (dropped.includes(key) ? undefined : value))}`).sort();
}
