import type { Box } from "../../../document/place.ts";

/** Two boxes stand in one line when they share this much of the lower one's height. */
const sameLineShare = 0.6;
/** Characters of one line are no farther apart than this share of their height; the next column of a table is. */
const gapShare = 0.8;

/** The boxes with those of one line of print joined into one; a reader gives a box to every character. */
export function mergeBoxes(boxes: readonly Box[]): Box[] {
  const merged: Box[] = [];
  for (const box of [...boxes].sort((a, b) => a[0] - b[0])) {
    const at = merged.findIndex((other) => isOneLine(other, box));
    const other = merged[at];
    if (other === undefined) merged.push(box);
    else merged[at] = [Math.min(other[0], box[0]), Math.min(other[1], box[1]), Math.max(other[2], box[2]), Math.max(other[3], box[3])];
  }
  return merged;
}

function isOneLine(one: Box, other: Box): boolean {
  const height = Math.min(one[3] - one[1], other[3] - other[1]);
  const shared = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  const gap = Math.max(one[0], other[0]) - Math.min(one[2], other[2]);
  return shared >= sameLineShare * height && gap <= gapShare * Math.max(one[3] - one[1], other[3] - other[1]);
}
