import type { Database } from "better-sqlite3";
import { z } from "zod";
import { findingSchema, type Finding } from "../../document/finding.ts";

const rowSchema = findingSchema.extend({ at: z.string().transform((text): unknown => JSON.parse(text)).pipe(findingSchema.shape.at) });

/** What is wrong with a document as it stands, corrections and its other readings considered, in its own order. */
export function readDocumentFindings(database: Database, documentId: number): Finding[] {
  const rows = database
    .prepare("SELECT code, severity, message, path, expected, actual, at FROM findings WHERE document_id = ? ORDER BY ordinal")
    .all(documentId);
  return z.array(rowSchema).parse(rows);
}
