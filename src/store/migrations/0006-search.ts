import type { Migration } from "./migration.ts";

/** What a change of these tables makes anew in the index: the texts of the project, or department, that owns the row. */
const owned: readonly (readonly [table: string, kind: "project" | "department", column: string])[] = [
  ["projects", "project", "id"],
  ["budget_items", "project", "project_id"],
  ["schedule_items", "project", "project_id"],
  ["narratives", "project", "project_id"],
  ["indicators", "project", "project_id"],
  ["indicators", "department", "department_id"],
  ["departments", "department", "id"],
];

const events = [
  { event: "INSERT", row: "new" },
  { event: "UPDATE", row: "new" },
  { event: "DELETE", row: "old" },
];

/** Each says only that the owner has changed; what is searched is made from the tables themselves, later and once. */
const triggers = owned.flatMap(([table, kind, column]) =>
  events.map(
    ({ event, row }) => `
CREATE TRIGGER search_${kind}_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} WHEN ${row}.${column} IS NOT NULL BEGIN
  INSERT INTO search_pending (owner_kind, owner_id) VALUES ('${kind}', ${row}.${column}) ON CONFLICT DO NOTHING;
END;`,
  ),
);

/**
 * Search for words of any length in Chinese. `search_index` holds each text as overlapping pairs of characters (report/search
 * cuts them); `search_texts` says which text a row of it is. `search_pending` names what has changed since: whoever changes a
 * row, also from outside of this program, the index can follow.
 */
export const searchMigration: Migration = {
  version: 6,
  title: "search, and queries with names",
  sql: `
CREATE TABLE search_texts (
  id INTEGER PRIMARY KEY,
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('project', 'department')),
  owner_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('project', 'department', 'goal', 'indicator', 'item', 'prose')),
  part ANY
) STRICT;
CREATE INDEX search_texts_owner ON search_texts (owner_id);

CREATE VIRTUAL TABLE search_index USING fts5(words, facets, content='', contentless_delete=1, prefix='1', tokenize='unicode61 remove_diacritics 0');

CREATE TABLE search_pending (
  owner_kind TEXT NOT NULL,
  owner_id INTEGER NOT NULL,
  PRIMARY KEY (owner_kind, owner_id)
) STRICT, WITHOUT ROWID;
INSERT INTO search_pending (owner_kind, owner_id) SELECT 'project', id FROM projects;
INSERT INTO search_pending (owner_kind, owner_id) SELECT 'department', id FROM departments;
${triggers.join("")}

-- Questions that people have given a name (jixiao query --save).
CREATE TABLE saved_queries (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  sql TEXT NOT NULL,
  description TEXT,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
