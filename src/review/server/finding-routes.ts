import { Hono } from "hono";
import { z } from "zod";
import { countFindings, listFindings } from "../../store/review/list-findings.ts";
import type { FindingGroupsAnswer, FindingListAnswer } from "../api.ts";
import { fault } from "./requests.ts";
import type { ReviewParts } from "./review-parts.ts";

const querySchema = z.object({
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().positive().max(500).default(100),
});

/** The findings of the whole database, by code. */
export function findingRoutes({ database }: ReviewParts): Hono {
  const routes = new Hono();
  routes.get("/", (context) => {
    const answer: FindingGroupsAnswer = { groups: countFindings(database) };
    return context.json(answer);
  });
  routes.get("/:code", (context) => {
    const query = querySchema.safeParse(context.req.query());
    if (!query.success) return fault(context, query.error);
    const answer: FindingListAnswer = { rows: listFindings(database, { code: context.req.param("code"), ...query.data }) };
    return context.json(answer);
  });
  return routes;
}
