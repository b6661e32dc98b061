import type { Finding } from "../document/finding.ts";
import { makeFinding } from "../document/finding.ts";
import type { TracedValue } from "../canonical/traced.ts";
import type { MoneyUnit } from "../canonical/money.ts";
import { chooseReading } from "./choose-reading.ts";
import {
  interpretChoice,
  interpretCount,
  interpretDate,
  interpretDateRange,
  interpretMoney,
  interpretNumber,
  interpretPhone,
  interpretText,
  interpretYear,
  type Interpretation,
} from "./interpret.ts";
import { findPlaces } from "./places.ts";
import type { FieldReading } from "./readings.ts";
import { traceReading, understood } from "./trace.ts";

/** What building a part of the record needs to know, and where it puts what it finds wrong. */
export interface BuildContext {
  /** The record's path of the part, e.g. `filings[0].projects[2]`. */
  readonly path: string;
  /** The unit that the form states for all its amounts; undefined where it states none. */
  readonly formUnit: MoneyUnit | undefined;
  readonly findings: Finding[];
}

/** The same context for a part inside. */
export function inside(context: BuildContext, step: string): BuildContext {
  return { ...context, path: context.path === "" ? step : `${context.path}${step.startsWith("[") ? "" : "."}${step}` };
}

/** Readings of the form's single fields, by field. */
export type FieldReadings = ReadonlyMap<string, readonly FieldReading[]>;

/** Groups readings by field. */
export function groupByField(readings: Iterable<FieldReading>): FieldReadings {
  const groups = new Map<string, FieldReading[]>();
  for (const reading of readings) {
    const group = groups.get(reading.use.field);
    if (group === undefined) groups.set(reading.use.field, [reading]);
    else group.push(reading);
  }
  return groups;
}

type Interpreter<T> = (reading: FieldReading, path: string) => Interpretation<T>;

/** Reads one field of the form: chooses among its readings, interprets, traces, and says what is wrong. */
export function buildField<T>(fields: FieldReadings, field: string, leaf: string, context: BuildContext, interpret: Interpreter<T>): TracedValue<T> | null {
  const choice = chooseReading(joinContinued(fields.get(field) ?? []));
  if (choice === undefined) return null;
  const path = `${context.path}.${leaf}`;
  const interpretation = interpret(choice.chosen, path);
  if (interpretation.finding !== undefined) context.findings.push(interpretation.finding);
  reportReading(choice.chosen, path, context);
  for (const other of choice.contradicting) context.findings.push(contradiction(choice.chosen, other, path));
  if (interpretation.value === undefined) return null;
  const traced = traceReading(interpretation.value, choice.chosen);
  if (choice.others.length === 0) return traced;
  // A twin's characters are accounted for too: they were read, and said the same or were weighed.
  for (const other of fields.get(field) ?? []) traceReading(null, other);
  return { ...traced, others: choice.others };
}

/** A text that one row of the picture takes from several lines of a torn table goes on from line to line. */
function joinContinued(readings: readonly FieldReading[]): readonly FieldReading[] {
  if (readings.length < 2 || readings[0]?.definition.type !== "prose") return readings;
  return [...Map.groupBy(readings, (reading) => reading.rule).values()].map((lines) =>
    lines.reduce((whole, line) => {
      const mended = whole.mended === undefined && line.mended === undefined ? {} : { mended: understood(whole) + understood(line) };
      return { ...whole, ...mended, text: whole.text + line.text, spans: [...whole.spans, ...line.spans] };
    }),
  );
}

function contradiction(chosen: FieldReading, other: FieldReading, path: string): Finding {
  const message = `The document prints "${understood(chosen).trim()}" and "${understood(other).trim()}" for one field.`;
  return makeFinding("twin-contradiction", message, {
    path,
    expected: understood(chosen).trim(),
    actual: understood(other).trim(),
    at: findPlaces(other.spans),
  });
}

/** Findings about how a reading came to be: a mended text, a label known only by its neighbours. */
export function reportReading(reading: FieldReading, path: string, context: BuildContext): void {
  const at = findPlaces(reading.spans);
  if (reading.mended !== undefined) {
    const message = `"${reading.text}" was damaged and is read as "${reading.mended}".`;
    context.findings.push(makeFinding("text-repaired", message, { path, expected: reading.mended, actual: reading.text, at }));
  }
  if (reading.labelSimilarity < 0.75 && reading.labelSpans.length > 0) {
    const label = reading.labelSpans.map((span) => span.leaf.text.slice(span.from, span.to)).join("");
    const message = `The label "${label}" is damaged; its place in the form tells what it is.`;
    context.findings.push(makeFinding("label-repaired", message, { path, actual: label, at: findPlaces(reading.labelSpans) }));
  }
}

export const buildText = (fields: FieldReadings, field: string, leaf: string, context: BuildContext): TracedValue<string> | null =>
  buildField(fields, field, leaf, context, interpretText);

export const buildDate = (fields: FieldReadings, field: string, leaf: string, context: BuildContext): TracedValue<string> | null =>
  buildField(fields, field, leaf, context, interpretDate);

export const buildDateRange = (fields: FieldReadings, field: string, leaf: string, context: BuildContext): TracedValue<{ start: string; end: string }> | null =>
  buildField(fields, field, leaf, context, interpretDateRange);

export const buildCount = (fields: FieldReadings, field: string, leaf: string, context: BuildContext): TracedValue<number> | null =>
  buildField(fields, field, leaf, context, interpretCount);

export const buildPhone = (fields: FieldReadings, field: string, leaf: string, context: BuildContext): TracedValue<string> | null =>
  buildField(fields, field, leaf, context, interpretPhone);

export const buildYear = (fields: FieldReadings, field: string, leaf: string, context: BuildContext): TracedValue<number> | null =>
  buildField(fields, field, leaf, context, interpretYear);

export const buildNumber = (fields: FieldReadings, field: string, leaf: string, context: BuildContext): TracedValue<number> | null =>
  buildField(fields, field, leaf, context, interpretNumber);

export const buildChoice = (fields: FieldReadings, field: string, leaf: string, context: BuildContext): TracedValue<string> | null =>
  buildField(fields, field, leaf, context, interpretChoice);

export const buildMoney = (fields: FieldReadings, field: string, leaf: string, context: BuildContext): TracedValue<number> | null =>
  buildField(fields, field, leaf, context, (reading, path) => interpretMoney(reading, path, context.formUnit));
