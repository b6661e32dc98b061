/**
 * How many single-character insertions, deletions and replacements turn one text into the other (Levenshtein), counted up
 * to `limit`: a greater distance comes back as `limit + 1`.
 */
export function editDistance(one: string, other: string, limit = Number.POSITIVE_INFINITY): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > limit) return limit + 1;
  let previous = Array.from({ length: short.length + 1 }, (_, index) => index);
  for (let row = 1; row <= long.length; row += 1) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= short.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (long[row - 1] === short[column - 1] ? 0 : 1);
      const cost = Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      current.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    previous = current;
  }
  return previous[short.length] ?? 0;
}
