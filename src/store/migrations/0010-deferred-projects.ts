import type { Migration } from "./migration.ts";

/**
 * Readings are written before the projects that they are of, so that this reference is checked at the end of a transaction.
 * It used to be deferred by `PRAGMA defer_foreign_keys` in each: which makes SQLite compile every prepared statement anew, a
 * fifth of the time of writing a document. A table's text is all that changes, its rows are not touched.
 * Source: https://sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes".
 */
export const deferredProjectsMigration: Migration = {
  version: 10,
  title: "the projects of readings, checked when a document is in",
  editsSchema: true,
  sql: `
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'project_id INTEGER NOT NULL REFERENCES projects (id),', 'project_id INTEGER NOT NULL REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED,')
WHERE type = 'table' AND name = 'project_readings';
PRAGMA writable_schema = RESET;
-- Tells other connections that the schema is another one.
CREATE TABLE schema_changed (id INTEGER PRIMARY KEY);
DROP TABLE schema_changed;
`,
};
