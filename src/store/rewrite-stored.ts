import type { Database } from "better-sqlite3";
import { DocumentWriter } from "./document-writer.ts";
import { listDocumentPaths } from "./review/document-review.ts";
import { findStoredRecord } from "./review/stored-record.ts";

/**
 * Writes a document's rows anew from its record as extracted, so that they follow the corrections of now; when it was
 * imported is not touched. Does nothing for a document of which nothing was read.
 */
export function rewriteStored(database: Database, documentId: number): void {
  const stored = findStoredRecord(database, documentId);
  if (stored === undefined) return;
  const [path] = listDocumentPaths(database, documentId);
  const { record, packed, byteCount, reader, importedAt } = stored;
  new DocumentWriter(database).writeRead({ record, packed, byteCount, reader, path: path ?? record.document.fileName }, { refresh: true });
  database.prepare("UPDATE documents SET imported_at = ? WHERE id = ?").run(importedAt, documentId);
}
