import { parseCount, parsePhone } from "../canonical/count.ts";
import { parseDate } from "../canonical/date.ts";
import { foldTight } from "../canonical/fold.ts";
import { parseMoney } from "../canonical/money.ts";
import { parseTarget } from "../canonical/target.ts";
import { normaliseInline, normaliseText } from "../canonical/text.ts";
import { findFieldType, isRequired, type FieldType } from "./field-types.ts";

/** What a typed text would store: a value for one field, or for each part of a target. Null says "the form does not say". */
export interface ParsedEdit {
  readonly kind: "parsed";
  readonly values: readonly { readonly path: string; readonly value: string | number | null }[];
}

/** Why a typed text is no value of the field's kind. */
export type EditFault = "no-amount" | "no-unit" | "no-date" | "no-number" | "no-count" | "no-phone" | "no-year" | "no-choice" | "no-region-code" | "not-empty";

/** A typed text as the field's type understands it. */
export type EditReading = ParsedEdit | { readonly kind: "fault"; readonly fault: EditFault };

/** Reads what a person typed for the field at a record path, by the field's own type. A blank text empties the field. */
export function parseEdit(path: string, text: string): EditReading {
  const type = findFieldType(path);
  if (type.kind === "target") return parseTargetEdit(targetPath(path), text);
  const read = text.trim() === "" ? null : parseScalar(type, text);
  if (typeof read === "object" && read !== null) return { kind: "fault", fault: read.fault };
  if (read === null && isRequired(path)) return { kind: "fault", fault: "not-empty" };
  return { kind: "parsed", values: [{ path, value: read }] };
}

/** The path of the target that a part of it belongs to. */
export function targetPath(path: string): string {
  return path.replace(/\.target\.\w+$/u, ".target");
}

function parseTargetEdit(path: string, text: string): EditReading {
  const target = parseTarget({ value: text });
  const parts = ["raw", "comparator", "value", "upper", "unit", "text"] as const;
  return { kind: "parsed", values: parts.map((part) => ({ path: `${path}.${part}`, value: target?.[part] ?? null })) };
}

type Scalar = string | number | null | { readonly fault: EditFault };

function parseScalar(type: Exclude<FieldType, { kind: "target" }>, text: string): Scalar {
  switch (type.kind) {
    case "money":
      return parseMoneyEdit(text);
    case "date":
      return parseDate(text) ?? { fault: "no-date" };
    case "count":
      return parseCount(text) ?? { fault: "no-count" };
    case "number":
      return parseNumber(text);
    case "year":
      return parseYear(text);
    case "phone":
      return parsePhone(text) ?? { fault: "no-phone" };
    case "region-code":
      return /^\d{6}$/u.test(foldTight(text)) ? foldTight(text) : { fault: "no-region-code" };
    case "choice":
      return type.options.includes(text.trim()) ? text.trim() : { fault: "no-choice" };
    case "text":
      return type.isLong ? normaliseText(text) : normaliseInline(text);
  }
}

/** The unit must be typed: nothing here says which one a bare number is meant in. */
function parseMoneyEdit(text: string): Scalar {
  const reading = parseMoney(text);
  if (reading === undefined) return { fault: "no-amount" };
  return reading.kind === "amount" ? reading.fen : { fault: "no-unit" };
}

function parseNumber(text: string): Scalar {
  const tight = foldTight(text).replaceAll(",", "");
  return /^-?\d+(?:\.\d+)?$/u.test(tight) ? Number(tight) : { fault: "no-number" };
}

function parseYear(text: string): Scalar {
  const match = /^((?:19|20|21)\d{2})年?度?$/u.exec(foldTight(text));
  return match === null ? { fault: "no-year" } : Number(match[1]);
}
