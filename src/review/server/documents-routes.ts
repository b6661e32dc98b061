import { Hono } from "hono";
import { z } from "zod";
import { findDocumentFacts, findDocumentReview, listDocumentPaths, type DocumentReview } from "../../store/review/document-review.ts";
import { readCorrectionHistory } from "../../store/review/correction-history.ts";
import { documentSortSchema, prepareDocumentCount, prepareDocumentList } from "../../store/review/list-documents.ts";
import type { Database } from "../../store/open-database.ts";
import type { DocumentAnswer, DocumentListAnswer, DocumentReviewAnswer } from "../api.ts";
import { documentIdSchema, fault } from "./requests.ts";
import type { ReviewParts } from "./review-parts.ts";

/** As many documents as a list shows at once. */
const maxLimit = 200;
/** A longer search is no search. */
const maxSearchLength = 200;

const querySchema = z.object({
  search: z.string().max(maxSearchLength).default(""),
  status: z.enum(["ok", "doubtful", "failed"]).nullable().default(null),
  layout: z.string().max(100).nullable().default(null),
  open: z.stringbool().default(false),
  sort: documentSortSchema.default("imported"),
  descending: z.stringbool().default(false),
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().positive().max(maxLimit).default(50),
});

/** The list of documents, and each document with its record. */
export function documentRoutes({ database }: ReviewParts): Hono {
  const list = prepareDocumentList(database);
  const count = prepareDocumentCount(database);
  const routes = new Hono();
  routes.get("/", (context) => {
    const query = querySchema.safeParse(context.req.query());
    if (!query.success) return fault(context, query.error);
    const { open, ...rest } = query.data;
    const answer: DocumentListAnswer = { ...list({ ...rest, openOnly: open }), totals: count() };
    return context.json(answer);
  });
  routes.get("/:id", (context) => {
    const id = documentIdSchema.safeParse(context.req.param("id"));
    const answer = id.success ? findAnswer(database, id.data) : undefined;
    return answer === undefined ? context.json({ fault: "there is no such document" }, 404) : context.json(answer);
  });
  return routes;
}

function findAnswer(database: Database, id: number): DocumentAnswer | undefined {
  const facts = findDocumentFacts(database, id);
  if (facts === undefined) return undefined;
  const review = findDocumentReview(database, id);
  return { facts, paths: listDocumentPaths(database, id), review: review === undefined ? null : toReviewAnswer(database, review) };
}

/** The review as the page gets it. */
export function toReviewAnswer(database: Database, { record, revision, fields, findings, lost, unmapped }: DocumentReview): DocumentReviewAnswer {
  const { coverage } = record;
  return { revision, coverage, fields, findings, unmapped, lost, history: readCorrectionHistory(database, record.document.sha256) };
}
