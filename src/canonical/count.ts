import { foldTight, foldWidth } from "./fold.ts";
import { parseChineseNumber } from "./chinese-number.ts";

const count = /^(?:约|共计|共|合计)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?[人名个家户位项条]?$/u;

/**
 * The whole number of a cell that counts people or units: 41, 41人, １２, 1,204人, 十二人. Undefined for anything else, also for
 * a number too large to be exact.
 */
export function parseCount(text: string): number | undefined {
  const value = readCount(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

function readCount(text: string): number | undefined {
  const tight = foldTight(text);
  const match = count.exec(tight);
  if (match?.[1] !== undefined) return Number(match[1].replaceAll(",", ""));
  return parseChineseNumber(tight.replace(/[人名个家户位项条]$/u, ""));
}

/**
 * The telephone number of a cell, as printed but for width and white space inside a group of digits: a string, since a
 * leading 0, an extension or a second number may belong to it. Undefined where fewer than five digits are printed.
 */
export function parsePhone(text: string): string | undefined {
  const folded = foldWidth(text).replace(/[‐-―−]/gu, "-").replace(/ *- */gu, "-").replace(/ +/gu, " ").trim();
  const digits = folded.match(/\d/gu)?.length ?? 0;
  if (digits < 5 || !/^[\d+()\-/、,;转 ]+$/u.test(folded)) return undefined;
  return folded;
}
