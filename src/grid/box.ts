import type { Box } from "../document/place.ts";

/** The smallest box around all of them. @throws {RangeError} when there is none. */
export function unite(boxes: Iterable<Box>): Box {
  let united: [number, number, number, number] | undefined;
  for (const [x0, y0, x1, y1] of boxes) {
    united =
      united === undefined
        ? [x0, y0, x1, y1]
        : [Math.min(united[0], x0), Math.min(united[1], y0), Math.max(united[2], x1), Math.max(united[3], y1)];
  }
  if (united === undefined) throw new RangeError("no box to unite");
  return united;
}

/** How much of two intervals is common, in points; negative is the gap between them. */
export function overlap(from1: number, to1: number, from2: number, to2: number): number {
  return Math.min(to1, to2) - Math.max(from1, from2);
}

/** Whether `inner` lies in `outer`, with `slackPt` to spare on each side. */
export function contains(outer: Box, inner: Box, slackPt = 0): boolean {
  return (
    inner[0] >= outer[0] - slackPt &&
    inner[1] >= outer[1] - slackPt &&
    inner[2] <= outer[2] + slackPt &&
    inner[3] <= outer[3] + slackPt
  );
}

/** The middle of a box. */
export function centre(box: Box): { readonly x: number; readonly y: number } {
  return { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
}

/** Whether a point lies in a box, its sides included. */
export function holds(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** The area two boxes have in common, in square points; 0 where they do not meet. */
export function commonArea(a: Box, b: Box): number {
  return Math.max(0, overlap(a[0], a[2], b[0], b[2])) * Math.max(0, overlap(a[1], a[3], b[1], b[3]));
}

/** The area of a box in square points. */
export function area(box: Box): number {
  return (box[2] - box[0]) * (box[3] - box[1]);
}
