import { z } from "zod";
import { findingSchema, type Finding, type FindingCode } from "../document/finding.ts";

/**
 * Why nothing of a document is in the database. The extractor's own failures, and: `layout-unknown` no mapping knows the
 * form; `crash` the process that read it died; `memory` it went beyond its memory; `unreadable` the file system would not
 * give its bytes; `internal` a fault of this program.
 */
export const documentFailureSchema = z.enum([
  "empty",
  "corrupt",
  "encrypted",
  "unsupported",
  "too-large",
  "timeout",
  "no-text",
  "tool-missing",
  "layout-unknown",
  "crash",
  "memory",
  "unreadable",
  "internal",
]);
export type DocumentFailure = z.infer<typeof documentFailureSchema>;

/** A document's state in the database. `doubtful`: it is in, and something about it needs a person's eye. */
export const documentStatusSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ok") }),
  z.strictObject({ kind: z.literal("doubtful"), code: findingSchema.shape.code, reason: z.string() }),
  z.strictObject({ kind: z.literal("failed"), code: documentFailureSchema, reason: z.string() }),
]);
export type DocumentStatus = z.infer<typeof documentStatusSchema>;

/**
 * Findings that say that not the whole document went in, or that it is not what it says it is: an import that meets one
 * has not put everything in, and says so on standard error and by its exit status.
 */
const incompleteCodes: ReadonlySet<string> = new Set<FindingCode>([
  "form-incomplete",
  "page-unread",
  "ocr-unavailable",
  "content-truncated",
  "file-extension-wrong",
]);

/** Whether a doubtful document did not go in whole (or is mislabelled), rather than holding a value to look at. */
export function isIncomplete(status: DocumentStatus): boolean {
  return status.kind === "doubtful" && incompleteCodes.has(status.code);
}

/**
 * The status that a document's findings give it: what keeps it from being whole comes first, then any finding of error
 * severity.
 */
export function judgeFindings(findings: readonly Finding[]): DocumentStatus {
  const unknown = findings.find((finding) => finding.code === "layout-unknown");
  if (unknown !== undefined) return { kind: "failed", code: "layout-unknown", reason: unknown.message };
  const doubt =
    findings.find((finding) => incompleteCodes.has(finding.code)) ?? findings.find((finding) => finding.severity === "error");
  return doubt === undefined ? { kind: "ok" } : { kind: "doubtful", code: doubt.code, reason: doubt.message };
}
