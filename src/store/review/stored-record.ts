import type { Database } from "better-sqlite3";
import { createHash } from "node:crypto";
import { z } from "zod";
import { parseRecord } from "../../canonical/parse-record.ts";
import type { TracedRecord } from "../../canonical/traced.ts";
import { unpackRecord } from "../document-rows.ts";

/** A record as extracted, out of the database. */
export interface StoredRecord {
  readonly record: TracedRecord;
  readonly packed: Uint8Array;
  /** Names this extraction: another reading of the same bytes has another revision, a correction changes nothing. */
  readonly revision: string;
  readonly byteCount: number;
  readonly reader: string;
  readonly importedAt: string;
}

const rowSchema = z.object({
  packed: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  byteCount: z.int().nullable(),
  reader: z.string(),
  importedAt: z.string(),
});

/** Enough hexadecimal digits to tell two readings of one document apart. */
const revisionDigits = 16;

/** The record of a document as it was extracted; undefined where nothing of it was read. */
export function findStoredRecord(database: Database, documentId: number): StoredRecord | undefined {
  const row = rowSchema.optional().parse(
    database
      .prepare(
        `SELECT s.record AS packed, d.byte_count AS byteCount, d.reader, d.imported_at AS importedAt
         FROM document_records s JOIN documents d ON d.id = s.document_id WHERE s.document_id = ?`,
      )
      .get(documentId),
  );
  if (row === undefined) return undefined;
  const revision = createHash("sha256").update(row.packed).digest("hex").slice(0, revisionDigits);
  return { ...row, record: parseStored(unpackRecord(row.packed)), revision, byteCount: row.byteCount ?? 0 };
}

/**
 * Reads a record that the database holds.
 * @throws {TypeError} when it is none.
 */
export function parseStored(json: string): TracedRecord {
  return parseRecord(json, "the database holds a record that is none; import the document again with --refresh");
}
