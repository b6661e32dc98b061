import type { TracedRecord } from "../../canonical/traced.ts";
import type { Finding } from "../../document/finding.ts";
import type { CorrectionOutcome } from "../corrections/apply-corrections.ts";
import { findReviewBelow } from "../../reconcile/confidence/confidence-model.ts";
import { listFields, type RecordField } from "./record-fields.ts";

/** A record as extracted, what became of its corrections, and what is wrong with the document as it stands. */
export interface Reviewable {
  readonly extracted: TracedRecord;
  readonly outcomes: readonly CorrectionOutcome[];
  readonly findings: readonly Finding[];
}

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
 * A field asks when its value is less sure than `reviewBelow` (as fitted for the way of reading, where none is given), or a
 * warning or error of the document as it stands names it (also where it is empty). What a person spoke about because the
 * extraction had such a finding still counts as asked, though their word settled it.
 */
export function makeAskTest({ extracted, outcomes, findings }: Reviewable, reviewBelow = findReviewBelow(extracted)): AskTest {
  const named = listNamed(findings);
  const namedBefore = listNamed(extracted.findings);
  for (const { path } of outcomes) if (path !== null && namedBefore.has(path)) named.add(path);
  return ({ path, leaf }) => named.has(path) || (leaf !== null && leaf.confidence < reviewBelow);
}

function listNamed(findings: readonly Finding[]): Set<string> {
  return new Set(findings.flatMap(({ severity, path }) => (severity === "info" || path === null ? [] : [path])));
}

/** Counts what is left to review in a document. */
export function measureProgress(reviewable: Reviewable, reviewBelow: number | undefined): ReviewProgress {
  const asks = makeAskTest(reviewable, reviewBelow);
  const spoken = new Set(reviewable.outcomes.map((outcome) => outcome.path));
  let [values, asking, reviewed] = [0, 0, 0];
  for (const field of listFields(reviewable.extracted)) {
    if (field.leaf !== null) values += 1;
    if (!asks(field)) continue;
    asking += 1;
    if (spoken.has(field.path)) reviewed += 1;
  }
  return { values, asking, reviewed };
}
