import { z } from "zod";
import type { Database } from "../../store/open-database.ts";
import { columnExceptions, columnNotes } from "./column-notes.ts";
import type { ColumnNote, TableNote } from "./column-note.ts";
import { tableNotes } from "./table-notes.ts";

/** One column, as the schema has it and in words. */
export interface SchemaColumn {
  readonly name: string;
  /** SQLite's type; empty for an expression in a view. */
  readonly storage: string;
  readonly isRequired: boolean;
  readonly isKey: boolean;
  /** `table.column` that it refers to. */
  readonly references: string | null;
  /** The only values it takes, where the schema names them. */
  readonly allowed: readonly string[];
  /** Undefined for a column of a newer program. */
  readonly note: ColumnNote | undefined;
}

/** One table or view. */
export interface SchemaTable {
  readonly name: string;
  readonly kind: "table" | "view";
  readonly note: TableNote | undefined;
  readonly columns: readonly SchemaColumn[];
}

const tableSchema = z.object({ name: z.string(), type: z.enum(["table", "view", "virtual"]), sql: z.string() });
const columnSchema = z.object({ name: z.string(), type: z.string(), notnull: z.int(), pk: z.int() });
const keySchema = z.object({ from: z.string(), table: z.string(), to: z.string().nullable() });

/** Reads the database's own schema: the views for analysts first, then the tables, each with its columns. */
export function readSchema(database: Database): SchemaTable[] {
  const rows = database
    .prepare(
      `SELECT l.name, l.type, s.sql FROM pragma_table_list l JOIN sqlite_schema s ON s.name = l.name
       WHERE l.schema = 'main' AND l.type IN ('table', 'view', 'virtual') AND l.name NOT LIKE 'sqlite_%' ORDER BY l.type = 'view' DESC, s.rowid`,
    )
    .all();
  return z.array(tableSchema).parse(rows).map(({ name, type, sql }) => ({
    name,
    kind: type === "view" ? "view" : "table",
    note: tableNotes[name],
    columns: readColumns(database, name, sql),
  }));
}

function readColumns(database: Database, table: string, sql: string): SchemaColumn[] {
  const columns = z.array(columnSchema).parse(database.prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)").all(table));
  const keys = z.array(keySchema).parse(database.prepare('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)').all(table));
  return columns.map(({ name, type, notnull, pk }) => {
    const key = keys.find(({ from }) => from === name);
    return {
      name,
      storage: type,
      isRequired: notnull === 1 || pk > 0,
      isKey: pk > 0,
      references: key === undefined ? null : `${key.table}.${key.to ?? "id"}`,
      allowed: allowedValues(sql, name),
      note: findColumnNote(table, name),
    };
  });
}

/** What a column holds, in words; undefined for one that this program does not know. */
export function findColumnNote(table: string, column: string): ColumnNote | undefined {
  return columnExceptions[`${table}.${column}`] ?? columnNotes[column];
}

/** The words of `CHECK (column IN ('a', 'b'))`. */
function allowedValues(sql: string, column: string): string[] {
  const list = new RegExp(`CHECK \\(${column} IN \\(([^)]*)\\)`, "u").exec(sql)?.[1] ?? "";
  return list.split(",").map((word) => word.trim().replace(/^'|'$/gu, "")).filter((word) => word !== "");
}
