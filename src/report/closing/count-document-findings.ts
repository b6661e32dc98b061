import { z } from "zod";
import type { Database } from "../../store/open-database.ts";

const countSchema = z.object({ code: z.string(), severity: z.enum(["error", "warning", "info"]), count: z.int() });

/** How many findings of one code a document has. */
export type FindingCount = z.infer<typeof countSchema>;

/** Prepares the counting of a document's findings by code, the gravest first. */
export function countDocumentFindings(database: Database): (documentId: number) => FindingCount[] {
  const select = database.prepare(
    `SELECT code, severity, count(*) AS count FROM findings WHERE document_id = ? GROUP BY code, severity
     ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, code`,
  );
  return (documentId) => z.array(countSchema).parse(select.all(documentId));
}
