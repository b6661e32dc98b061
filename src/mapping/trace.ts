import type { TracedValue } from "../canonical/traced.ts";
import { labelled, mark, textOf, valued, type Span } from "./form-text.ts";
import { findPlaces, leastConfidence } from "./places.ts";
import type { Condition, FieldReading } from "./readings.ts";

/** The chance that a value is right, by the condition of its line, before it is weighed with anything else. */
const trust: Readonly<Record<Condition, number>> = { clean: 0.999, torn: 0.9, running: 0.93, repaired: 0.8 };

/** A label under this likeness makes its value doubtful. */
const soundLabel = 0.95;

/** A value with its reading's place; its characters are accounted as valued. */
export function traceReading<T>(value: T, reading: FieldReading): TracedValue<T> {
  for (const span of reading.spans) mark(span, valued);
  return {
    value,
    raw: reading.text,
    at: findPlaces(reading.spans),
    confidence: rateReading(reading),
    rule: reading.rule,
  };
}

/** A value read from the label or heading beside a reading; the label's own place is given. */
export function traceLabel<T>(value: T, reading: FieldReading): TracedValue<T> {
  const spans = reading.labelSpans.length > 0 ? reading.labelSpans : reading.spans;
  for (const span of spans) mark(span, labelled);
  return {
    value,
    raw: spans.map(textOf).join(""),
    at: findPlaces(spans),
    confidence: rateReading(reading),
    rule: reading.rule,
  };
}

/** A value that the mapping states and the document does not print at any one place. */
export function traceStated<T>(value: T, rule: string, confidence: number): TracedValue<T> {
  return { value, raw: null, at: [], confidence, rule };
}

/** The chance that a reading's text is right: the reader's own, the label's likeness, the line's condition. */
export function rateReading(reading: FieldReading): number {
  const reader = leastConfidence(reading.spans);
  const label = reading.labelSimilarity >= soundLabel ? 1 : 0.7 + 0.3 * reading.labelSimilarity;
  const condition = reading.mended === undefined ? reading.condition : "repaired";
  return Math.round(1000 * reader * label * trust[condition]) / 1000;
}

/** The text of a reading as it is to be understood: mended where it was. */
export function understood(reading: FieldReading): string {
  return reading.mended ?? reading.text;
}

/** The spans' characters count as a label's. */
export function markLabelled(spans: readonly Span[]): void {
  for (const span of spans) mark(span, labelled);
}
