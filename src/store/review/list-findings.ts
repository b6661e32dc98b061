import type { Database } from "better-sqlite3";
import { z } from "zod";
import { placeSchema } from "../../document/place.ts";

const severitySchema = z.enum(["error", "warning", "info"]);

const groupSchema = z.object({ code: z.string(), severity: severitySchema, count: z.int(), documents: z.int() });

/** All findings of one code and severity, counted. */
export type FindingGroup = z.infer<typeof groupSchema>;

/** Counts the findings of the whole database by code, the gravest first, then the most frequent. */
export function countFindings(database: Database): FindingGroup[] {
  const rows = database
    .prepare(
      `SELECT code, severity, count(*) AS count, count(DISTINCT document_id) AS documents FROM findings GROUP BY code, severity
       ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, count DESC, code`,
    )
    .all();
  return z.array(groupSchema).parse(rows);
}

const places = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(placeSchema));

const rowSchema = z.object({
  id: z.int(),
  documentId: z.int(),
  fileName: z.string(),
  code: z.string(),
  severity: severitySchema,
  message: z.string(),
  path: z.string().nullable(),
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  at: places,
});

/** One finding with the document it is about. */
export type FindingRow = z.infer<typeof rowSchema>;

/** Which findings are listed. */
export interface FindingQuery {
  readonly code: string;
  readonly offset: number;
  readonly limit: number;
}

/** The findings of one code, document by document. */
export function listFindings(database: Database, { code, offset, limit }: FindingQuery): FindingRow[] {
  const rows = database
    .prepare(
      `SELECT n.id, n.document_id AS documentId, d.file_name AS fileName, n.code, n.severity, n.message, n.path, n.expected, n.actual, n.at
       FROM findings n JOIN documents d ON d.id = n.document_id WHERE n.code = ? ORDER BY d.file_name, d.id, n.ordinal LIMIT ? OFFSET ?`,
    )
    .all(code, limit, offset);
  return z.array(rowSchema).parse(rows);
}
