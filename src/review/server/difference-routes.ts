import { Hono } from "hono";
import { z } from "zod";
import type { Database } from "../../store/open-database.ts";
import { findComparableRecord, listCounterparts, type ComparisonSide } from "../../store/review/comparable-records.ts";
import type { DifferencesAnswer } from "../api.ts";
import { compareProjects, compareRecords } from "../compare/compare-records.ts";
import { parseSide } from "../compare/side-text.ts";
import { documentIdSchema, fault } from "./requests.ts";
import type { ReviewParts } from "./review-parts.ts";

const sideSchema = z.string().max(300).transform((text, context): ComparisonSide => {
  const side = parseSide(text);
  if (side !== undefined) return side;
  context.addIssue({ code: "custom", message: "it names no record" });
  return z.NEVER;
});
const querySchema = z.object({ one: sideSchema, other: sideSchema });

/** Two records, or two projects, side by side; and what a document is worth comparing with. */
export function differenceRoutes({ database }: ReviewParts): Hono {
  const routes = new Hono();
  routes.get("/", (context) => {
    const query = querySchema.safeParse(context.req.query());
    if (!query.success) return fault(context, query.error);
    const answer = compareSides(database, query.data.one, query.data.other);
    return answer === undefined ? context.json({ fault: "one of the two is not in the database" }, 404) : context.json(answer);
  });
  routes.get("/counterparts/:id", (context) => {
    const id = documentIdSchema.safeParse(context.req.param("id"));
    return context.json({ counterparts: id.success ? listCounterparts(database, id.data) : [] });
  });
  return routes;
}

function compareSides(database: Database, one: ComparisonSide, other: ComparisonSide): DifferencesAnswer | undefined {
  const [first, second] = [findComparableRecord(database, one), findComparableRecord(database, other)];
  if (first === undefined || second === undefined) return undefined;
  const parts = one.path !== null && other.path !== null ? compareProjects(first, one.path, second, other.path) : compareRecords(first, second);
  return { one: first.document.fileName, other: second.document.fileName, parts };
}
