import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { Filing } from "../canonical/record.ts";
import type { ProjectReadingFacts } from "../reconcile/identity/project-sketch.ts";
import { prepareCorrectionReader } from "./corrections/correction-rows.ts";
import { prepareDepartmentWriter } from "./department-writer.ts";
import { prepareDocumentWriter, prepareRecordWriter } from "./document-rows.ts";
import { prepareInsert } from "./prepare-insert.ts";
import { prepareProjectWriter } from "./project-writer.ts";
import { prepareFindingWriter, prepareReadingWriter } from "./reading-writer.ts";
import { preparePreviousRecordKeeper } from "./review/previous-record.ts";
import { prepareDocumentReviewWriter } from "./review/document-review-writer.ts";

/** One row of `filings`. */
export interface FilingRow {
  readonly filingId: number;
  readonly documentId: number;
  /** The filing's 0-based position in its document. */
  readonly ordinal: number;
  readonly filing: Filing;
}

/** One row of `project_readings`, before it is known which canonical project it is of. */
export interface ReadingLink {
  readonly id: number;
  readonly documentId: number;
  readonly filingId: number;
  readonly path: string;
  /** What tells who the project is. */
  readonly facts: ProjectReadingFacts;
}

const knownSchema = z.object({ id: z.int(), status: z.enum(["ok", "doubtful", "failed"]) });

/** A document that has a row already. */
export type KnownDocument = z.infer<typeof knownSchema>;

/** Every statement that writing a document takes, prepared once for a connection. */
export type RowWriters = ReturnType<typeof prepareRowWriters>;

/** Prepares every statement that writing a document takes. */
export function prepareRowWriters(database: Database) {
  return {
    find: prepareFind(database),
    freeId: prepareFreeId(database),
    clear: prepareClear(database),
    corrections: prepareCorrectionReader(database),
    forgetUnreadable: prepareForgetUnreadable(database),
    document: prepareDocumentWriter(database),
    record: prepareRecordWriter(database),
    path: preparePathWriter(database),
    filing: prepareFilingWriter(database),
    department: prepareDepartmentWriter(database),
    project: prepareProjectWriter(database),
    link: prepareLinkWriter(database),
    readings: prepareReadingWriter(database),
    findings: prepareFindingWriter(database),
    review: prepareDocumentReviewWriter(database),
    keepPrevious: preparePreviousRecordKeeper(database),
  };
}

function prepareFind(database: Database): (sha256: string) => KnownDocument | undefined {
  const select = database.prepare("SELECT id, status FROM documents WHERE sha256 = ?");
  return (sha256) => knownSchema.optional().parse(select.get(sha256));
}

/** The id that a new document takes: the one its content asks for, or, where another document has it, the next free one. */
function prepareFreeId(database: Database): (wanted: number) => number {
  const taken = database.prepare("SELECT 1 FROM documents WHERE id = ?");
  return (wanted) => {
    let id = wanted;
    while (taken.get(id) !== undefined) id += 1;
    return id;
  };
}

/** Takes away everything that was read in a document; its own row, its paths and people's corrections stay. */
function prepareClear(database: Database): (documentId: number) => void {
  const readProjects = database.prepare("SELECT DISTINCT project_id FROM project_readings WHERE document_id = ?").pluck();
  const unlink = database.prepare("DELETE FROM project_readings WHERE document_id = ?");
  const dropProject = database.prepare(
    "DELETE FROM projects WHERE id = ? AND NOT EXISTS (SELECT 1 FROM project_readings WHERE project_id = projects.id)",
  );
  const tables = ["filings", "field_values", "findings", "unmapped_texts", "document_records", "document_reviews"];
  const deletes = tables.map((table) => database.prepare(`DELETE FROM ${table} WHERE document_id = ?`));
  return (documentId) => {
    const projectIds = readProjects.all(documentId);
    unlink.run(documentId);
    for (const projectId of projectIds) dropProject.run(projectId);
    for (const statement of deletes) statement.run(documentId);
  };
}

/** A file that could not be read is known by its path alone; once it is read, that row has served. */
function prepareForgetUnreadable(database: Database): (path: string) => void {
  const forget = database.prepare(
    `DELETE FROM documents WHERE sha256 IS NULL AND id IN (SELECT document_id FROM document_paths WHERE path = ?)`,
  );
  return (path) => {
    forget.run(path);
  };
}

function preparePathWriter(database: Database): (documentId: number, path: string) => void {
  const insert = prepareInsert(database, "document_paths", ["document_id", "path"], "ON CONFLICT DO NOTHING");
  return (documentId, path) => {
    insert({ document_id: documentId, path });
  };
}

function prepareFilingWriter(database: Database): (row: FilingRow) => void {
  const insert = prepareInsert(database, "filings", [
    "id",
    "document_id",
    "ordinal",
    "kind",
    "form_title",
    "region_code",
    "region_name",
    "fiscal_year",
    "reporting_unit",
    "preparer_name",
    "preparer_phone",
    "preparer_date",
  ]);
  return ({ filingId, documentId, ordinal, filing }) => {
    insert({
      ...{ id: filingId, document_id: documentId, ordinal, kind: filing.kind, form_title: filing.formTitle },
      region_code: filing.region?.code ?? null,
      region_name: filing.region?.name ?? null,
      fiscal_year: filing.fiscalYear,
      reporting_unit: filing.reportingUnit,
      preparer_name: filing.preparer?.name ?? null,
      preparer_phone: filing.preparer?.phone ?? null,
      preparer_date: filing.preparer?.date ?? null,
    });
  };
}

/** Until it is compared with the others, each reading is the one of its own project. */
const soleReading = { join_score: 1, join_reason: "only reading" };

function prepareLinkWriter(database: Database): (link: ReadingLink) => void {
  const columns = ["id", "document_id", "filing_id", "path", "project_id", "join_score", "join_reason", "facts"] as const;
  const insert = prepareInsert(database, "project_readings", columns);
  return ({ id, documentId, filingId, path, facts }) => {
    insert({ id, document_id: documentId, filing_id: filingId, path, project_id: id, ...soleReading, facts: JSON.stringify(facts) });
  };
}
