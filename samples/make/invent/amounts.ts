import type { Random } from "../random.ts";

/** Fen in one yuan and in 万元. */
export const fenPerYuan = 100;
export const fenPerTenThousandYuan = 1_000_000;

/** An amount in fen that is a whole number of 100 yuan, from about 3,000 yuan to about 40 million. */
export function inventAmountFen(random: Random): number {
  const magnitude = random.pick([1, 1, 10, 10, 100]);
  const hundreds = random.chance(0.5) ? random.int(3, 400) * 10 : random.int(30, 4000);
  return hundreds * magnitude * 100 * fenPerYuan;
}

/** Splits an amount in two parts, each a whole number of 100 yuan. */
export function splitFen(random: Random, amountFen: number): [number, number] {
  const unit = 100 * fenPerYuan;
  const first = Math.max(1, Math.round((amountFen / unit) * (0.3 + 0.6 * random.next()))) * unit;
  return first < amountFen ? [first, amountFen - first] : [amountFen, 0];
}

/** The amount in 万元 without trailing zeros, e.g. `870.35`; with `group` the thousands are set apart, e.g. `5,195.75`. */
export function printTenThousands(amountFen: number, group = false): string {
  const number = amountFen / fenPerTenThousandYuan;
  return group ? number.toLocaleString("en-US", { maximumFractionDigits: 6 }) : `${number}`;
}

/** The amount in yuan, with so many decimals, e.g. `500000.00`. */
export function printYuan(amountFen: number, decimals = 0): string {
  return (amountFen / fenPerYuan).toFixed(decimals);
}
