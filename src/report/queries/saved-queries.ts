import { z } from "zod";
import type { Database } from "../../store/open-database.ts";
import { builtInQueries } from "./built-in-queries.ts";

const querySchema = z.object({ name: z.string(), sql: z.string(), description: z.string().nullable() });

/** A question with a name. Parameters stand in it as `@name`. */
export interface SavedQuery extends z.infer<typeof querySchema> {
  /** Whether it comes with the program or was saved in this database. */
  readonly origin: "built-in" | "saved";
}

/** Every question that has a name: those of the program, then those that people saved; a saved one stands before a built-in one of its name. */
export function listSavedQueries(database: Database): SavedQuery[] {
  const rows = database.prepare("SELECT name, sql, description FROM saved_queries ORDER BY name").all();
  const saved = z.array(querySchema).parse(rows).map((query) => ({ ...query, origin: "saved" as const }));
  const builtIn = builtInQueries.filter((query) => !saved.some((one) => one.name === query.name));
  return [...builtIn.map((query) => ({ ...query, origin: "built-in" as const })), ...saved];
}

/** The question of a name; undefined where there is none. */
export function findSavedQuery(database: Database, name: string): SavedQuery | undefined {
  return listSavedQueries(database).find((query) => query.name === name);
}

/** Gives a question a name, in place of an earlier one of that name. */
export function saveQuery(database: Database, query: z.infer<typeof querySchema>): void {
  database
    .prepare("INSERT INTO saved_queries (name, sql, description, saved_at) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET sql = excluded.sql, description = excluded.description, saved_at = excluded.saved_at")
    .run(query.name, query.sql, query.description, new Date().toISOString());
}

/** Takes a saved question away. Gives whether there was one. */
export function forgetQuery(database: Database, name: string): boolean {
  return database.prepare("DELETE FROM saved_queries WHERE name = ?").run(name).changes > 0;
}
