import { z } from "zod";
import type { ProjectReadingFacts } from "../../reconcile/identity/project-sketch.ts";

const text = z.string().nullable();

const factsSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  kind: z.enum(["project", "department"]),
  regionCode: text,
  fiscalYear: z.number().nullable(),
  name: text,
  code: text,
  implementingUnit: text,
  supervisingDepartment: text,
  reportingUnit: text,
  amountFen: z.number().nullable(),
  startDate: text,
  endDate: text,
}) satisfies z.ZodType<ProjectReadingFacts>;

/**
 * Reads the facts that a column holds as JSON.
 * @throws {ZodError} when they are none.
 */
export function parseFacts(json: string): ProjectReadingFacts {
  return factsSchema.parse(JSON.parse(json));
}
