import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { TracedRecord } from "../../canonical/traced.ts";
import { unpackRecord } from "../document-rows.ts";
import { parseStored } from "./stored-record.ts";

/**
 * Prepares the keeping of a document's record that is about to be replaced. Nothing is kept where the new one is the same,
 * as when only a correction was made.
 */
export function preparePreviousRecordKeeper(database: Database): (documentId: number, next: Uint8Array) => void {
  const keep = database.prepare(
    `INSERT INTO previous_records (document_id, record, reader, replaced_at)
     SELECT s.document_id, s.record, d.reader, @now FROM document_records s JOIN documents d ON d.id = s.document_id
     WHERE s.document_id = @id AND s.record <> @next
     ON CONFLICT (document_id) DO UPDATE SET record = excluded.record, reader = excluded.reader, replaced_at = excluded.replaced_at`,
  );
  return (id, next) => {
    keep.run({ id, next, now: new Date().toISOString() });
  };
}

/** A record that was replaced, who had read it, and when it was replaced (ISO, UTC). */
export interface PreviousRecord {
  readonly record: TracedRecord;
  readonly reader: string;
  readonly replacedAt: string;
}

const rowSchema = z.object({ packed: z.custom<Uint8Array>((value) => value instanceof Uint8Array), reader: z.string(), replacedAt: z.string() });

/** A document's record before it was last read anew; undefined where it was read once, or always alike. */
export function findPreviousRecord(database: Database, documentId: number): PreviousRecord | undefined {
  const row = rowSchema
    .optional()
    .parse(database.prepare("SELECT record AS packed, reader, replaced_at AS replacedAt FROM previous_records WHERE document_id = ?").get(documentId));
  return row === undefined ? undefined : { record: parseStored(unpackRecord(row.packed)), reader: row.reader, replacedAt: row.replacedAt };
}
