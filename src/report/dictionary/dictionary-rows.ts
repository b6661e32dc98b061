import type { SchemaColumn, SchemaTable } from "./read-schema.ts";

/** The columns of the data dictionary, in their order. */
export const dictionaryColumns = ["table", "column", "type", "required", "allowed", "refers_to", "zh", "en"] as const;

/** One line of the data dictionary. The line of a table itself has no column. */
export type DictionaryRow = Readonly<Record<(typeof dictionaryColumns)[number], string | null>>;

/** The data dictionary: for each table one line on itself and one on each column. */
export function listDictionary(tables: readonly SchemaTable[]): DictionaryRow[] {
  return tables.flatMap((table) => [
    {
      ...{ table: table.name, column: null, type: table.kind, required: null, allowed: null, refers_to: null },
      ...{ zh: table.note?.zh ?? null, en: table.note?.en ?? null },
    },
    ...table.columns.map((column) => columnRow(table, column)),
  ]);
}

function columnRow(table: SchemaTable, column: SchemaColumn): DictionaryRow {
  return {
    table: table.name,
    column: column.name,
    type: column.note?.type ?? column.storage.toLowerCase(),
    required: column.isKey ? "key" : column.isRequired ? "yes" : null,
    allowed: column.allowed.length === 0 ? null : column.allowed.join(", "),
    refers_to: column.references,
    zh: column.note?.zh ?? null,
    en: column.note?.en ?? null,
  };
}

/** The data dictionary as Markdown, a table for each table. */
export function formatDictionary(tables: readonly SchemaTable[]): string {
  return tables.map(formatTable).join("\n");
}

function formatTable(table: SchemaTable): string {
  const { name, note, columns } = table;
  const rows = columns.map((column) => {
    const { type, required, allowed, refers_to, zh, en } = columnRow(table, column);
    const extra = [required === "key" ? "key" : null, refers_to === null ? null : `→ ${refers_to}`, allowed];
    return `| \`${column.name}\` | ${type ?? ""} | ${zh ?? ""} | ${[en, ...extra].filter((part) => part !== null).join("; ")} |`;
  });
  const title = `### \`${name}\`\n\n${note === undefined ? "" : `${note.zh}. ${note.en}.\n\n`}`;
  return `${title}| column | type | 中文 | meaning |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}
