import type { Piece } from "../../src/document/placed-text.ts";
import type { SourceText, Span } from "../../src/document/source-text.ts";

/** A run of `*`, `_` or `~` that may set text apart; `from` and `to` shrink to what of it is text. */
export interface Mark {
  readonly kind: "mark";
  readonly character: string;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  from: number;
  to: number;
}

export type InlineToken = Piece | Mark;

/** Longer runs are rules to write on (`______`) or ornaments. */
const MAX_MARK = 3;
const space = /^\s?$/u;
const punctuation = /[\p{P}\p{S}]/u;
const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const digit = /\d/u;

interface Side {
  readonly isSpace: boolean;
  readonly isPunctuation: boolean;
  readonly isChinese: boolean;
  readonly isDigit: boolean;
}

function describeSide(character: string): Side {
  return {
    isSpace: space.test(character),
    isPunctuation: punctuation.test(character),
    isChinese: chinese.test(character),
    isDigit: digit.test(character),
  };
}

/** Whether a mark may stand between `near` (inside what it sets apart) and `far`. Next to Chinese, punctuation does not stop it. */
function flanks(near: Side, far: Side): boolean {
  if (near.isSpace) return false;
  return !near.isPunctuation || far.isSpace || far.isPunctuation || far.isChinese;
}

function classifyMark(character: string, length: number, before: Side, after: Side): { canOpen: boolean; canClose: boolean } {
  const none = { canOpen: false, canClose: false };
  if (length > MAX_MARK || (character === "~" && length !== 2)) return none;
  const left = flanks(after, before);
  const right = flanks(before, after);
  const insideWord = left && right && !before.isPunctuation && !after.isPunctuation;
  // 50*3*12 and 数量*单价 are products, file_name_a is a name.
  if (insideWord && (character === "_" || length === 1)) return none;
  if (length === 1 && left && right && (before.isDigit || after.isDigit)) return none;
  if (character !== "_") return { canOpen: left, canClose: right };
  return { canOpen: left && (!right || before.isPunctuation), canClose: right && (!left || after.isPunctuation) };
}

/** The run of equal marks at `from`, and whether it may open or close emphasis (CommonMark 6.2, kinder to Chinese). */
export function readMark(source: SourceText, from: number, bounds: Span): Mark {
  const character = source.text.charAt(from);
  let to = from;
  while (to < bounds.to && source.text[to] === character) to += 1;
  const before = describeSide(from > bounds.from ? source.text.charAt(from - 1) : "");
  const after = describeSide(to < bounds.to ? source.text.charAt(to) : "");
  return { kind: "mark", character, from, to, ...classifyMark(character, to - from, before, after) };
}

function isPair(opener: Mark, closer: Mark): boolean {
  if (opener.character !== closer.character) return false;
  const [a, b] = [opener.to - opener.from, closer.to - closer.from];
  if (opener.character === "~") return a === b;
  // CommonMark's rule of three.
  return !((opener.canClose || closer.canOpen) && (a + b) % 3 === 0 && (a % 3 !== 0 || b % 3 !== 0));
}

/** Takes from a closer, and from the openers before it, the characters that pair up. `floors` keeps this linear. */
function closeMark(openers: Mark[], closer: Mark, floors: Map<string, number>): void {
  const key = `${closer.character}${closer.canOpen ? "o" : ""}${(closer.to - closer.from) % 3}`;
  while (closer.to > closer.from) {
    let at = openers.length - 1;
    const floor = floors.get(key) ?? 0;
    while (at >= floor && !isPair(openers[at] ?? closer, closer)) at -= 1;
    const opener = openers[at];
    if (at < floor || opener === undefined) {
      floors.set(key, openers.length);
      return;
    }
    const taken = opener.to - opener.from > 1 && closer.to - closer.from > 1 ? 2 : 1;
    opener.to -= taken;
    closer.from += taken;
    openers.length = opener.to > opener.from ? at + 1 : at;
    for (const [name, value] of floors) if (value > openers.length) floors.set(name, openers.length);
  }
}

/** Drops the marks that set text apart; marks without a partner are text. */
export function resolveEmphasis(tokens: readonly InlineToken[]): Piece[] {
  const openers: Mark[] = [];
  const floors = new Map<string, number>();
  for (const token of tokens) {
    if (token.kind !== "mark") continue;
    if (token.canClose) closeMark(openers, token, floors);
    if (token.canOpen && token.to > token.from) openers.push(token);
  }
  return tokens.flatMap((token): Piece[] => {
    if (token.kind !== "mark") return [token];
    return token.to > token.from ? [{ kind: "verbatim", from: token.from, to: token.to }] : [];
  });
}
