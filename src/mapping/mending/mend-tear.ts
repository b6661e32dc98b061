import type { DocumentWords } from "./document-words.ts";

const han = /\p{Script=Han}/u;
/** How many characters are tried in a gap. */
const mostInserted = 40;

const droppedHan = -0.9;
/** The left piece keeps most of the cut character's line, so its last character is sound more often. */
const droppedLeft = -1.2;
const inserted = -1.8;
const looseCharacter = -0.8;
/** What is no Chinese between Chinese words is rather debris than not. */
const droppedForeign = 0.3;
const foreign = /[^\p{Script=Han}\d\s]/u;
const saidWhole = 3;
const saidAround = 1.5;
const doubled = 4.5;
const mostPairs = 2;

/**
 * Joins two pieces of a text that a cell border cut through. Halves of the cut character may stand on both sides, once,
 * or not at all; what the document says elsewhere decides (`措` cut into `指|昔` between 宣传 and 施). Where nothing speaks for
 * a change, the pieces are joined as they are, without debris that is no Chinese.
 */
export function mendTear(left: string, right: string, words: DocumentWords): string {
  if (left === "" || right === "") return left + right;
  if (!han.test(left)) return mendStart(right, words);
  let best = { text: left + right, score: -Infinity };
  for (const candidate of listCandidates(left, right, words)) {
    if (candidate.score > best.score) best = candidate;
  }
  return best.text;
}

interface Candidate {
  readonly text: string;
  readonly score: number;
}

function* listCandidates(left: string, right: string, words: DocumentWords): Generator<Candidate> {
  const stem = left.length > 2 ? left.slice(0, -1) : left;
  if (left.length > 1 && right.startsWith(stem)) yield { text: right, score: doubled };
  for (let dropLeft = 0; dropLeft <= 1 && dropLeft < left.length; dropLeft++) {
    for (const dropRight of listDrops(right)) {
      const head = left.slice(0, left.length - dropLeft);
      const tail = right.slice(dropRight).trimStart();
      const dropped = left.slice(head.length) + right.slice(0, dropRight);
      const cost = (dropped.match(/[\p{Script=Han}\d]/gu)?.length ?? 0) * droppedHan + dropLeft * droppedLeft + (foreign.test(dropped) ? droppedForeign : 0);
      yield { text: head + tail, score: cost + rateJoin(head, "", tail, words) };
      if (dropped === "") continue;
      for (const character of words.listBetween(head.slice(-1), tail.slice(0, 1)).slice(0, mostInserted)) {
        if (han.test(character) && isBorneOut(head, character, tail, words)) yield { text: head + character + tail, score: cost + inserted + rateJoin(head, character, tail, words) };
      }
    }
  }
}

/** How much of the right piece may be the rest of the cut character: nothing, what is no Chinese, one Chinese character. */
function listDrops(right: string): number[] {
  const debris = /^[^\p{Script=Han}\d]*/u.exec(right)?.[0] ?? "";
  const drops = [0, debris.length];
  // A character behind a gap may be debris like what stands before the gap.
  if (debris === "" || /\s/u.test(debris)) drops.push(debris.length + 1);
  return [...new Set(drops)].filter((drop) => drop < right.length);
}

/** A character is put in only where it is known with both its neighbours, or with the words around. */
function isBorneOut(head: string, character: string, tail: string, words: DocumentWords): boolean {
  const pairs = [head.slice(-1) + character, character + tail.slice(0, 1)];
  return pairs.every((pair) => words.countPair(pair) > 0) || words.says(head.slice(-2) + character + tail.slice(0, 2));
}

/** How well the join is borne out: its pairs of characters, the words around it, the whole. */
function rateJoin(head: string, middle: string, tail: string, words: DocumentWords): number {
  const joint = head.slice(-1) + middle + tail.slice(0, 1);
  let score = 0;
  for (let index = 0; index + 1 < joint.length; index++) score += Math.min(mostPairs, Math.log2(1 + words.countPair(joint.slice(index, index + 2))));
  const around = head.slice(-2) + middle + tail.slice(0, 2);
  if (words.says(around)) score += saidAround;
  if (words.saysWhole(head + middle + tail)) score += saidWhole;
  // Debris in front of a word that stands by itself: the tail's own beginning must be known.
  score += Math.min(mostPairs, Math.log2(1 + words.countPair(tail.slice(0, 2)))) / 2;
  return score + looseCharacter * words.countLoose(head.slice(-4) + middle + tail.slice(0, 4));
}

/** The left piece is debris alone: the text begins with the right one, perhaps less the rest of its first character. */
function mendStart(right: string, words: DocumentWords): string {
  if (words.countPair(right.slice(0, 2)) > 0) return right;
  const [first, second] = words.listBetween("", right.slice(0, 1)).filter((character) => han.test(character));
  if (first === undefined) return right;
  const count = words.countPair(first + right.slice(0, 1));
  const next = second === undefined ? 0 : words.countPair(second + right.slice(0, 1));
  return count >= clearlyUsual && count >= 3 * next ? first + right : right;
}

const clearlyUsual = 3;

/** Joins the pieces of a date or number: what stands on both sides of the border stands once. */
export function mendShape(pieces: readonly string[], isSound: (text: string) => boolean): string {
  const joined = pieces.join("");
  if (isSound(joined) || pieces.length !== 2) return joined;
  const [left = "", right = ""] = pieces;
  for (let overlap = Math.min(left.length, right.length, 3); overlap > 0; overlap--) {
    const candidate = left + right.slice(overlap);
    if (left.endsWith(right.slice(0, overlap)) && isSound(candidate)) return candidate;
  }
  return joined;
}
