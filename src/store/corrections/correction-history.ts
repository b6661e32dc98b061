import type { Database } from "better-sqlite3";
import { z } from "zod";

const rowSchema = z.object({
  /** Null for decisions on readings, which are overruled and not taken back. */
  id: z.int().nullable(),
  madeAt: z.string(),
  author: z.string(),
  document: z.string().nullable(),
  kind: z.enum(["value", "confirm", "reject", "join", "split"]),
  path: z.string(),
  /** What the extraction gave at the time; for a decision, the other reading. JSON where it is a value. */
  stood: z.string(),
  value: z.string().nullable(),
  state: z.string(),
  undoneAt: z.string().nullable(),
  why: z.string().nullable(),
});

/** One thing a person said, for people to read. */
export type HistoryRow = z.infer<typeof rowSchema>;

/** Everything people said of one document, or of all, in the order they said it. */
export function listCorrectionHistory(database: Database, sha256?: string | null): HistoryRow[] {
  const rows = database
    .prepare(
      `SELECT c.id, c.made_at AS madeAt, c.author, d.file_name AS document, c.kind, c.path, c.stood, c.value, c.state, c.undone_at AS undoneAt, c.why
       FROM corrections c LEFT JOIN documents d ON d.sha256 = c.document_sha256
       WHERE @all OR c.document_sha256 = @sha256
       UNION ALL
       SELECT NULL, i.made_at, i.author, d.file_name, i.kind, i.one_path, coalesce(e.file_name, i.other_sha256) || '#' || i.other_path, NULL,
         CASE WHEN i.one_now IS NULL OR i.other_now IS NULL THEN 'lost' ELSE 'applied' END, NULL, i.why
       FROM identity_decisions i LEFT JOIN documents d ON d.sha256 = i.one_sha256 LEFT JOIN documents e ON e.sha256 = i.other_sha256
       WHERE @all OR i.one_sha256 = @sha256 OR i.other_sha256 = @sha256
       ORDER BY 2`,
    )
    .all({ all: sha256 === undefined ? 1 : 0, sha256: sha256 ?? null });
  return z.array(rowSchema).parse(rows);
}
