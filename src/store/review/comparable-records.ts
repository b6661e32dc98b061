import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { TracedRecord } from "../../canonical/traced.ts";
import { applyCorrections } from "../corrections/apply-corrections.ts";
import { readCorrections } from "../corrections/correction-rows.ts";
import { findPreviousRecord } from "./previous-record.ts";
import { findStoredRecord } from "./stored-record.ts";

/** One side of a comparison: a document's record as it stands, or as it was before it was last read anew; or one project of it. */
export interface ComparisonSide {
  readonly documentId: number;
  readonly version: "now" | "before";
  /** The path of a project; null for the whole record. */
  readonly path: string | null;
}

/** The record of a side, with the corrections that people made to it; undefined where there is none. */
export function findComparableRecord(database: Database, { documentId, version }: ComparisonSide): TracedRecord | undefined {
  const record = version === "before" ? findPreviousRecord(database, documentId)?.record : findStoredRecord(database, documentId)?.record;
  if (record === undefined) return undefined;
  return applyCorrections(record, readCorrections(database, record.document.sha256)).record;
}

const counterpartSchema = z.object({ documentId: z.int(), fileName: z.string(), path: z.string().nullable(), ownPath: z.string().nullable(), year: z.int().nullable() });

/** What a document is worth comparing with, and which part of it. */
export interface Counterpart extends Omit<z.infer<typeof counterpartSchema>, "ownPath"> {
  /** `before`: this document's own earlier reading; `reading`: another document on the same projects; `year`: a project of it in another year. */
  readonly kind: "before" | "reading" | "year";
  /** The project of this document that it is about; null where it is about the whole. */
  readonly ownPath: string | null;
}

/** As many counterparts as a person chooses among. */
const maxCounterparts = 50;

/** What there is to compare a document with: its earlier reading, other readings of its projects, its projects in other years. */
export function listCounterparts(database: Database, documentId: number): Counterpart[] {
  const before = findPreviousRecord(database, documentId);
  const own = before === undefined ? [] : [{ kind: "before" as const, documentId, fileName: before.record.document.fileName, path: null, ownPath: null, year: null }];
  return [...own, ...listReadings(database, documentId), ...listYears(database, documentId)];
}

function listReadings(database: Database, documentId: number): Counterpart[] {
  const rows = database
    .prepare(
      `SELECT DISTINCT o.document_id AS documentId, d.file_name AS fileName, NULL AS path, NULL AS ownPath, NULL AS year
       FROM project_readings r JOIN project_readings o ON o.project_id = r.project_id AND o.document_id <> r.document_id
       JOIN documents d ON d.id = o.document_id WHERE r.document_id = ? ORDER BY d.file_name LIMIT ?`,
    )
    .all(documentId, maxCounterparts);
  return z.array(counterpartSchema).parse(rows).map((row) => ({ kind: "reading", ...row }));
}

function listYears(database: Database, documentId: number): Counterpart[] {
  const rows = database
    .prepare(
      `SELECT o.document_id AS documentId, d.file_name AS fileName, o.path, r.path AS ownPath, p.fiscal_year AS year
       FROM project_readings r JOIN series_members s ON s.project_id = r.project_id
       JOIN series_members t ON t.series_id = s.series_id AND t.project_id <> s.project_id
       JOIN project_readings o ON o.project_id = t.project_id JOIN projects p ON p.id = t.project_id
       JOIN documents d ON d.id = o.document_id WHERE r.document_id = ? ORDER BY p.fiscal_year DESC, d.file_name LIMIT ?`,
    )
    .all(documentId, maxCounterparts);
  return z.array(counterpartSchema).parse(rows).map((row) => ({ kind: "year", ...row }));
}
