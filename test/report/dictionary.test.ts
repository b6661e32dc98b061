import { describe, expect, it } from "vitest";
import { columnExceptions, columnNotes } from "../../src/report/dictionary/column-notes.ts";
import { formatDictionary, listDictionary } from "../../src/report/dictionary/dictionary-rows.ts";
import { readSchema } from "../../src/report/dictionary/read-schema.ts";
import { tableNotes } from "../../src/report/dictionary/table-notes.ts";
import { openDatabase } from "../../src/store/open-database.ts";

const tables = readSchema(openDatabase(":memory:"));

describe("the data dictionary", () => {
  it("has words for every table and column of the schema, and for nothing else", () => {
    const columns = tables.flatMap((table) => table.columns.map((column) => ({ table: table.name, ...column })));
    const names = new Set(columns.map((column) => column.name));
    const full = new Set(columns.map((column) => `${column.table}.${column.name}`));
    expect({
      tablesWithout: tables.filter((table) => table.note === undefined).map((table) => table.name),
      columnsWithout: [...new Set(columns.filter((column) => column.note === undefined).map((column) => `${column.table}.${column.name}`))],
      tablesGone: Object.keys(tableNotes).filter((name) => !tables.some((table) => table.name === name)),
      columnsGone: [...Object.keys(columnNotes).filter((name) => !names.has(name)), ...Object.keys(columnExceptions).filter((name) => !full.has(name))],
    }).toEqual({ tablesWithout: [], columnsWithout: [], tablesGone: [], columnsGone: [] });
  });

  it("takes keys, references and allowed values from the schema itself", () => {
    const rows = listDictionary(tables).filter((row) => row.table === "funding");
    expect(rows.find((row) => row.column === "scope")).toMatchObject({ required: "yes", allowed: "whole, annual" });
    expect(rows.find((row) => row.column === "project_id")).toMatchObject({ required: "key", refers_to: "projects.id" });
  });

  it("is Markdown with a table for each table", () => {
    const markdown = formatDictionary(tables);
    expect(markdown.match(/^### /gmu)).toHaveLength(tables.length);
    expect(markdown).toContain("| `amount_wan_yuan` | wan-yuan | 金额（万元） | Amount (10,000 yuan) |");
  });
});
