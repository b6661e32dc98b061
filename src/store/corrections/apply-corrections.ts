import { formatPath } from "../../canonical/record-path.ts";
import { isTracedValue, type TracedRecord, type TracedValue } from "../../canonical/traced.ts";
import { resolveAnchor, stepInto } from "./anchor.ts";
import { correctedValue, type Correction, type CorrectionState, type LeafValue } from "./correction.ts";

/** A person's word is certain. */
const correctedConfidence = 1;

/** What became of one correction; `path` is where it stands now, null where it was lost. */
export interface CorrectionOutcome {
  readonly correction: Correction;
  readonly state: CorrectionState;
  readonly path: string | null;
}

/** The record as corrected, and what became of each correction. */
export interface CorrectedRecord {
  readonly record: TracedRecord;
  readonly outcomes: readonly CorrectionOutcome[];
}

/**
 * Replays a document's corrections, in the order they were made, over its record as extracted. The record itself is left
 * as it is. Every place is found in the extracted record, so that a corrected name does not hide the rows below it.
 */
export function applyCorrections(extracted: TracedRecord, corrections: readonly Correction[]): CorrectedRecord {
  if (corrections.length === 0) return { record: extracted, outcomes: [] };
  const record = structuredClone(extracted);
  const outcomes = corrections.map((correction) => applyCorrection(extracted, record, correction));
  return { record, outcomes };
}

function applyCorrection(extracted: TracedRecord, record: TracedRecord, correction: Correction): CorrectionOutcome {
  const steps = resolveAnchor(extracted, correction.path, correction.anchor);
  const field = steps?.at(-1);
  if (steps === undefined || field === undefined) return { correction, state: "lost", path: null };
  const parent = steps.slice(0, -1).reduce<unknown>(stepInto, record);
  const before = steps.reduce<unknown>(stepInto, extracted);
  if (typeof parent !== "object" || parent === null || !isLeaf(before)) return { correction, state: "lost", path: null };
  Reflect.set(parent, field, correctedLeaf(correction, before));
  return { correction, state: isAsItStood(correction, before) ? "applied" : "stale", path: formatPath(steps) };
}

type Leaf = TracedValue<string | number | boolean> | null;

function isLeaf(node: unknown): node is Leaf {
  return node === null || isTracedValue(node);
}

function correctedLeaf(correction: Correction, before: Leaf): Leaf {
  const value = correctedValue(correction);
  if (value === null) return null;
  return {
    value,
    raw: before?.raw ?? null,
    at: before?.at ?? [],
    confidence: correctedConfidence,
    rule: "correction",
  };
}

function isAsItStood(correction: Correction, before: Leaf): boolean {
  const now: LeafValue = before?.value ?? null;
  return now === correction.stood || (correction.kind === "value" && now === correction.value);
}
