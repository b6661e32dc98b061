import { z } from "zod";
import { placeSchema } from "../document/place.ts";
import type { Finding } from "../document/finding.ts";
import type { Coverage, Filing, PlainRecord, Statement } from "./record.ts";

/**
 * A value with where it stands and how sure it is. `raw` is what stands in the document, to the letter; null where the
 * value stands nowhere (a region the mapping states). `confidence` is the measured chance, 0 to 1, that `value` is right.
 * `rule` names the line of the mapping that took it, its id and its line, e.g. `my-form:12`.
 */
export interface TracedValue<T> {
  readonly value: T;
  readonly raw: string | null;
  readonly at: readonly z.infer<typeof placeSchema>[];
  readonly confidence: number;
  readonly rule: string;
  /** Other readings of the same field, each with why it was not chosen. */
  readonly others?: readonly OtherReading[];
}

/** A reading of a field that was not chosen. */
export interface OtherReading {
  readonly value: unknown;
  readonly raw: string;
  readonly at: readonly z.infer<typeof placeSchema>[];
  readonly rule: string;
  readonly reason: string;
}

type Scalar = string | number | boolean;

/** The shape `T` with every non-null scalar leaf wrapped as a traced value; null stays null. */
export type Traced<T> = T extends Scalar
  ? TracedValue<T>
  : T extends readonly (infer Item)[]
    ? Traced<Item>[]
    : T extends object
      ? { [Key in keyof T]: Traced<T[Key]> }
      : T;

/** Printed characters that are in no value and no known label, with their place. */
export interface Unmapped {
  readonly text: string;
  readonly at: readonly z.infer<typeof placeSchema>[];
}

/** The record as `jixiao extract --json` prints it. */
export interface TracedRecord {
  readonly document: PlainRecord["document"];
  readonly statement: Traced<Statement> | null;
  readonly filings: readonly Traced<Filing>[];
  readonly coverage: Coverage;
  readonly unmapped: readonly Unmapped[];
  readonly findings: readonly Finding[];
  /** Pages that OCR read, wholly or in part, 1-based and ascending; absent where there is none. */
  readonly ocrPages?: readonly number[];
}

/** Whether a node of a traced tree is a traced value (and not a branch). */
export function isTracedValue(node: unknown): node is TracedValue<Scalar> {
  return typeof node === "object" && node !== null && "rule" in node && "raw" in node && "confidence" in node;
}

/** The tree with every traced value replaced by its bare value. */
export function stripTraces(node: unknown): unknown {
  if (isTracedValue(node)) return node.value;
  if (Array.isArray(node)) return node.map(stripTraces);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, stripTraces(child)]));
}
