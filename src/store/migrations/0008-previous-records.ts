import type { Migration } from "./migration.ts";

/** What a document's record was before it was last read anew, so that people can see what the new reading changed. */
export const previousRecordsMigration: Migration = {
  version: 8,
  title: "the record before the last one",
  sql: `
CREATE TABLE previous_records (
  document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  record BLOB NOT NULL,
  reader TEXT NOT NULL,
  replaced_at TEXT NOT NULL
) STRICT;
`,
};
