import { formatPath, parsePath, type PathStep } from "../../canonical/record-path.ts";
import { isTracedValue, type TracedRecord, type TracedValue, type Unmapped } from "../../canonical/traced.ts";
import { addRows, resolveRow, type ExtendedRecord } from "./added-rows.ts";
import { findBlankPart, stepInto, stepIntoPart } from "./blank-parts.ts";
import { findTaken } from "./find-taken.ts";
import { correctedValue, type Correction, type CorrectionState, type LeafValue } from "./correction.ts";

/** A person's word is certain. */
const correctedConfidence = 1;

/** What became of one correction; `path` is where it stands now, null where it was lost. */
export interface CorrectionOutcome {
  readonly correction: Correction;
  readonly state: CorrectionState;
  readonly path: string | null;
  /** The text in no value that it gave a place in the record; null for most. */
  readonly taken: Unmapped | null;
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
  const extended = addRows(extracted, corrections);
  const record = structuredClone(extended.record);
  const outcomes = corrections.map((correction) => applyCorrection(extended, record, correction));
  for (const { path } of outcomes) if (path !== null) settleTarget(extended.record, record, path);
  return { record, outcomes };
}

function applyCorrection(extended: ExtendedRecord, record: TracedRecord, correction: Correction): CorrectionOutcome {
  const steps = resolveRow(extended, correction.path, correction.anchor);
  const field = steps?.at(-1);
  const lost = { correction, state: "lost", path: null, taken: null } as const;
  if (steps === undefined || field === undefined) return lost;
  const before = steps.reduce<unknown>(stepIntoPart, extended.record);
  const parent = openParent(record, steps.slice(0, -1));
  if (typeof parent !== "object" || parent === null || !isLeaf(before)) return lost;
  const taken = before === null ? findTaken(extended.extracted.unmapped, correction) : null;
  Reflect.set(parent, field, correctedLeaf(correction, before, taken));
  return { correction, state: isAsItStood(correction, before) ? "applied" : "stale", path: formatPath(steps), taken };
}

/** The branch that holds a field; a part that was null as a whole is made first. */
function openParent(record: TracedRecord, steps: readonly PathStep[]): unknown {
  const name = steps.at(-1);
  const holder = steps.slice(0, -1).reduce<unknown>(stepInto, record);
  const parent = name === undefined ? record : stepInto(holder, name);
  const blank = name === undefined ? undefined : findBlankPart(name);
  if (parent !== null || name === undefined || blank === undefined || typeof holder !== "object" || holder === null) return parent;
  const made = { ...blank };
  Reflect.set(holder, name, made);
  return made;
}

/**
 * A target has what is printed of it, or is none: one whose fields were all emptied is taken away, and one of which only
 * the printed text was emptied keeps it.
 */
function settleTarget(extracted: TracedRecord, record: TracedRecord, path: string): void {
  const holderPath = /^(.*)\.target\.\w+$/u.exec(path)?.[1];
  if (holderPath === undefined) return;
  const steps = parsePath(holderPath);
  const holder = steps.reduce<unknown>(stepInto, record);
  const target = stepInto(holder, "target");
  if (typeof holder !== "object" || holder === null || typeof target !== "object" || target === null) return;
  if (Object.values(target).every((part) => part === null)) Reflect.set(holder, "target", null);
  else if (stepInto(target, "raw") === null) Reflect.set(target, "raw", [...steps, "target", "raw"].reduce<unknown>(stepInto, extracted));
}

type Leaf = TracedValue<string | number | boolean> | null;

function isLeaf(node: unknown): node is Leaf {
  return node === null || isTracedValue(node);
}

function correctedLeaf(correction: Correction, before: Leaf, taken: Unmapped | null): Leaf {
  const value = correctedValue(correction);
  if (value === null) return null;
  return {
    value,
    raw: before?.raw ?? taken?.text ?? null,
    at: before?.at ?? taken?.at ?? [],
    confidence: correctedConfidence,
    rule: "correction",
  };
}

function isAsItStood(correction: Correction, before: Leaf): boolean {
  const now: LeafValue = before?.value ?? null;
  return now === correction.stood || (correction.kind === "value" && now === correction.value);
}
