import { inWords, wanYuan, yuan } from "./analyst-views/expressions.ts";
import { scopeWords } from "./analyst-views/words.ts";
import type { Migration } from "./migration.ts";

/**
 * One truth out of many readings. What tells a reading's project apart is kept beside it (`facts`), with keys that find the
 * readings it may be one project with; a person's word on two readings stands above both and outlives them.
 */
export const reconciliationMigration: Migration = {
  version: 7,
  title: "which readings are one project, and which projects are years of one",
  sql: `
-- JSON of what the document says of who the project is; null until the reading is reconciled.
ALTER TABLE project_readings ADD COLUMN facts TEXT CHECK (facts IS NULL OR json_valid(facts));
CREATE INDEX project_readings_unsettled ON project_readings (document_id) WHERE facts IS NULL;

-- A finding of the reconciliation goes with the reading that it is about.
ALTER TABLE findings ADD COLUMN reading_id INTEGER REFERENCES project_readings (id) ON DELETE CASCADE;
CREATE INDEX findings_reading ON findings (reading_id) WHERE reading_id IS NOT NULL;

-- 'reading_id' refers to project_readings; it is no foreign key, because an index for that would double the table.
CREATE TABLE reading_keys (
  key INTEGER NOT NULL,
  reading_id INTEGER NOT NULL,
  PRIMARY KEY (key, reading_id)
) STRICT, WITHOUT ROWID;

-- Of a project with more than one reading: every document's reading of every field, and why it was chosen or not.
CREATE TABLE project_values (
  project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  document_id INTEGER NOT NULL REFERENCES documents (id),
  path TEXT NOT NULL,
  value ANY,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
  reason TEXT NOT NULL,
  PRIMARY KEY (project_id, field, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_values_document ON project_values (document_id);

-- Pairs of readings that may be one project and were left apart: for a person to join or split. 'one' is the smaller id.
CREATE TABLE project_doubts (
  one INTEGER NOT NULL REFERENCES project_readings (id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES project_readings (id) ON DELETE CASCADE,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  reason TEXT NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_doubts_one ON project_doubts (one);
CREATE INDEX project_doubts_other ON project_doubts (other);

-- What a person decided of two readings ('project': whether they are one; 'series': whether they are years of one). Keyed by
-- content like corrections; the last word on a pair holds. 'one_now', 'other_now': the path at which the document's latest
-- reading has the project; NULL where it has none.
CREATE TABLE identity_decisions (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('join', 'split')),
  about TEXT NOT NULL CHECK (about IN ('project', 'series')),
  one_sha256 TEXT NOT NULL CHECK (length(one_sha256) = 64),
  one_path TEXT NOT NULL,
  one_anchor TEXT NOT NULL CHECK (json_valid(one_anchor)),
  one_now TEXT,
  other_sha256 TEXT NOT NULL CHECK (length(other_sha256) = 64),
  other_path TEXT NOT NULL,
  other_anchor TEXT NOT NULL CHECK (json_valid(other_anchor)),
  other_now TEXT,
  author TEXT NOT NULL CHECK (author <> ''),
  why TEXT,
  made_at TEXT NOT NULL
) STRICT;
CREATE INDEX identity_decisions_one ON identity_decisions (one_sha256);
CREATE INDEX identity_decisions_other ON identity_decisions (other_sha256);

-- The years of one project; 'series_id' is the project_id of the member whose reading's name comes first.
CREATE TABLE series_members (
  project_id INTEGER PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
  series_id INTEGER NOT NULL,
  facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT;
CREATE INDEX series_members_series ON series_members (series_id);

CREATE VIEW project_series AS
SELECT
  s.series_id,
  count(*) OVER (PARTITION BY s.series_id) AS year_count,
  p.fiscal_year,
  p.id AS project_id,
  p.name,
  p.region_name,
  p.implementing_unit,
  ${yuan("a.amount_fen")} AS annual_total_yuan,
  ${wanYuan("a.amount_fen")} AS annual_total_wan_yuan,
  ${yuan("(a.amount_fen - lag(a.amount_fen) OVER (PARTITION BY s.series_id ORDER BY p.fiscal_year))")} AS change_yuan,
  (SELECT count(*) FROM indicators i WHERE i.project_id = p.id) AS indicator_count,
  p.goal_annual,
  p.confidence
FROM series_members s
JOIN projects p ON p.id = s.project_id
LEFT JOIN funding a ON a.project_id = p.id AND a.ordinal =
  (SELECT min(f.ordinal) FROM funding f WHERE f.project_id = p.id AND f.scope = 'annual' AND f.source = 'total');

CREATE VIEW series_targets AS
SELECT
  s.series_id,
  p.fiscal_year,
  p.id AS project_id,
  p.name AS project_name,
  ${inWords("i.scope", scopeWords)} AS scope,
  i.level1,
  i.level2,
  i.name AS indicator,
  i.target_raw AS target,
  i.target_value,
  i.target_unit
FROM series_members s
JOIN projects p ON p.id = s.project_id
JOIN indicators i ON i.project_id = p.id;

CREATE VIEW joined_readings AS
SELECT
  r.project_id,
  p.name,
  p.fiscal_year,
  r.id AS reading_id,
  d.file_name AS document,
  r.path,
  r.join_score AS score,
  r.join_reason AS reason
FROM project_readings r
JOIN projects p ON p.id = r.project_id
JOIN documents d ON d.id = r.document_id;
`,
};
