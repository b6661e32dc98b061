import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import {
  comparatorSchema,
  directionSchema,
  fundingSourceSchema,
  level1CodeSchema,
  level2CodeSchema,
  narrativesSchema,
  scopeSchema,
} from "../../src/canonical/record.ts";
import { migrate } from "../../src/store/migrate.ts";

const database = new Database(":memory:");
migrate(database, ":memory:");

function tableSql(table: string): string {
  return String(database.prepare("SELECT sql FROM sqlite_schema WHERE name = ?").pluck().get(table));
}

/** The words that the CHECK of a column allows, in the schema's own order. */
function allowedWords(table: string, column: string): string[] {
  const check = new RegExp(`CHECK \\(${column} IN \\(([^)]*)\\)`, "u").exec(tableSql(table))?.[1];
  return [...(check ?? "").matchAll(/'([^']*)'/gu)].map((match) => match[1] ?? "");
}

describe("the database's constraints", () => {
  it.each([
    ["funding", "source", fundingSourceSchema.options],
    ["indicators", "scope", scopeSchema.options],
    ["indicators", "level1_code", level1CodeSchema.options],
    ["indicators", "level2_code", level2CodeSchema.options],
    ["indicators", "direction", directionSchema.options],
    ["indicators", "target_comparator", comparatorSchema.options],
    ["narratives", "kind", Object.keys(narrativesSchema.shape)],
  ])("allow in %s.%s the words of the record, and no others", (table, column, words) => {
    expect(allowedWords(table, column)).toEqual(words);
  });

  it("hold on every table: each is strict", () => {
    const loose = database.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'");
    expect(loose.all()).toEqual([]);
  });

  it("have an index for every foreign key, so that no delete scans a table", () => {
    const keys = database
      .prepare(
        `SELECT t.name AS tableName, f."from" AS columnName FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
         WHERE t.schema = 'main' AND t.type = 'table'`,
      )
      .all();
    const leads = database
      .prepare(
        `SELECT t.name AS tableName, c.name AS columnName FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
         WHERE t.schema = 'main' AND c.seqno = 0
         UNION SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c WHERE c.pk = 1`,
      )
      .all()
      .map((row) => JSON.stringify(row));
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter((key) => !leads.includes(JSON.stringify(key)))).toEqual([]);
  });
});
