import { compareTexts } from "../merge/align-items.ts";

/** From this likeness on an item that reads a little differently is still the one that was meant. */
const alikeFrom = 0.8;
/** The next best must be this much less alike; else nobody can tell which one was meant. */
const clearlyBy = 0.1;

/**
 * The position of the list item that an anchor names: the `nth` (from 0) of those with that very key, wherever they stand
 * now; else the one item whose key is nearly it (a character read differently since). Undefined where no item, or more
 * than one, could be meant.
 */
export function findMovedItem(keys: readonly string[], wanted: { readonly key: string; readonly nth: number }): number | undefined {
  const alike = keys.flatMap((key, index) => (key === wanted.key ? [index] : []));
  if (alike.length > 0) return alike[wanted.nth] ?? alike.at(-1);
  const scored = keys.map((key, index) => ({ index, likeness: compareTexts(key, wanted.key) }));
  const [best, next] = scored.toSorted((one, other) => other.likeness - one.likeness);
  if (best === undefined || best.likeness < alikeFrom) return undefined;
  return next !== undefined && best.likeness - next.likeness < clearlyBy ? undefined : best.index;
}
