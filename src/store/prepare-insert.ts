import type { Database } from "better-sqlite3";

/** What a column can take. */
export type SqlValue = string | number | null | Uint8Array;

/** Prepares an insert into a table; the function it gives takes one row by column names. `clause` follows the values. */
export function prepareInsert<Column extends string>(
  database: Database,
  table: string,
  columns: readonly Column[],
  clause = "",
): (row: Readonly<Record<Column, SqlValue>>) => void {
  const marks = columns.map(() => "?").join(", ");
  const statement = database.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks}) ${clause}`);
  return (row) => {
    statement.run(columns.map((column) => row[column]));
  };
}
