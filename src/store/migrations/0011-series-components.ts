import type { Migration } from "./migration.ts";

/**
 * Which projects are alike over the years, directly or through others, so that a new one meets those it could be grouped
 * with in one query. The keys by which readings meet are others than before too; so the readings of a database of before are
 * reconciled anew by the next import, as those of version 6 were.
 */
export const seriesComponentsMigration: Migration = {
  version: 11,
  title: "projects that are alike over the years",
  sql: `
-- The smallest project_id of all projects that are alike over the years with this one, directly or through others.
ALTER TABLE series_members ADD COLUMN component_id INTEGER NOT NULL DEFAULT 0;
UPDATE series_members SET component_id = project_id;
DELETE FROM reading_keys;
UPDATE project_readings SET facts = NULL;
CREATE INDEX series_members_component ON series_members (component_id);
`,
};
