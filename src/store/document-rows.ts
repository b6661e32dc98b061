import type { Database } from "better-sqlite3";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Coverage, PlainRecord, Statement } from "../canonical/record.ts";
import type { TracedRecord, Unmapped } from "../canonical/traced.ts";
import type { DocumentStatus } from "./document-status.ts";
import { prepareInsert } from "./prepare-insert.ts";

/** Speed over size: the record is packed in the process that read the document, between two documents. */
const deflateLevel = 3;

/** The extracted record as the database keeps it: UTF-8 JSON under raw deflate. */
export function packRecord(recordJson: string): Uint8Array {
  return deflateRawSync(recordJson, { level: deflateLevel });
}

/** The JSON text of a packed record. */
export function unpackRecord(packed: Uint8Array): string {
  return inflateRawSync(packed).toString("utf8");
}

/** One row of `documents`. What is null was never known, as for a document that could not be read. */
export interface DocumentRow {
  readonly id: number;
  readonly sha256: string | null;
  readonly fileName: string;
  readonly byteCount: number | null;
  readonly format: PlainRecord["document"]["format"] | null;
  readonly layout: string | null;
  readonly pageCount: number | null;
  readonly status: DocumentStatus;
  readonly statement: Statement | null;
  readonly coverage: Coverage | null;
  /** Which program and mappings read it. */
  readonly reader: string;
  /** ISO date and time, UTC. */
  readonly importedAt: string;
}

const documentColumns = [
  "id",
  "sha256",
  "file_name",
  "byte_count",
  "format",
  "layout",
  "page_count",
  "status",
  "status_code",
  "status_reason",
  "statement_project_count",
  "statement_unit_count",
  "statement_amount_fen",
  "character_count",
  "valued_count",
  "labelled_count",
  "unmapped_count",
  "reader",
  "imported_at",
] as const;

/** Prepares the writing of `documents` rows; a row with the same id is overwritten, and what refers to it stays. */
export function prepareDocumentWriter(database: Database): (row: DocumentRow) => void {
  const updates = documentColumns.slice(1).map((column) => `${column} = excluded.${column}`);
  const upsert = prepareInsert(database, "documents", documentColumns, `ON CONFLICT (id) DO UPDATE SET ${updates.join(", ")}`);
  return (row) => {
    upsert({
      ...{ id: row.id, sha256: row.sha256, file_name: row.fileName, byte_count: row.byteCount },
      ...{ format: row.format, layout: row.layout, page_count: row.pageCount },
      status: row.status.kind,
      status_code: row.status.kind === "ok" ? null : row.status.code,
      status_reason: row.status.kind === "ok" ? null : row.status.reason,
      statement_project_count: row.statement?.projectCount ?? null,
      statement_unit_count: row.statement?.unitCount ?? null,
      statement_amount_fen: row.statement?.amountFen ?? null,
      character_count: row.coverage?.characters ?? null,
      valued_count: row.coverage?.valued ?? null,
      labelled_count: row.coverage?.labelled ?? null,
      unmapped_count: row.coverage?.unmapped ?? null,
      ...{ reader: row.reader, imported_at: row.importedAt },
    });
  };
}

/** Prepares the writing of a document's packed record and of the texts that no mapping placed. */
export function prepareRecordWriter(database: Database): (documentId: number, packed: Uint8Array, record: TracedRecord) => void {
  const insertRecord = prepareInsert(database, "document_records", ["document_id", "record"]);
  const insertUnmapped = prepareInsert(database, "unmapped_texts", ["document_id", "ordinal", "text", "at"]);
  const writeUnmapped = (documentId: number, unmapped: readonly Unmapped[]) => {
    for (const [ordinal, { text, at }] of unmapped.entries()) {
      insertUnmapped({ document_id: documentId, ordinal, text, at: JSON.stringify(at) });
    }
  };
  return (documentId, packed, record) => {
    insertRecord({ document_id: documentId, record: packed });
    writeUnmapped(documentId, record.unmapped);
  };
}
