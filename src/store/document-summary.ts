import type { Database } from "better-sqlite3";
import { z } from "zod";
import { documentStatusSchema } from "./document-status.ts";

const summarySchema = z.object({
  id: z.int(),
  fileName: z.string(),
  layout: z.string().nullable(),
  status: z.string().transform((text) => documentStatusSchema.parse(JSON.parse(text))),
  reader: z.string(),
  projects: z.int(),
  indicators: z.int(),
  findings: z.int(),
  /** Of all printed characters, the share in no value and no known label; null where nothing was read. */
  unmappedShare: z.number().nullable(),
});

/** What the database holds of one document, in one line. */
export type DocumentSummary = z.infer<typeof summarySchema>;

const summaryQuery = `
SELECT d.id, d.file_name AS fileName, d.layout, d.reader,
  json_patch('{}', json_object('kind', d.status, 'code', d.status_code, 'reason', d.status_reason)) AS status,
  (SELECT count(*) FROM project_readings WHERE document_id = d.id) AS projects,
  -- Those that the document prints, also where the reconciled row was taken from another document.
  (SELECT count(*) FROM field_values WHERE document_id = d.id AND path LIKE '%.indicators[%].scope') AS indicators,
  (SELECT count(*) FROM findings WHERE document_id = d.id) AS findings,
  CAST(d.unmapped_count AS REAL) / nullif(d.character_count, 0) AS unmappedShare
FROM documents d`;

/** Looks documents up; prepared once for a connection. */
export interface DocumentLookup {
  /** The document with these bytes. */
  readonly bySha256: (sha256: string) => DocumentSummary | undefined;
  readonly byId: (id: number) => DocumentSummary | undefined;
}

/** Prepares the look-up of documents. */
export function prepareLookup(database: Database): DocumentLookup {
  const bySha256 = database.prepare(`${summaryQuery} WHERE d.sha256 = ?`);
  const byId = database.prepare(`${summaryQuery} WHERE d.id = ?`);
  return {
    bySha256: (sha256) => summarySchema.optional().parse(bySha256.get(sha256)),
    byId: (id) => summarySchema.optional().parse(byId.get(id)),
  };
}
