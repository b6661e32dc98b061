import { z } from "zod";
import type { Database } from "../../store/open-database.ts";
import { sumSchema, type ClosingSum } from "./closing-sum.ts";
import { foldFolders } from "./fold-folders.ts";

/** Rows that a report shows of each kind; more would hide what matters. */
export interface ClosingLimits {
  /** Files under one reason. */
  readonly files: number;
  /** Documents to review. */
  readonly review: number;
  readonly findings: number;
  readonly folders: number;
}

export const usualLimits: ClosingLimits = { files: 200, review: 25, findings: 15, folders: 40 };

const fileSchema = z.object({ path: z.string(), reason: z.string().nullable(), kept: z.int().transform(Boolean) });
/** A file that did not go in, or not whole, and why in words. */
export type ClosingFile = z.infer<typeof fileSchema>;

/** The files that have one reason. `code` is a failure or a finding. */
export interface ReasonGroup {
  readonly code: string;
  readonly count: number;
  /** The first of them, by path. */
  readonly files: readonly ClosingFile[];
}

const reviewSchema = z.object({ path: z.string(), layout: z.string().nullable(), errors: z.int(), asking: z.int() });
/** A document that asks for a person's eye. */
export type ReviewRow = z.infer<typeof reviewSchema>;

const findingSchema = z.object({ code: z.string(), severity: z.enum(["error", "warning", "info"]), count: z.int(), documents: z.int() });
/** How often something was found in the run's documents. */
export type FindingSum = z.infer<typeof findingSchema>;

/** What a run's ledger and the database say together, for the closing report. */
export interface ClosingFacts {
  readonly all: ClosingSum;
  readonly present: number;
  readonly failed: readonly ReasonGroup[];
  readonly incomplete: readonly ReasonGroup[];
  readonly passedOver: readonly ClosingFile[];
  readonly passedOverCount: number;
  /** The first to review, and how many there are. */
  readonly review: readonly ReviewRow[];
  readonly reviewCount: number;
  readonly findings: readonly FindingSum[];
  readonly folders: readonly ClosingSum[];
  readonly layouts: readonly ClosingSum[];
}

const isOut = "state IN ('failed', 'failed-before', 'kept')";
/** Each document that was read once, however many files have its bytes; with what is left to review. */
const documentsOfRun = `
SELECT f.path, f.layout, coalesce(r.error_count, 0) AS errors, coalesce(r.asking_count - r.reviewed_count, 0) AS asking
FROM temp.run_files f JOIN document_reviews r ON r.document_id = f.document_id
WHERE f.layout IS NOT NULL AND f.ordinal = (SELECT min(g.ordinal) FROM temp.run_files g WHERE g.document_id = f.document_id)`;
const sums = `count(*) AS documents, sum(NOT (${isOut})) AS wentIn, sum(${isOut}) AS notIn, sum(projects) AS projects, sum(indicators) AS indicators,
  sum(coalesce(r.error_count, 0)) AS errors, sum(coalesce(r.asking_count - r.reviewed_count, 0)) AS asking
FROM temp.run_files f LEFT JOIN document_reviews r ON r.document_id = f.document_id`;

/** Collects the facts of the run whose ledger the connection has. */
export function collectClosingFacts(database: Database, limits: ClosingLimits = usualLimits): ClosingFacts {
  database.exec("CREATE INDEX IF NOT EXISTS temp.run_files_document ON run_files (document_id)");
  const count = (sql: string) => z.int().parse(database.prepare(sql).pluck().get());
  const rows = <T>(schema: z.ZodType<T>, sql: string, ...values: unknown[]) => z.array(schema).parse(database.prepare(sql).all(...values));
  return {
    all: { ...sumSchema.parse(database.prepare(`SELECT NULL AS name, ${emptySums(sums)}`).get()), ...totalReview(database) },
    present: count("SELECT count(*) FROM temp.run_files WHERE state = 'present'"),
    failed: listReasons(database, isOut, limits.files),
    incomplete: listReasons(database, `incomplete AND NOT (${isOut})`, limits.files),
    passedOver: rows(fileSchema, "SELECT path, reason, 0 AS kept FROM temp.run_passed_over ORDER BY path LIMIT ?", limits.files),
    passedOverCount: count("SELECT count(*) FROM temp.run_passed_over"),
    review: rows(reviewSchema, `${documentsOfRun} AND errors + asking > 0 ORDER BY errors DESC, asking DESC, f.path LIMIT ?`, limits.review),
    reviewCount: count(`SELECT count(*) FROM (${documentsOfRun} AND errors + asking > 0)`),
    findings: rows(findingSchema, findingsQuery, limits.findings),
    folders: foldFolders(rows(sumSchema, `SELECT folder AS name, ${sums} GROUP BY folder ORDER BY folder`), limits.folders),
    layouts: rows(sumSchema, `SELECT f.layout AS name, ${sums} GROUP BY f.layout ORDER BY documents DESC, f.layout`),
  };
}

const findingsQuery = `
SELECT n.code, n.severity, count(*) AS count, count(DISTINCT n.document_id) AS documents
FROM findings n WHERE n.document_id IN (SELECT document_id FROM temp.run_files) AND n.severity <> 'info'
GROUP BY n.code, n.severity ORDER BY n.severity, documents DESC, n.code LIMIT ?`;

/** Of each document once: files with the same bytes ask for one review. */
function totalReview(database: Database): Pick<ClosingSum, "errors" | "asking"> {
  const row = database.prepare(`SELECT coalesce(sum(errors), 0) AS errors, coalesce(sum(asking), 0) AS asking FROM (${documentsOfRun})`).get();
  return sumSchema.pick({ errors: true, asking: true }).parse(row);
}

/** Over no rows at all, sum gives null. */
function emptySums(query: string): string {
  return query.replaceAll(/sum\((.*?)\) AS/gu, "coalesce(sum($1), 0) AS");
}

function listReasons(database: Database, where: string, limit: number): ReasonGroup[] {
  const groups = database.prepare(`SELECT coalesce(code, state) AS code, count(*) AS count FROM temp.run_files WHERE ${where} GROUP BY 1 ORDER BY count DESC, code`).all();
  const select = database.prepare(
    `SELECT path, reason, state = 'kept' AS kept FROM temp.run_files WHERE ${where} AND coalesce(code, state) = ? ORDER BY path, ordinal LIMIT ?`,
  );
  return z
    .array(z.object({ code: z.string(), count: z.int() }))
    .parse(groups)
    .map(({ code, count }) => ({ code, count, files: z.array(fileSchema).parse(select.all(code, limit)) }));
}
