import type { Comparator, Target } from "../../../src/canonical/record.ts";
import type { Random } from "../random.ts";

/** A target as something means it, before a form prints it: a number with a unit, or words. */
export interface Aim {
  readonly comparator: Comparator | null;
  readonly value: number | null;
  readonly upper: number | null;
  readonly unit: string | null;
  readonly text: string | null;
}

/** Words that stand where a number should. */
export function wordAim(text: string): Aim {
  return { comparator: null, value: null, upper: null, unit: null, text };
}

export function numberAim(comparator: Comparator | null, value: number, unit: string | null, upper: number | null = null): Aim {
  return { comparator, value, upper, unit, text: null };
}

/** How a form with one cell for the whole target prints comparators. */
export type TargetStyle = "plain" | "sign" | "ascii" | "words";

const signs: Record<Comparator, string> = { "=": "=", ">=": "≥", "<=": "≤", ">": ">", "<": "<" };
const wordsBefore: Record<Comparator, string> = { "=": "等于", ">=": "不低于", "<=": "不超过", ">": "大于", "<": "小于" };

/** The target printed in one cell, and what a reader of that cell knows. Style `plain` prints no comparator: it is then null. */
export function printTarget(random: Random, aim: Aim, style: TargetStyle, spaced: boolean): Target {
  const { comparator, value, upper, unit, text } = aim;
  if (text !== null || value === null) return { raw: text ?? "", comparator: null, value: null, upper: null, unit: null, text };
  const number = upper === null ? `${value}` : `${value}-${upper}`;
  const measure = unit === null ? "" : spaced && unit !== "%" ? ` ${unit}` : unit;
  const printed = style === "plain" || upper !== null ? null : comparator;
  const raw = printed === null ? `${number}${measure}` : withComparator(random, printed, number, measure, style);
  return { raw, comparator: printed, value, upper, unit, text: null };
}

function withComparator(random: Random, comparator: Comparator, number: string, measure: string, style: TargetStyle): string {
  if (style === "ascii") return `${comparator}${number}${measure}`;
  if (style === "sign") return `${signs[comparator]}${number}${measure}`;
  if (comparator === ">=" && random.chance(0.5)) return `${number}${measure}以上`;
  if (comparator === "<=" && random.chance(0.5)) return `${number}${measure}${random.pick(["以内", "内"])}`;
  return `${wordsBefore[comparator]}${number}${measure}`;
}

/** How a form with a cell for the comparator prints it. Keyboards without the signs give book-title marks. */
const cellSigns: Record<Comparator, readonly string[]> = { "=": ["=", "＝"], ">=": ["≥", ">="], "<=": ["≤", "<="], ">": [">", "》", "＞"], "<": ["<", "《", "＜"] };

/** The three cells of a target whose comparator and unit have cells of their own. */
export interface TargetCells {
  readonly comparator: string;
  readonly value: string;
  readonly unit: string;
  readonly target: Target;
}

/** The target printed in three cells. */
export function printTargetCells(random: Random, aim: Aim): TargetCells {
  const { comparator, value, unit, text } = aim;
  if (value === null) {
    const target: Target = { raw: text ?? "", comparator: null, value: null, upper: null, unit: null, text };
    return { comparator: "", value: text ?? "", unit: "", target };
  }
  const printed = comparator ?? "=";
  const sign = random.pick(cellSigns[printed]);
  const target: Target = { raw: `${sign}${value}${unit ?? ""}`, comparator: printed, value, upper: null, unit, text: null };
  return { comparator: sign, value: `${value}`, unit: unit ?? "", target };
}
