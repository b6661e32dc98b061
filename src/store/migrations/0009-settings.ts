import type { Migration } from "./migration.ts";

/** What people set for the whole database, by name. Today: `review_below`, the chance under which values ask for review. */
export const settingsMigration: Migration = {
  version: 9,
  title: "settings of the database",
  sql: `
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT;
`,
};
