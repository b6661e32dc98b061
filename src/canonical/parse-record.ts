import { z } from "zod";
import { coverageSchema, documentFactsSchema } from "./record.ts";
import type { TracedRecord } from "./traced.ts";
import { findingSchema } from "../document/finding.ts";

/**
 * The outside of a traced record. What is inside its filings is checked where their traces are taken off (the plain
 * record has a schema for every leaf).
 */
const outsideSchema = z.object({
  document: documentFactsSchema,
  statement: z.record(z.string(), z.unknown()).nullable(),
  filings: z.array(z.record(z.string(), z.unknown())),
  coverage: coverageSchema,
  unmapped: z.array(z.object({ text: z.string() })),
  findings: z.array(findingSchema),
});

function isTracedRecord(value: unknown): value is TracedRecord {
  return outsideSchema.safeParse(value).success;
}

/**
 * Reads a traced record back from the JSON that this program wrote: in another process, or into the database.
 * @throws {TypeError} when the text is something else; its message begins with `complaint`.
 */
export function parseRecord(json: string, complaint = "a record came back broken"): TracedRecord {
  const value: unknown = JSON.parse(json);
  if (isTracedRecord(value)) return value;
  const faults = z.prettifyError(outsideSchema.safeParse(value).error ?? new z.ZodError([]));
  throw new TypeError(`${complaint}: ${faults}`);
}
