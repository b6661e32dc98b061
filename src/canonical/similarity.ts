import { distance } from "fastest-levenshtein";

/**
 * How many single-character insertions, deletions and replacements turn one text into the other (Levenshtein), counted up
 * to `limit`: a greater distance comes back as `limit + 1`.
 */
export function editDistance(one: string, other: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  return Math.min(distance(one, other), limit + 1);
}
