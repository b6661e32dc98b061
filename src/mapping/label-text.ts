import { editDistance } from "../canonical/similarity.ts";

/** A text reduced to what matters when labels are compared, each character with where it came from. */
export interface LabelText {
  /** Folded characters, no white space, no punctuation. */
  readonly text: string;
  /** For each character of `text`, its 0-based offset in the original. */
  readonly offsets: readonly number[];
}

// Dashes, brackets and colons vary between printings of one label; letters, digits and Han do not.
const meaningful = /[\p{L}\p{N}%]/u;
const cache = new Map<string, LabelText>();
/** The cache is emptied when the texts in it have this many characters together. */
const cachedCharacters = 1_000_000;
let cached = 0;

/** Folds a text for label comparison: NFKC, lower case, letters and digits only. Results are shared; do not modify. */
export function foldLabel(original: string): LabelText {
  const known = cache.get(original);
  if (known !== undefined) return known;
  let text = "";
  const offsets: number[] = [];
  let offset = 0;
  for (const character of original) {
    for (const folded of character.normalize("NFKC").toLowerCase()) {
      if (!meaningful.test(folded)) continue;
      text += folded;
      for (let unit = 0; unit < folded.length; unit++) offsets.push(offset);
    }
    offset += character.length;
  }
  const result = { text, offsets };
  cached += original.length;
  if (cached > cachedCharacters) {
    cache.clear();
    cached = original.length;
  }
  cache.set(original, result);
  return result;
}

/** How alike two folded texts are: 1 equal, 0 nothing in common. */
export function similarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 1;
  // The length difference alone is a lower bound of the distance.
  if (Math.abs(a.length - b.length) / longer > 0.7) return 0;
  // No more characters can agree than both have: most pairs of texts share next to none.
  if (countShared(a, b) / longer < leastShared) return 0;
  return 1 - editDistance(a, b) / longer;
}

/** Texts that agree in a smaller part than this have nothing in common. */
const leastShared = 0.3;

/** How many characters of one text occur in the other; an upper bound for those that agree. */
function countShared(a: string, b: string): number {
  let shared = 0;
  for (let index = 0; index < a.length; index++) if (b.includes(a.charAt(index))) shared += 1;
  return shared;
}

/** Where a label stands inside a longer text. `from` and `to` are offsets into the original, `to` exclusive. */
export interface LabelOccurrence {
  readonly from: number;
  readonly to: number;
  readonly similarity: number;
}

/** The best place of `label` (folded) inside `original`, by approximate substring search (Sellers); undefined under `minimum`. */
export function findLabel(label: string, original: string, minimum: number): LabelOccurrence | undefined {
  const folded = foldLabel(original);
  const exact = folded.text.indexOf(label);
  if (exact >= 0) return toOccurrence(folded, exact, exact + label.length, 1);
  if (minimum >= 1 || label.length < 3 || !sharesCharacters(label, folded.text, minimum)) return undefined;
  const found = searchApproximately(label, folded.text);
  const score = 1 - found.distance / label.length;
  return score >= minimum ? toOccurrence(folded, found.from, found.to, score) : undefined;
}

/** Whether enough of the label's characters occur in the text at all: without them no part of it can be like enough. */
function sharesCharacters(label: string, text: string, minimum: number): boolean {
  let missing = label.length * (1 - minimum);
  for (let index = 0; index < label.length; index++) {
    if (!text.includes(label.charAt(index))) missing -= 1;
    if (missing < 0) return false;
  }
  return true;
}

function toOccurrence(folded: LabelText, from: number, to: number, score: number): LabelOccurrence {
  const first = folded.offsets[from] ?? 0;
  const last = folded.offsets[to - 1] ?? first;
  return { from: first, to: last + 1, similarity: score };
}

/** Sellers' algorithm: the substring of `text` with the least edit distance to `pattern`. Source: Sellers (1980). */
function searchApproximately(pattern: string, text: string): { from: number; to: number; distance: number } {
  let distances = Array.from({ length: pattern.length + 1 }, (_, index) => index);
  let starts = new Array<number>(pattern.length + 1).fill(0);
  let best = { from: 0, to: 0, distance: pattern.length };
  for (let j = 1; j <= text.length; j++) {
    const nextDistances = [0];
    const nextStarts = [j];
    for (let i = 1; i <= pattern.length; i++) {
      const diagonal = (distances[i - 1] ?? 0) + (pattern[i - 1] === text[j - 1] ? 0 : 1);
      const above = (nextDistances[i - 1] ?? 0) + 1;
      const left = (distances[i] ?? 0) + 1;
      const least = Math.min(diagonal, above, left);
      nextDistances.push(least);
      nextStarts.push((least === diagonal ? starts[i - 1] : least === left ? starts[i] : nextStarts[i - 1]) ?? j);
    }
    distances = nextDistances;
    starts = nextStarts;
    const distance = distances[pattern.length] ?? pattern.length;
    const from = starts[pattern.length] ?? 0;
    // A damaged character is more often replaced than lost: of two places as near, the one as long as the label is meant.
    const asNear = distance === best.distance && Math.abs(j - from - pattern.length) < Math.abs(best.to - best.from - pattern.length);
    if (distance < best.distance || asNear) best = { from, to: j, distance };
  }
  return best;
}
