import { classifyFundingSource } from "../../canonical/levels.ts";
import { rateFit } from "../field-fit.ts";
import { getFieldDefinition, type FieldType } from "../fields.ts";
import type { Chunk } from "../form-text.ts";
import type { FieldUse, VocabularyEntry } from "../picture.ts";
import { plainUse } from "./draft-elements.ts";

/** Columns over which an earlier row printed 实施期 or 年度: amounts below have that scope. */
export interface ScopeColumn {
  readonly start: number;
  readonly end: number;
  readonly scope: "whole" | "annual";
}

/** What is known of a row's surroundings when its labels are read. */
export interface RowContext {
  readonly scopes: readonly ScopeColumn[];
  /** The row stands in a block about money: 项目资金（万元）. */
  readonly money: boolean;
  /** Whether columns of the row's table can be relied on. */
  readonly reliable: boolean;
}

/** Types that a text either has the shape of or cannot be. */
const shaped: ReadonlySet<FieldType> = new Set(["money", "date", "date-range", "count", "number", "phone", "code", "year"]);
/** A shaped value that fits less than this is none. */
const leastShape = -0.5;
/** Numbers and codes are printed in many ways that no pattern knows. */
const leastLoose = -0.7;

/** Whether a printed text can be a field's value. A blank or a dash can be any. */
export function mayBe(use: FieldUse, text: string): boolean {
  const { type } = getFieldDefinition(use.field);
  if (/^[\s\-—–/]*$/u.test(text) || !shaped.has(type)) return true;
  return rateFit(type, text) > (type === "phone" || type === "code" ? leastLoose - 0.2 : leastShape);
}

/**
 * The field of a label: of several that it may be for, the one whose shape the value has. An amount in a block about
 * money is known by its source, also under a label that the vocabulary does not hold. Undefined where it has none.
 */
export function chooseUse(entries: readonly VocabularyEntry[], label: Chunk, value: string, context: RowContext, earlier: readonly string[]): FieldUse | undefined {
  const candidates = entries.filter((entry) => entry.role === "value" && entry.field !== "-");
  const uses = candidates.map((entry) => withScope(entry, label, context, earlier));
  const fitting = uses.filter((use) => mayBe(use, value));
  const best = fitting.sort((a, b) => rate(b, value) - rate(a, value))[0];
  if (best !== undefined || !context.money || entries.some((entry) => entry.field !== "-")) return best;
  return findSourceUse(label, value, context, earlier);
}

const rate = (use: FieldUse, value: string): number => (value.trim() === "" ? 0 : rateFit(getFieldDefinition(use.field).type, value));

function findSourceUse(label: Chunk, value: string, context: RowContext, earlier: readonly string[]): FieldUse | undefined {
  const source = rateFit("money", value) > 0 ? classifyFundingSource(label.text) : undefined;
  if (source === undefined) return undefined;
  return withScope({ role: "value", field: `funding.${source}` }, label, context, earlier);
}

function withScope(entry: VocabularyEntry, label: Chunk, context: RowContext, earlier: readonly string[]): FieldUse {
  if (!entry.field.startsWith("funding.")) return plainUse(entry.field, entry.scope);
  return plainUse(entry.field, entry.scope ?? findScope(entry.field, label, context, earlier));
}

/** The scope of an amount: from the heading over its column, else the second of two equal labels in a row is the year's. */
function findScope(field: string, label: Chunk, { scopes, reliable }: RowContext, earlier: readonly string[]): "whole" | "annual" {
  const over = reliable ? scopes.find((one) => label.column < one.end && label.columnEnd > one.start) : undefined;
  if (over !== undefined) return over.scope;
  if (scopes.length < 2) return "annual";
  return earlier.includes(field) ? "annual" : "whole";
}
