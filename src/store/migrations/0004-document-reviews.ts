import type { Migration } from "./migration.ts";

/**
 * One line on each document that was read, for lists that sort and search thousands of them at once. Everything in it is
 * derived from the other tables and written anew with them.
 */
export const documentReviewsMigration: Migration = {
  version: 4,
  title: "documents at a glance",
  sql: `
CREATE TABLE document_reviews (
  document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  project_count INTEGER NOT NULL CHECK (project_count >= 0),
  indicator_count INTEGER NOT NULL CHECK (indicator_count >= 0),
  error_count INTEGER NOT NULL CHECK (error_count >= 0),
  warning_count INTEGER NOT NULL CHECK (warning_count >= 0),
  info_count INTEGER NOT NULL CHECK (info_count >= 0),
  value_count INTEGER NOT NULL CHECK (value_count >= 0),
  asking_count INTEGER NOT NULL CHECK (asking_count >= 0),
  reviewed_count INTEGER NOT NULL CHECK (reviewed_count BETWEEN 0 AND asking_count),
  fiscal_year INTEGER,
  region_name TEXT,
  -- File name, names and codes of projects and units, folded as fold-search.ts does.
  search_text TEXT NOT NULL
) STRICT;
`,
};
