import type { Migration } from "./migration.ts";

/**
 * Documents and what was read in each of them, exactly as read.
 *
 * `documents.id` and `filings.id` derive from the content (see stable-id.ts), so that the order of import leaves no trace.
 * A file whose bytes could not be read has no `sha256`.
 */
export const documentsMigration: Migration = {
  version: 1,
  title: "documents and their readings",
  sql: `
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  sha256 TEXT UNIQUE CHECK (sha256 IS NULL OR (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  byte_count INTEGER CHECK (byte_count >= 0),
  format TEXT,
  layout TEXT,
  page_count INTEGER CHECK (page_count >= 0),
  status TEXT NOT NULL CHECK (status IN ('ok', 'doubtful', 'failed')),
  status_code TEXT,
  status_reason TEXT,
  statement_project_count INTEGER,
  statement_unit_count INTEGER,
  statement_amount_fen INTEGER,
  character_count INTEGER CHECK (character_count >= 0),
  valued_count INTEGER CHECK (valued_count >= 0),
  labelled_count INTEGER CHECK (labelled_count >= 0),
  unmapped_count INTEGER CHECK (unmapped_count >= 0),
  reader TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  CHECK ((status = 'ok') = (status_code IS NULL)),
  CHECK ((status_code IS NULL) = (status_reason IS NULL)),
  CHECK (sha256 IS NOT NULL OR status = 'failed'),
  CHECK (status = 'failed' OR (format IS NOT NULL AND layout IS NOT NULL))
) STRICT;
CREATE INDEX documents_status ON documents (status);
CREATE INDEX documents_layout ON documents (layout);

-- Every place at which these bytes were met; members of an archive as 'archive.zip!/inner/form.docx'.
CREATE TABLE document_paths (
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  path TEXT NOT NULL CHECK (path <> ''),
  PRIMARY KEY (document_id, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_paths_path ON document_paths (path);

-- The extracted record as 'jixiao extract --json' prints it, raw deflate over UTF-8 JSON: before any correction.
CREATE TABLE document_records (
  document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  record BLOB NOT NULL
) STRICT;

CREATE TABLE unmapped_texts (
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  text TEXT NOT NULL,
  at TEXT NOT NULL CHECK (json_valid(at)),
  PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE filings (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('project', 'department')),
  form_title TEXT,
  region_code TEXT CHECK (length(region_code) = 6),
  region_name TEXT,
  fiscal_year INTEGER,
  reporting_unit TEXT,
  preparer_name TEXT,
  preparer_phone TEXT,
  preparer_date TEXT,
  UNIQUE (document_id, ordinal)
) STRICT;
CREATE INDEX filings_region_year ON filings (region_code, fiscal_year);

-- Every reading of every field: number 0 is what the extraction chose, the next ones what it did not, the last, of origin
-- 'correction', what a person entered. 'chosen' marks the one that counts. 'ordinal' keeps the record's order. A reading
-- that was not chosen need have no confidence.
CREATE TABLE field_values (
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  reading INTEGER NOT NULL CHECK (reading >= 0),
  ordinal INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('extraction', 'correction')),
  value ANY,
  raw TEXT,
  at TEXT NOT NULL CHECK (json_valid(at)),
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  rule TEXT NOT NULL,
  chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
  reason TEXT,
  CHECK (chosen = 0 OR confidence IS NOT NULL),
  PRIMARY KEY (document_id, path, reading)
) STRICT, WITHOUT ROWID;

-- The closed list of findings, kept equal to the program's own (finding-catalogue.ts).
CREATE TABLE finding_codes (
  code TEXT PRIMARY KEY,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
  meaning TEXT NOT NULL,
  remedy TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  code TEXT NOT NULL REFERENCES finding_codes (code),
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
  message TEXT NOT NULL,
  path TEXT,
  expected TEXT,
  actual TEXT,
  at TEXT NOT NULL CHECK (json_valid(at)),
  UNIQUE (document_id, ordinal)
) STRICT;
CREATE INDEX findings_code ON findings (code);

-- What a person entered. Keyed by content, not by a row of another table: it outlives re-extraction and the document itself.
-- 'anchor' names the list items on the way to the value by what they say, so that a changed order does not mislead it.
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  document_sha256 TEXT NOT NULL CHECK (length(document_sha256) = 64),
  path TEXT NOT NULL,
  anchor TEXT NOT NULL CHECK (json_valid(anchor)),
  kind TEXT NOT NULL CHECK (kind IN ('value', 'confirm', 'reject')),
  value TEXT CHECK (value IS NULL OR json_valid(value)),
  stood TEXT NOT NULL CHECK (json_valid(stood)),
  author TEXT NOT NULL CHECK (author <> ''),
  why TEXT,
  made_at TEXT NOT NULL,
  undone_at TEXT,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'applied', 'stale', 'lost')),
  CHECK ((kind = 'value') = (value IS NOT NULL))
) STRICT;
CREATE INDEX corrections_document ON corrections (document_sha256);
`,
};
