import { z } from "zod";
import { anchorSchema } from "./anchor.ts";

/** What a leaf can hold; null says "the form does not say". */
export const leafValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type LeafValue = z.infer<typeof leafValueSchema>;

/**
 * What became of a correction at the last extraction of its document: `pending` not replayed yet; `applied` in force;
 * `stale` in force, though the extraction no longer reads what was corrected; `lost` its place was not found again.
 */
export const correctionStateSchema = z.enum(["pending", "applied", "stale", "lost"]);
export type CorrectionState = z.infer<typeof correctionStateSchema>;

/** What a person said of one value: entered another, confirmed it, or rejected it. */
export const correctionSchema = z.strictObject({
  id: z.int(),
  documentSha256: z.string().length(64),
  /** The record path at the time it was made. */
  path: z.string(),
  anchor: anchorSchema,
  kind: z.enum(["value", "confirm", "reject"]),
  /** What the person entered; undefined but for kind `value`. */
  value: leafValueSchema.optional(),
  /** What the extraction gave when the correction was made. */
  stood: leafValueSchema,
  author: z.string().min(1),
  why: z.string().nullable(),
  /** ISO date and time, UTC. */
  madeAt: z.string(),
  state: correctionStateSchema,
});
export type Correction = z.infer<typeof correctionSchema>;

/** What stands after the correction: what was entered, what was confirmed, or nothing where the value was rejected. */
export function correctedValue(correction: Correction): LeafValue {
  if (correction.kind === "reject") return null;
  return correction.kind === "confirm" ? correction.stood : (correction.value ?? null);
}
