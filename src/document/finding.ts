import { z } from "zod";
import { findingCatalogue } from "./finding-catalogue.ts";
import { placeSchema } from "./place.ts";

export type FindingCode = keyof typeof findingCatalogue;

const codes = Object.keys(findingCatalogue) as [FindingCode, ...FindingCode[]];

/**
 * A problem as data. `path` names the record's leaf where there is one, e.g. `filings[0].projects[0].funding[1].amountFen`;
 * `expected` and `actual` are for people, as text.
 */
export const findingSchema = z.strictObject({
  code: z.enum(codes),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  path: z.string().nullable(),
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  at: z.array(placeSchema),
});
export type Finding = z.infer<typeof findingSchema>;

/** What may be left out when a finding is made: it is null or empty. */
export type FindingDetails = Partial<Pick<Finding, "path" | "expected" | "actual" | "at" | "severity">>;

/** A finding of the catalogue's code; its severity is the catalogue's unless `details` says otherwise. */
export function makeFinding(code: FindingCode, message: string, details: FindingDetails = {}): Finding {
  const severity = details.severity ?? findingCatalogue[code].severity;
  return {
    code,
    severity,
    message,
    path: details.path ?? null,
    expected: details.expected ?? null,
    actual: details.actual ?? null,
    at: details.at ?? [],
  };
}
