import { foldWidth } from "./fold.ts";
import { parseMoney } from "./money.ts";
import { normaliseInline } from "./text.ts";

/** One "X 为 N 万元" of a prose: `from` and `to` (0-based, `to` exclusive) span the name and its amount in the text given. */
export interface ProseAmount {
  readonly name: string;
  readonly amountFen: number;
  readonly from: number;
  readonly to: number;
}

const amount = /\d[\d,]*(?:\. ?\d+|\.\d+)? *(?:亿|千万|百万|十万|万|千|百)? *元(?!(?: *\/ *)(?!年))/gu;
const sentenceEnd = /[。;；!！?？\n]/u;
const openers = "([{（〔【《“「";
const closers = ")]}）〕】》”」";
const leadIn = /^[\s,，、:：和及与]*(?:以及|其中)?[\s,，:：]*(?:\(?\d{1,2}[、.)]|[①-⑳]|[(（][一二三四五六七八九十]{1,2}[)）])?\s*/u;
const leadOut = /(?:[\s:：]|共计|合计|总计|共|计|约|需|为|是)+$/u;

/**
 * The amounts that a prose lists with their names, in order: "甲为10万元,乙为2万元", "甲费 12.6 万元、乙费 12 万元". A name reaches
 * back to the amount before it, to the end of a sentence, or to a comma outside brackets; 、 belongs to it. Amounts with
 * no name of their own (共计 30 万元) and rates (150 元/人) are left out.
 */
export function findProseAmounts(text: string): ProseAmount[] {
  const folded = foldWidth(text).replaceAll("圆", "元");
  const found: ProseAmount[] = [];
  let previousEnd = 0;
  for (const match of folded.matchAll(amount)) {
    const to = match.index + match[0].length;
    const one = readItem(text, previousEnd, match.index, to);
    if (one !== undefined) found.push(one);
    previousEnd = to;
  }
  return found;
}

function readItem(text: string, previousEnd: number, amountFrom: number, to: number): ProseAmount | undefined {
  const clauseFrom = findClauseStart(text, previousEnd, amountFrom);
  const clause = text.slice(clauseFrom, amountFrom);
  const from = clauseFrom + (leadIn.exec(clause)?.[0].length ?? 0);
  const name = trimName(text.slice(from, amountFrom));
  const money = parseMoney(text.slice(amountFrom, to));
  if (name === null || money?.kind !== "amount") return undefined;
  return { name, amountFen: money.fen, from, to };
}

/** Where the name's clause begins, looking back from the amount; commas inside closed brackets do not end it. */
function findClauseStart(text: string, previousEnd: number, amountFrom: number): number {
  let depth = 0;
  for (let at = amountFrom - 1; at >= previousEnd; at -= 1) {
    const char = text.charAt(at);
    if (closers.includes(char)) depth += 1;
    else if (openers.includes(char)) {
      if (depth === 0) return at + 1;
      depth -= 1;
    } else if (depth === 0 && (sentenceEnd.test(char) || char === "," || char === "，")) return at + 1;
  }
  return previousEnd;
}

function trimName(printed: string): string | null {
  const name = normaliseInline(printed);
  if (name === null) return null;
  const bare = name.replace(leadOut, "");
  return /[\p{L}]/u.test(bare) ? bare : null;
}
