import type { Box } from "../document/place.ts";

/** An image counts at its stated resolution, and at 96 dpi where it states none. */
const UNSTATED_DPI = 96;

/** How many points one pixel is at a resolution. */
export function pointsPerPixel(dpi: number | undefined): number {
  return 72 / (dpi !== undefined && dpi > 0 ? dpi : UNSTATED_DPI);
}

/** A box from any two opposite corners, in other units, as one in points. */
export function scaleBox(corners: readonly [number, number, number, number], scale: number): Box {
  const [xa, ya, xb, yb] = corners;
  return [Math.min(xa, xb) * scale, Math.min(ya, yb) * scale, Math.max(xa, xb) * scale, Math.max(ya, yb) * scale];
}

/** The least box around boxes; undefined for none. */
export function uniteBoxes(boxes: readonly Box[]): Box | undefined {
  const [first, ...others] = boxes;
  if (first === undefined) return undefined;
  return others.reduce<Box>(
    (whole, box) => [Math.min(whole[0], box[0]), Math.min(whole[1], box[1]), Math.max(whole[2], box[2]), Math.max(whole[3], box[3])],
    first,
  );
}

/** Whether the middle of `inner` lies in `outer`. */
export function holdsMiddle(outer: Box, inner: Box): boolean {
  const x = (inner[0] + inner[2]) / 2;
  const y = (inner[1] + inner[3]) / 2;
  return outer[0] <= x && x <= outer[2] && outer[1] <= y && y <= outer[3];
}

/** The part of a box that lies on a page of that size; foreign boxes stick out now and then. */
export function clampBox([x0, y0, x1, y1]: Box, width: number, height: number): Box {
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  return [clamp(x0, width), clamp(y0, height), clamp(x1, width), clamp(y1, height)];
}
