import type { Database } from "better-sqlite3";
import { z } from "zod";
import { placeSchema } from "../document/place.ts";

/** Which findings to list; every one where nothing is given. `document` is a file name or the first digits of a sha256. */
export interface FindingFilter {
  readonly code?: string | undefined;
  readonly severity?: "error" | "warning" | "info" | undefined;
  readonly document?: string | undefined;
}

const findingRowSchema = z.object({
  severity: z.enum(["error", "warning", "info"]),
  code: z.string(),
  document: z.string(),
  path: z.string().nullable(),
  message: z.string(),
  remedy: z.string(),
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  at: z.string().transform((json) => z.array(placeSchema).parse(JSON.parse(json))),
  /** A path at which the document's bytes were met. */
  file: z.string().nullable(),
});

/** A finding with its document's file name and what a person does about it. */
export type FindingRow = z.infer<typeof findingRowSchema>;

/** Findings of the database, worst first, by document and in their order there. */
export function* readFindings(database: Database, filter: FindingFilter): Generator<FindingRow> {
  const rows = database
    .prepare(
      `SELECT f.severity, f.code, d.file_name AS document, f.path, f.message, c.remedy, f.expected, f.actual, f.at,
         (SELECT min(p.path) FROM document_paths p WHERE p.document_id = d.id) AS file
       FROM findings f JOIN documents d ON d.id = f.document_id JOIN finding_codes c ON c.code = f.code
       WHERE (@code IS NULL OR f.code = @code) AND (@severity IS NULL OR f.severity = @severity)
         AND (@document IS NULL OR d.file_name = @document OR substr(d.sha256, 1, length(@document)) = @document)
       ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, d.file_name, d.id, f.ordinal`,
    )
    .iterate({ code: filter.code ?? null, severity: filter.severity ?? null, document: filter.document ?? null });
  for (const row of rows) yield findingRowSchema.parse(row);
}
