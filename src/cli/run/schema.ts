import { existsSync } from "node:fs";
import { z } from "zod";
import { dictionaryColumns, formatDictionary, listDictionary } from "../../report/dictionary/dictionary-rows.ts";
import { readSchema, type SchemaTable } from "../../report/dictionary/read-schema.ts";
import { openDatabase, openReadOnly } from "../../store/open-database.ts";
import { writeOutput } from "../print/output.ts";
import { printRows, rowFormats } from "../print/print-rows.ts";
import { UsageError } from "../usage-error.ts";
import { databaseOption } from "./parse-options.ts";

const optionsSchema = z.object({ ...databaseOption, format: z.enum([...rowFormats, "markdown"]) });

/** `jixiao schema`: the data dictionary of the database, or, where there is none yet, of a new one. */
export async function runSchema(names: readonly string[], given: unknown): Promise<void> {
  const { db, format } = optionsSchema.parse(given);
  const tables = chooseTables(readTables(db), names);
  if (format === "markdown") await writeOutput(formatDictionary(tables));
  else await printRows(listDictionary(tables), dictionaryColumns, format, writeOutput);
}

function readTables(db: string): SchemaTable[] {
  const database = existsSync(db) ? openReadOnly(db) : openDatabase(":memory:");
  try {
    return readSchema(database);
  } finally {
    database.close();
  }
}

function chooseTables(tables: readonly SchemaTable[], names: readonly string[]): readonly SchemaTable[] {
  const unknown = names.find((name) => !tables.some((table) => table.name === name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no table or view "${unknown}"; there are ${tables.map((table) => table.name).join(", ")}.`);
  }
  return names.length === 0 ? tables : tables.filter((table) => names.includes(table.name));
}
