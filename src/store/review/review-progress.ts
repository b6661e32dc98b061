import type { TracedRecord } from "../../canonical/traced.ts";
import type { CorrectionOutcome } from "../corrections/apply-corrections.ts";
import { findReviewBelow } from "../../reconcile/confidence/confidence-model.ts";
import { listFields, type RecordField } from "./record-fields.ts";

/** How far a document's review is. */
export interface ReviewProgress {
  /** Values the record holds. */
  readonly values: number;
  /** Fields that ask for a person's eye. */
  readonly asking: number;
  /** Of those, how many a person has spoken about. */
  readonly reviewed: number;
}

/** Tells which fields of a document ask for review. */
export type AskTest = (field: RecordField) => boolean;

/**
 * A field asks when its value is less sure than `reviewBelow` (as fitted for the format, where none is given), or a warning or error names it (also where it
 * is empty).
 */
export function makeAskTest({ document, findings }: Pick<TracedRecord, "document" | "findings">, reviewBelow = findReviewBelow(document.format)): AskTest {
  const named = new Set(findings.filter((finding) => finding.severity !== "info").map((finding) => finding.path));
  return ({ path, leaf }) => named.has(path) || (leaf !== null && leaf.confidence < reviewBelow);
}

/** Counts what is left to review in a record as extracted, given what became of its corrections. */
export function measureProgress(extracted: TracedRecord, outcomes: readonly CorrectionOutcome[]): ReviewProgress {
  const asks = makeAskTest(extracted);
  const spoken = new Set(outcomes.map((outcome) => outcome.path));
  let [values, asking, reviewed] = [0, 0, 0];
  for (const field of listFields(extracted)) {
    if (field.leaf !== null) values += 1;
    if (!asks(field)) continue;
    asking += 1;
    if (spoken.has(field.path)) reviewed += 1;
  }
  return { values, asking, reviewed };
}
