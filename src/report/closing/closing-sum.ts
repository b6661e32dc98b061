import { z } from "zod";

/** A row of sums, as SQL gives it. */
export const sumSchema = z.object({
  name: z.string().nullable(),
  documents: z.int(),
  wentIn: z.int(),
  notIn: z.int(),
  projects: z.int(),
  indicators: z.int(),
  errors: z.int(),
  asking: z.int(),
});

/** The sums of a folder, a layout or a whole run. `wentIn` counts what was in already too; `asking` the values left to review. */
export type ClosingSum = z.infer<typeof sumSchema>;
