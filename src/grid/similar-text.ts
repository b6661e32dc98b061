/** Of two readings of the same print, at most this share of the characters differ. */
const MISREAD_SHARE = 0.25;
/** Shorter texts are alike only when they are the same. */
const LEAST_CHARACTERS = 4;

/** Whether two texts may be readings of the same print: white space aside, nearly all of their characters are the same. */
export function isSamePrint(a: string, b: string): boolean {
  const [left, right] = [squeeze(a), squeeze(b)];
  if (left === right) return true;
  const length = Math.max(left.length, right.length);
  return Math.min(left.length, right.length) >= LEAST_CHARACTERS && distance(left, right) <= MISREAD_SHARE * length;
}

/** A text without white space. */
export function squeeze(text: string): string {
  return text.replace(/\s/g, "");
}

/** How many characters must be put in, taken out or changed to make one text the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
