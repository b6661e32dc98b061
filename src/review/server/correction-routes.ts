import { Hono, type Context } from "hono";
import { z } from "zod";
import type { Database } from "../../store/open-database.ts";
import { findDocumentReview, type DocumentReview } from "../../store/review/document-review.ts";
import { makeCorrections, undoCorrections, type ChangeOutcome, type FieldChange } from "../../store/review/make-corrections.ts";
import type { ChangeAnswer } from "../api.ts";
import { isRequired } from "../field-types.ts";
import { parseEdit } from "../parse-edit.ts";
import { toReviewAnswer } from "./documents-routes.ts";
import { authorSchema, documentIdSchema, fault, readBody, recordPathSchema } from "./requests.ts";
import type { ReviewParts } from "./review-parts.ts";

/** Longer than any text of a form. */
const maxTextLength = 100_000;
/** Changes that a page makes at once: every part of a target, or a table confirmed. */
const maxChanges = 5_000;

const changeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["confirm", "reject"]), path: recordPathSchema }),
  z.strictObject({ kind: z.literal("edit"), path: recordPathSchema, text: z.string().max(maxTextLength) }),
]);

const requestSchema = z.strictObject({
  revision: z.string(),
  author: authorSchema,
  why: z.string().trim().max(2000).nullable().default(null),
  changes: z.array(changeSchema).min(1).max(maxChanges),
  /** By path: the correction that the page showed in force; a path that is not named showed none. */
  seen: z.record(recordPathSchema, z.int()).default({}),
});
type CorrectionRequest = z.infer<typeof requestSchema>;

const confirmAllSchema = z.strictObject({
  revision: z.string(),
  author: authorSchema,
  /** The part of the record that is confirmed: a table, a project, a filing. */
  under: recordPathSchema,
  seen: z.record(recordPathSchema, z.int()).default({}),
});

const undoSchema = z.strictObject({ ids: z.array(z.int()).min(1).max(maxChanges) });
const parseSchema = z.strictObject({ path: recordPathSchema, text: z.string().max(maxTextLength) });

/** What people say of values: edit, confirm, reject, take back. Mounted below a document's address. */
export function correctionRoutes(parts: ReviewParts): Hono {
  const { database } = parts;
  const routes = new Hono();
  routes.post("/parse", async (context) => {
    const body = await readBody(context, parseSchema);
    return body.success ? context.json(parseEdit(body.data.path, body.data.text)) : fault(context, body.error);
  });
  routes.post("/documents/:id/corrections", async (context) => {
    const body = await readBody(context, requestSchema);
    if (!body.success) return fault(context, body.error);
    return withDocument(context, (documentId) => correct(parts, documentId, body.data));
  });
  routes.post("/documents/:id/confirm-all", async (context) => {
    const body = await readBody(context, confirmAllSchema);
    if (!body.success) return fault(context, body.error);
    return withDocument(context, (documentId) => confirmAll(parts, documentId, body.data));
  });
  routes.post("/documents/:id/undo", async (context) => {
    const body = await readBody(context, undoSchema);
    if (!body.success) return fault(context, body.error);
    return withDocument(context, (documentId) => toAnswer(database, documentId, undoCorrections(database, documentId, body.data.ids)));
  });
  return routes;
}

const statusOfKind = { made: 200, missing: 404, "no-such-field": 404, fault: 422, "checks-open": 409, "re-extracted": 409, overtaken: 409 } as const;

function withDocument(context: Context, work: (documentId: number) => ChangeAnswer): Response {
  const id = documentIdSchema.safeParse(context.req.param("id"));
  const answer: ChangeAnswer = id.success ? work(id.data) : { kind: "missing" };
  return context.json(answer, statusOfKind[answer.kind]);
}

function correct(parts: ReviewParts, documentId: number, request: CorrectionRequest): ChangeAnswer {
  const changes: FieldChange[] = [];
  for (const change of request.changes) {
    if (change.kind === "reject" && isRequired(change.path)) return { kind: "fault", path: change.path, fault: "not-empty" };
    if (change.kind !== "edit") {
      changes.push({ ...change, seen: request.seen[change.path] ?? null });
      continue;
    }
    const reading = parseEdit(change.path, change.text);
    if (reading.kind === "fault") return { kind: "fault", path: change.path, fault: reading.fault };
    changes.push(...reading.values.map(({ path, value }) => ({ kind: "value" as const, path, value, seen: request.seen[path] ?? null })));
  }
  return make(parts, documentId, request, changes);
}

function make(parts: ReviewParts, documentId: number, request: Pick<CorrectionRequest, "revision" | "author"> & { why?: string | null }, changes: readonly FieldChange[]): ChangeAnswer {
  const author = request.author === undefined || request.author === "" ? parts.author : request.author;
  const { revision, why = null } = request;
  return toAnswer(parts.database, documentId, makeCorrections(parts.database, { documentId, revision, author, why, changes }));
}

function confirmAll(parts: ReviewParts, documentId: number, request: z.infer<typeof confirmAllSchema>): ChangeAnswer {
  const review = findDocumentReview(parts.database, documentId);
  if (review === undefined) return { kind: "missing" };
  const open = findOpenChecks(review, request.under);
  if (open.length > 0) return { kind: "checks-open", findings: open };
  const unspoken = review.fields.filter((field) => field.leaf !== null && field.correction === null && isUnder(field.path, request.under));
  const changes = unspoken.map(({ path }) => ({ kind: "confirm" as const, path, seen: request.seen[path] ?? null }));
  if (changes.length === 0) return { kind: "made", ids: [], review: toReviewAnswer(parts.database, review) };
  return make(parts, documentId, request, changes);
}

/** Warnings and errors below a path that nobody has answered by speaking about the very field. */
function findOpenChecks(review: DocumentReview, under: string) {
  const answered = new Set(review.fields.filter((field) => field.correction !== null).map((field) => field.path));
  return review.findings.filter(
    ({ severity, path }) => severity !== "info" && path !== null && isUnder(path, under) && !answered.has(path),
  );
}

function isUnder(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}

function toAnswer(database: Database, documentId: number, outcome: ChangeOutcome): ChangeAnswer {
  if (outcome.kind !== "made") return outcome;
  const review = findDocumentReview(database, documentId);
  return review === undefined ? { kind: "missing" } : { ...outcome, review: toReviewAnswer(database, review) };
}
