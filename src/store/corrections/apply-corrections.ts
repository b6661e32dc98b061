import { formatPath, parsePath, type PathStep } from "../../canonical/record-path.ts";
import { isTracedValue, type TracedRecord, type TracedValue } from "../../canonical/traced.ts";
import { resolveAnchor } from "./anchor.ts";
import { findBlankPart, stepInto, stepIntoPart } from "./blank-parts.ts";
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
  for (const { path } of outcomes) if (path !== null) settleTarget(extracted, record, path);
  return { record, outcomes };
}

function applyCorrection(extracted: TracedRecord, record: TracedRecord, correction: Correction): CorrectionOutcome {
  const steps = resolveAnchor(extracted, correction.path, correction.anchor);
  const field = steps?.at(-1);
  if (steps === undefined || field === undefined) return { correction, state: "lost", path: null };
  const before = steps.reduce<unknown>(stepIntoPart, extracted);
  const parent = openParent(record, steps.slice(0, -1));
  if (typeof parent !== "object" || parent === null || !isLeaf(before)) return { correction, state: "lost", path: null };
  Reflect.set(parent, field, correctedLeaf(correction, before));
  return { correction, state: isAsItStood(correction, before) ? "applied" : "stale", path: formatPath(steps) };
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
