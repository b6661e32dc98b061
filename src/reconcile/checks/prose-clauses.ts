import { foldWidth } from "../../canonical/fold.ts";
import { parseMoney } from "../../canonical/money.ts";

/** An amount that a prose says, with its own unit. `from` is 0-based in the prose folded to half width. */
export interface SaidAmount {
  readonly fen: number;
  readonly from: number;
  readonly text: string;
}

const amountInProse = /\d[\d,]*(?:\.\d+)? *(?:亿|千万|百万|十万|万|千|百)? *元|\d[\d,]*(?:\.\d+)? *(?:亿|万)(?![\p{L}])/gu;

/** Amounts that a prose says, with their own unit: 30 万, 1163520元. */
export function findAmounts(prose: string): SaidAmount[] {
  return [...foldWidth(prose).matchAll(amountInProse)].flatMap((match) => {
    const money = parseMoney(match[0]);
    return money?.kind === "amount" ? [{ fen: money.fen, from: match.index, text: match[0].trim() }] : [];
  });
}

const pointMark = /(?:^|(?<=[\s；;。，,]))(?:\d{1,2}(?:、|[.)](?!\d))|\((?:\d{1,2}|[一二三四五六七八九十]{1,2})\))\s*/u;

/** The numbered points of a prose (1、… 2、…), without their numbers; the prose itself where it has none. */
export function splitPoints(prose: string): string[] {
  return foldWidth(prose).split(pointMark).flatMap((point) => (point.trim() === "" ? [] : [point.trim()]));
}

/** The pairs of neighbouring characters of a text's words, figures and punctuation aside. */
export function listPairs(text: string): Set<string> {
  const words = foldWidth(text).split(/[^\p{Script=Han}A-Za-z]+/u);
  return new Set(words.flatMap((word) => Array.from(word.slice(1), (character, index) => `${word[index] ?? ""}${character}`)));
}

/** How much of the text with the fewer pairs of characters the other has too, 0 to 1; 0 where one has none. */
export function shareOfPairs(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const smaller = Math.min(one.size, other.size);
  return smaller === 0 ? 0 : Array.from(one).filter((pair) => other.has(pair)).length / smaller;
}
