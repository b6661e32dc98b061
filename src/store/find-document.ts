import type { Database } from "better-sqlite3";
import { z } from "zod";

const rowSchema = z.object({ id: z.int(), sha256: z.string().nullable(), fileName: z.string() });

/** A document as a person may mean it. */
export type NamedDocument = z.infer<typeof rowSchema>;

/** Fewer digits of a hash than this may be a file name as well. */
const fewestDigits = 6;

/** The documents that a person's word may mean: a file name, a path, or the first digits (6 or more) of a sha256. */
export function findDocuments(database: Database, name: string): NamedDocument[] {
  const rows = database
    .prepare(
      `SELECT id, sha256, file_name AS fileName FROM documents d
       WHERE file_name = @name OR (length(@name) >= @fewest AND substr(sha256, 1, length(@name)) = lower(@name))
         OR EXISTS (SELECT 1 FROM document_paths p WHERE p.document_id = d.id AND p.path = @name)
       ORDER BY file_name, id`,
    )
    .all({ name, fewest: fewestDigits });
  return z.array(rowSchema).parse(rows);
}
