/** A text longer than this may also be right when it is nearly equal. Source: the contract's definition of leaf F1. */
const nearlyEqualFromLength = 40;
const nearlyEqualSimilarity = 0.995;

/** The text as the score compares it: NFKC, all white space removed. */
export function normalizeText(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "");
}

/** Whether two texts count as equal: equal when normalized or, past 40 characters, at a similarity of 0.995 or more. */
export function areTextsEqual(left: string, right: string): boolean {
  const a = Array.from(normalizeText(left));
  const b = Array.from(normalizeText(right));
  if (a.length === b.length && a.every((character, index) => character === b[index])) return true;
  const longer = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) <= nearlyEqualFromLength) return false;
  const allowed = Math.floor(longer * (1 - nearlyEqualSimilarity) + 1e-9);
  return allowed > 0 && boundedDistance(a, b, allowed) <= allowed;
}

/** Two long texts are told apart by their beginnings; the rest would only cost time. */
const likenessLength = 160;

/** How alike two texts are, 0 to 1, by shared pairs of neighbouring characters; cheap, for pairing rows. */
export function measureLikeness(left: string, right: string): number {
  if (left === right) return 1;
  const a = normalizeText(left).slice(0, likenessLength);
  const b = normalizeText(right).slice(0, likenessLength);
  if (a === b) return 1;
  const pairs = countPairs(a);
  let shared = 0;
  for (const [pair, count] of countPairs(b)) shared += Math.min(count, pairs.get(pair) ?? 0);
  return (2 * shared) / (a.length + b.length + 2);
}

function countPairs(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const padded = `\u0002${text}\u0003`;
  for (let at = 0; at + 1 < padded.length; at += 1) {
    const pair = padded.slice(at, at + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Levenshtein distance where it is at most `limit`, else `limit + 1`; only a band around the diagonal is computed. */
export function boundedDistance(a: readonly string[], b: readonly string[], limit: number): number {
  const beyond = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return beyond;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, beyond));
  for (let row = 1; row <= a.length; row += 1) {
    const current = new Array<number>(b.length + 1).fill(beyond);
    if (row <= limit) current[0] = row;
    const last = Math.min(b.length, row + limit);
    for (let column = Math.max(1, row - limit); column <= last; column += 1) {
      const substituted = (previous[column - 1] ?? beyond) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const gap = Math.min(previous[column] ?? beyond, current[column - 1] ?? beyond) + 1;
      current[column] = Math.min(substituted, gap, beyond);
    }
    previous = current;
  }
  return previous[b.length] ?? beyond;
}
