import type { Database } from "better-sqlite3";
import { z } from "zod";
import { correctionStateSchema, leafValueSchema } from "../corrections/correction.ts";

const json = z.string().transform((text): unknown => JSON.parse(text)).pipe(leafValueSchema);

const rowSchema = z.object({
  id: z.int(),
  path: z.string(),
  kind: z.enum(["value", "confirm", "reject"]),
  /** What was entered; null for the other kinds, and where nothing was entered. */
  value: json.nullable(),
  stood: json,
  author: z.string(),
  why: z.string().nullable(),
  madeAt: z.string(),
  undoneAt: z.string().nullable(),
  state: correctionStateSchema,
});

/** A correction as it was made, and when it was taken back, if it was. `path` is that of the time. */
export type CorrectionEvent = z.infer<typeof rowSchema>;

/** Every correction ever made to a document, in the order they were made, those taken back among them. */
export function readCorrectionHistory(database: Database, documentSha256: string): CorrectionEvent[] {
  const rows = database
    .prepare(
      `SELECT id, path, kind, value, stood, author, why, made_at AS madeAt, undone_at AS undoneAt, state
       FROM corrections WHERE document_sha256 = ? ORDER BY id`,
    )
    .all(documentSha256);
  return z.array(rowSchema).parse(rows);
}
