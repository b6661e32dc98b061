import { getFenPerUnit, isMoneyUnit } from "../../canonical/money.ts";
import { foldWidth } from "../../canonical/fold.ts";
import type { TracedValue } from "../../canonical/traced.ts";

type Amount = TracedValue<number>;

const unitSizes = ["元", "百元", "千元", "万元", "十万元", "百万元", "千万元", "亿元"].filter(isMoneyUnit).map(getFenPerUnit);

/** How exactly an amount is printed. `stepFen` is the worth of its last printed place; `decimals` counts the places. */
export interface Precision {
  readonly stepFen: number;
  readonly decimals: number;
}

/**
 * How exactly an amount is printed, found from its raw text: 6069.30 万元 has steps of 100 元. An amount whose number is not
 * in its raw (a sum, an entered value) counts as exact to the fen.
 */
export function getPrecision(amount: Amount): Precision {
  const exact = { stepFen: 1, decimals: 2 };
  const printed = foldWidth(amount.raw ?? "").replace(/(?<=\d)[, ]+(?=\d{3})/gu, "").replace(/(?<=\d) *\. *(?=\d)/gu, ".");
  for (const [token] of printed.matchAll(/\d+(?:\.\d+)?/gu)) {
    const unitFen = Math.abs(amount.value) / Number(token);
    const decimals = token.split(".")[1]?.length ?? 0;
    const size = unitSizes.find((candidate) => Math.abs(unitFen / candidate - 1) < 1e-9);
    if (size !== undefined) return { stepFen: Math.max(1, size / 10 ** decimals), decimals };
  }
  return exact;
}

/**
 * Whether `printedFen` is how a form would print `exactFen` in steps of `stepFen`: rounded, or cut off, as many forms do
 * (6069.3088 as 6069.30). Rounding up past the half is neither.
 */
export function agreesAsPrinted(exactFen: number, printedFen: number, stepFen: number): boolean {
  const missing = exactFen - printedFen;
  return missing > -stepFen / 2 - float && (missing < stepFen - float || missing <= stepFen / 2 + float) || missing === 0;
}

/** Differences of sums of whole fen are exact; products with decimal prices carry an error of this order, in fen. */
const float = 1e-6;

/**
 * Whether the parts add up to the total, as printed. Parts and total printed with decimals may each be off by half of
 * their last place; the total may be rounded or cut where it is printed less exactly than its parts. Whole numbers must add up exactly.
 */
export function addsUp(total: Amount, parts: readonly Amount[]): boolean {
  const sum = parts.reduce((so, part) => so + part.value, 0);
  if (sum === total.value) return true;
  const precisions = parts.filter((part) => part.value !== 0).map(getPrecision);
  const slack = [...precisions, getPrecision(total)].reduce((so, { stepFen, decimals }) => so + (decimals > 0 ? stepFen / 2 : 0), 0);
  const step = getPrecision(total).stepFen;
  const isCoarser = precisions.some(({ stepFen }) => stepFen < step);
  if (isCoarser && agreesAsPrinted(sum, total.value, step)) return true;
  // One part alone is the same figure printed twice: nothing to accumulate.
  return parts.length > 1 && Math.abs(sum - total.value) <= slack;
}

/** An amount for a message, in yuan: `1,500,000.00 元`. */
export function formatYuan(fen: number): string {
  const [whole = "", fraction = ""] = (Math.abs(fen) / 100).toFixed(2).split(".");
  return `${fen < 0 ? "-" : ""}${whole.replace(/\B(?=(?:\d{3})+$)/gu, ",")}.${fraction} 元`;
}
