import type { Migration } from "./migration.ts";

/**
 * The canonical rows: one project each, whichever documents speak of it. `project_readings` says which reading of which
 * document stands behind it, and why they were joined. Rows below a project name the document and record path they came
 * from, and the lowest confidence among their values.
 */
export const projectsMigration: Migration = {
  version: 2,
  title: "canonical projects, departments and indicators",
  sql: `
CREATE TABLE projects (
  id INTEGER PRIMARY KEY,
  region_code TEXT,
  region_name TEXT,
  fiscal_year INTEGER,
  reporting_unit TEXT,
  name TEXT,
  code TEXT,
  nature TEXT CHECK (nature IN ('new', 'continuing')),
  category TEXT,
  task_group TEXT,
  sequence REAL,
  supervising_department TEXT,
  supervising_department_code TEXT,
  implementing_unit TEXT,
  manager TEXT,
  phone TEXT,
  start_date TEXT,
  end_date TEXT,
  goal_overall TEXT,
  goal_annual TEXT,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX projects_region_year ON projects (region_code, fiscal_year);
CREATE INDEX projects_name ON projects (name);
CREATE INDEX projects_code ON projects (code);

CREATE TABLE project_readings (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  filing_id INTEGER NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  project_id INTEGER NOT NULL REFERENCES projects (id),
  join_score REAL NOT NULL CHECK (join_score BETWEEN 0 AND 1),
  join_reason TEXT NOT NULL,
  UNIQUE (document_id, path)
) STRICT;
CREATE INDEX project_readings_project ON project_readings (project_id);
CREATE INDEX project_readings_filing ON project_readings (filing_id);

CREATE TABLE funding (
  project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  scope TEXT NOT NULL CHECK (scope IN ('whole', 'annual')),
  period TEXT,
  source TEXT NOT NULL CHECK (source IN ('total', 'fiscal', 'fiscal-current-year', 'business-income', 'superior-subsidy',
    'affiliated-remittance', 'operating-income', 'fund-balance', 'carry-over', 'other')),
  amount_fen INTEGER,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  path TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (project_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX funding_document ON funding (document_id);

CREATE TABLE budget_items (
  project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  group_name TEXT,
  name TEXT,
  quantity REAL,
  quantity_unit TEXT,
  unit_price_fen INTEGER,
  amount_fen INTEGER,
  fiscal_year INTEGER,
  note TEXT,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  path TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (project_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX budget_items_document ON budget_items (document_id);

CREATE TABLE schedule_items (
  project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  content TEXT,
  start_date TEXT,
  end_date TEXT,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  path TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (project_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX schedule_items_document ON schedule_items (document_id);

CREATE TABLE narratives (
  project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('functions', 'overview', 'content', 'basis', 'feasibility', 'necessity', 'implementer',
    'plan', 'period', 'budgetPlan', 'budgetHistory', 'costingBasis', 'otherNotes', 'reviewOpinion')),
  text TEXT NOT NULL CHECK (text <> ''),
  document_id INTEGER NOT NULL REFERENCES documents (id),
  path TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (project_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX narratives_document ON narratives (document_id);

CREATE TABLE departments (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  filing_id INTEGER NOT NULL UNIQUE REFERENCES filings (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  name TEXT,
  funding_department TEXT,
  staff_count REAL,
  subordinate_unit_count REAL,
  goal TEXT,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX departments_document ON departments (document_id);

CREATE TABLE department_budget (
  department_id INTEGER NOT NULL REFERENCES departments (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  side TEXT NOT NULL CHECK (side IN ('expenditure', 'income')),
  item TEXT NOT NULL CHECK (item IN ('basic', 'project', 'fiscal', 'other')),
  amount_fen INTEGER,
  path TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (department_id, ordinal)
) STRICT, WITHOUT ROWID;

-- An indicator belongs to a project or to a department. 'id' is only a row number: nothing refers to it.
CREATE TABLE indicators (
  id INTEGER PRIMARY KEY,
  project_id INTEGER REFERENCES projects (id) ON DELETE CASCADE,
  department_id INTEGER REFERENCES departments (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  scope TEXT NOT NULL CHECK (scope IN ('overall', 'annual')),
  level1 TEXT,
  level2 TEXT,
  level1_code TEXT CHECK (level1_code IN ('output', 'benefit', 'satisfaction', 'cost')),
  level2_code TEXT CHECK (level2_code IN ('quantity', 'quality', 'timeliness', 'cost', 'economic', 'social', 'ecological',
    'sustainability', 'service-satisfaction')),
  name TEXT,
  explanation TEXT,
  target_raw TEXT,
  target_comparator TEXT CHECK (target_comparator IN ('=', '>=', '<=', '>', '<')),
  target_value REAL,
  target_upper REAL,
  target_unit TEXT,
  target_text TEXT,
  weight REAL,
  direction TEXT CHECK (direction IN ('positive', 'negative', 'qualitative')),
  note TEXT,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  path TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  CHECK ((project_id IS NULL) <> (department_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX indicators_project ON indicators (project_id, ordinal) WHERE project_id IS NOT NULL;
CREATE UNIQUE INDEX indicators_department ON indicators (department_id, ordinal) WHERE department_id IS NOT NULL;
CREATE INDEX indicators_document ON indicators (document_id);
CREATE INDEX indicators_level2 ON indicators (level2_code);
`,
};
