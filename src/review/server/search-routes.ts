import { Hono } from "hono";
import { z } from "zod";
import { UnknownRegionError } from "../../report/filter/region-prefix.ts";
import { search } from "../../report/search/search.ts";
import { textKinds } from "../../report/search/text-kinds.ts";
import { countPending, followSearchIndex } from "../../report/search/update-index.ts";
import type { Database } from "../../store/open-database.ts";
import { listScopes } from "../../store/review/list-scopes.ts";
import { explainSqliteError, StoreError } from "../../store/store-error.ts";
import type { ScopesAnswer, SearchPageAnswer } from "../api.ts";
import { fault, scopeFields } from "./requests.ts";
import type { ReviewParts } from "./review-parts.ts";

/** A longer question is no question. */
const maxTextLength = 200;
/** So long a request works on the index before it answers with what is in it; the next goes on from there. */
const indexBudgetMs = 300;

const querySchema = z.object({
  ...scopeFields,
  text: z.string().max(maxTextLength).default(""),
  kind: z.enum(textKinds).optional(),
  limit: z.coerce.number().int().positive().max(200).default(50),
});

/** Search over everything in the database, ranked, with the hits marked; and the regions and years there are. */
export function searchRoutes({ database }: ReviewParts): Hono {
  const routes = new Hono();
  routes.get("/search", (context) => {
    const query = querySchema.safeParse(context.req.query());
    if (!query.success) return fault(context, query.error);
    const { kind, ...question } = query.data;
    followChanges(database);
    try {
      const found = search(database, { ...question, kinds: kind === undefined ? undefined : [kind] });
      const answer: SearchPageAnswer = { ...found, pending: countPending(database) };
      return context.json(answer);
    } catch (error) {
      if (error instanceof UnknownRegionError) return context.json({ fault: error.message }, 400);
      throw error;
    }
  });
  routes.get("/scopes", (context) => {
    const answer: ScopesAnswer = listScopes(database);
    return context.json(answer);
  });
  return routes;
}

/** While another program writes, the index stays as it is: what it lacks is told with the answer. */
function followChanges(database: Database): void {
  try {
    followSearchIndex(database, indexBudgetMs);
  } catch (error) {
    const explained = explainSqliteError(error, "the database");
    if (!(explained instanceof StoreError) || explained.failure !== "locked") throw explained;
  }
}
