import type { Database } from "better-sqlite3";
import { z } from "zod";
import { placeSchema } from "../../document/place.ts";

const turnSchema = z.literal([90, 180, 270]);
const rowSchema = z.object({ actual: z.coerce.number().pipe(turnSchema), at: z.string().transform((text): unknown => JSON.parse(text)).pipe(z.array(placeSchema)) });

/** The pages of a document that were turned upright to be read, with how far, in degrees clockwise; their places count on the page so turned. */
export function readPageTurns(database: Database, documentId: number): ReadonlyMap<number, z.infer<typeof turnSchema>> {
  const rows = database.prepare("SELECT actual, at FROM findings WHERE document_id = ? AND code = 'page-turned'").all(documentId);
  return new Map(z.array(rowSchema).parse(rows).flatMap(({ actual, at }) => at.flatMap((place) => ("page" in place ? [[place.page, actual] as const] : []))));
}
