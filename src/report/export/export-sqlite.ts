import { writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Database } from "../../store/open-database.ts";
import { headingOf } from "../dictionary/column-note.ts";
import { readSchema, type SchemaTable } from "../dictionary/read-schema.ts";
import { listSavedQueries } from "../queries/saved-queries.ts";
import { partOf, settle } from "./file-output.ts";

/** Writes a copy of the database, `jixiao.db`, and `metadata.json` for Datasette, with the dictionary and the queries that have a name. */
export async function exportSqlite(database: Database, folder: string): Promise<string[]> {
  const file = path.join(folder, "jixiao.db");
  await rm(partOf(file), { force: true });
  database.prepare("VACUUM INTO ?").run(partOf(file));
  const metadata = path.join(folder, "metadata.json");
  writeFileSync(partOf(metadata), `${JSON.stringify(datasetteMetadata(database), undefined, 2)}\n`);
  return [settle(file), settle(metadata)];
}

/** What Datasette shows beside the data. Source: docs.datasette.io, Metadata and Canned queries. */
function datasetteMetadata(database: Database) {
  const tables = readSchema(database);
  const queries = listSavedQueries(database).map(({ name, sql, description }) => [name, { sql: sql.replaceAll("@", ":"), description: description ?? "" }] as const);
  return {
    title: "绩效目标申报 / Performance-target filings",
    databases: { jixiao: { tables: Object.fromEntries(tables.map(describeTable)), queries: Object.fromEntries(queries) } },
  };
}

function describeTable({ name, kind, note, columns }: SchemaTable) {
  const described = columns.flatMap((column) => (column.note === undefined ? [] : [[column.name, `${column.note.zh}（${column.note.en}）`] as const]));
  const title = note === undefined ? name : `${note.zh} / ${note.en}`;
  const label = columns.find((column) => column.note?.type === "text" && headingOf(column.note, "en") !== "Id")?.name;
  return [
    name,
    { title, columns: Object.fromEntries(described), hidden: kind === "table" && /^(search_|document_re)/u.test(name), ...(label === undefined ? {} : { label_column: label }) },
  ] as const;
}
