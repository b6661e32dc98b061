import { Hono, type Context } from "hono";
import { z } from "zod";
import { decideReadings, findReading, splitOff } from "../../store/identity/decide-readings.ts";
import { listDecisions, listDoubtful, listJoined } from "../../store/review/list-joins.ts";
import type { DecisionsAnswer, DoubtfulAnswer, JoinedAnswer } from "../api.ts";
import { authorSchema, fault, readBody } from "./requests.ts";
import type { ReviewParts } from "./review-parts.ts";

const pageSchema = z.object({
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().positive().max(200).default(50),
});

/** `other` is null where a reading is split from all others of its project. */
const decisionSchema = z
  .strictObject({
    kind: z.enum(["join", "split"]),
    one: z.int().nonnegative(),
    other: z.int().nonnegative().nullable(),
    author: authorSchema,
    why: z.string().trim().max(2000).nullable().default(null),
  })
  .refine(({ kind, other, one }) => other !== one && (kind === "split" || other !== null), "two readings are joined");

/** Which readings are one project: what the program joined and why, what it doubts, what people decided; and deciding. */
export function joinRoutes(parts: ReviewParts): Hono {
  const { database } = parts;
  const routes = new Hono();
  const list = (answer: (page: z.infer<typeof pageSchema>) => JoinedAnswer | DoubtfulAnswer | DecisionsAnswer) => (context: Context) => {
    const page = pageSchema.safeParse(context.req.query());
    return page.success ? context.json(answer(page.data)) : fault(context, page.error);
  };
  routes.get("/joined", list((page) => listJoined(database, page)));
  routes.get("/doubtful", list((page) => listDoubtful(database, page)));
  routes.get("/decisions", list((page) => listDecisions(database, page)));
  routes.post("/", async (context) => {
    const body = await readBody(context, decisionSchema);
    if (!body.success) return fault(context, body.error);
    return decide(parts, body.data) ? context.json({ decided: true }) : context.json({ fault: "one of the two is not in the database any more" }, 404);
  });
  return routes;
}

/** Keeps the decision; false where a reading is gone. */
function decide({ database, author: usual }: ReviewParts, { kind, one: oneId, other: otherId, author, why }: z.infer<typeof decisionSchema>): boolean {
  const one = findReading(database, oneId);
  const by = { author: author === undefined || author === "" ? usual : author, why };
  if (one === undefined) return false;
  if (otherId === null) return splitOff(database, one, by) > 0;
  const other = findReading(database, otherId);
  if (other === undefined) return false;
  decideReadings(database, { ...by, kind, about: "project", one, other });
  return true;
}
