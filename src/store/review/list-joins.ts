import type { Database } from "better-sqlite3";
import { z } from "zod";

const readingColumns = (reading: string, project: string, document: string, prefix = "") =>
  `${reading}.id AS ${prefix}id, ${reading}.path AS ${prefix}path, ${reading}.document_id AS ${prefix}documentId, ${document}.file_name AS ${prefix}document,
   ${project}.name AS ${prefix}name, ${project}.fiscal_year AS ${prefix}year`;

const readingSchema = z.object({
  id: z.int(),
  path: z.string(),
  documentId: z.int(),
  document: z.string(),
  name: z.string().nullable(),
  year: z.int().nullable(),
});

/** A project as one document reads it. */
export type JoinReading = z.infer<typeof readingSchema>;

const memberSchema = readingSchema.extend({ projectId: z.int(), score: z.number(), reason: z.string() });

/** A reading with how surely it belongs to its project, 0 to 1, and why. */
export type JoinedReading = Omit<z.infer<typeof memberSchema>, "projectId">;

/** A project that more than one document speaks of. */
export interface JoinedProject {
  readonly projectId: number;
  readonly readings: readonly JoinedReading[];
}

/** Two readings that may be one project and were left apart. */
export interface DoubtfulPair {
  readonly one: JoinReading;
  readonly other: JoinReading;
  readonly score: number;
  readonly reason: string;
}

/** Which part of a list is asked for. */
export interface JoinPage {
  readonly offset: number;
  readonly limit: number;
}

/** One part of a list, and how long the whole of it is. */
export interface JoinList<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

const joined = "SELECT project_id, min(join_score) AS least FROM project_readings GROUP BY project_id HAVING count(*) > 1";

/** Projects with several readings, those first whose joins are least sure. */
export function listJoined(database: Database, page: JoinPage): JoinList<JoinedProject> {
  const total = z.int().parse(database.prepare(`SELECT count(*) FROM (${joined})`).pluck().get());
  const rows = database
    .prepare(
      `SELECT r.project_id AS projectId, r.join_score AS score, r.join_reason AS reason, ${readingColumns("r", "p", "d")}
       FROM (${joined} ORDER BY least, project_id LIMIT @limit OFFSET @offset) g JOIN project_readings r ON r.project_id = g.project_id
       JOIN projects p ON p.id = r.project_id JOIN documents d ON d.id = r.document_id ORDER BY g.least, g.project_id, r.join_score, d.file_name, r.path`,
    )
    .all(page);
  const byProject = Map.groupBy(z.array(memberSchema).parse(rows), (row) => row.projectId);
  return { total, rows: [...byProject].map(([projectId, readings]) => ({ projectId, readings })) };
}

const pairSchema = z
  .object({ score: z.number(), reason: z.string() })
  .extend({ oneid: z.int(), onepath: z.string(), onedocumentId: z.int(), onedocument: z.string(), onename: z.string().nullable(), oneyear: z.int().nullable() })
  .extend({ ...readingSchema.shape })
  .transform((row): DoubtfulPair => {
    const one = { id: row.oneid, path: row.onepath, documentId: row.onedocumentId, document: row.onedocument, name: row.onename, year: row.oneyear };
    return { one, other: readingSchema.parse(row), score: row.score, reason: row.reason };
  });

/** Pairs that may be one project, the likeliest first. */
export function listDoubtful(database: Database, page: JoinPage): JoinList<DoubtfulPair> {
  const total = z.int().parse(database.prepare("SELECT count(*) FROM project_doubts").pluck().get());
  const rows = database
    .prepare(
      `SELECT x.score, x.reason, ${readingColumns("a", "p", "d", "one")}, ${readingColumns("b", "q", "e")}
       FROM project_doubts x JOIN project_readings a ON a.id = x.one JOIN projects p ON p.id = a.project_id JOIN documents d ON d.id = a.document_id
       JOIN project_readings b ON b.id = x.other JOIN projects q ON q.id = b.project_id JOIN documents e ON e.id = b.document_id
       ORDER BY x.score DESC, x.one, x.other LIMIT @limit OFFSET @offset`,
    )
    .all(page);
  return { total, rows: z.array(pairSchema).parse(rows) };
}

const decisionSchema = z.object({ kind: z.enum(["join", "split"]), author: z.string(), why: z.string().nullable(), madeAt: z.string() }).extend({
  one: z.string().nullable(),
  other: z.string().nullable(),
  oneDocument: z.string().nullable(),
  otherDocument: z.string().nullable(),
  oneId: z.int().nullable(),
  otherId: z.int().nullable(),
});

/** What a person decided of two readings; a document that is gone, or reads no such project any more, is null. */
export type DecisionLine = z.infer<typeof decisionSchema>;

/** People's decisions on which readings are one project, the latest first. */
export function listDecisions(database: Database, page: JoinPage): JoinList<DecisionLine> {
  const total = z.int().parse(database.prepare("SELECT count(*) FROM identity_decisions WHERE about = 'project'").pluck().get());
  const rows = database
    .prepare(
      `SELECT x.kind, x.author, x.why, x.made_at AS madeAt, p.name AS one, q.name AS other, d.file_name AS oneDocument, e.file_name AS otherDocument,
         a.id AS oneId, b.id AS otherId
       FROM identity_decisions x LEFT JOIN documents d ON d.sha256 = x.one_sha256 LEFT JOIN documents e ON e.sha256 = x.other_sha256
       LEFT JOIN project_readings a ON a.document_id = d.id AND a.path = x.one_now LEFT JOIN projects p ON p.id = a.project_id
       LEFT JOIN project_readings b ON b.document_id = e.id AND b.path = x.other_now LEFT JOIN projects q ON q.id = b.project_id
       WHERE x.about = 'project' ORDER BY x.id DESC LIMIT @limit OFFSET @offset`,
    )
    .all(page);
  return { total, rows: z.array(decisionSchema).parse(rows) };
}
