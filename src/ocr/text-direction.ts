import type { Component } from "./components.ts";

/** Patches of these heights and widths, in shares of the text size, are characters or halves of them. */
const CHARACTER = [0.35, 1.6] as const;
/** A neighbour stands level with a patch where they share this much of the lower one's extent. */
const LEVEL = 0.5;
/** A neighbour further off than this, in shares of the text size, says nothing. */
const REACH = 1.2;

/**
 * Whether lines of text run across the picture and not down it: characters stand nearer to the next one of their line than
 * to the next line. Halves of characters tell the same, since most stand side by side.
 * @param components patches of ink without the rulings; `textSize` in pixels.
 */
export function runsAcross(components: readonly Component[], textSize: number): boolean {
  const patches = components.filter((part) => isCharacterSized(part, textSize));
  const across = measureGaps(patches.map((part) => [part.x0, part.x1, part.y0, part.y1]), textSize);
  const down = measureGaps(patches.map((part) => [part.y0, part.y1, part.x0, part.x1]), textSize);
  let votes = 0;
  for (const [index, gap] of across.entries()) votes += Math.sign((down[index] ?? Infinity) - gap || 0);
  return votes >= 0;
}

function isCharacterSized({ x0, y0, x1, y1 }: Component, textSize: number): boolean {
  const [least, most] = CHARACTER;
  return [x1 - x0, y1 - y0].every((side) => side <= most * textSize) && Math.max(x1 - x0, y1 - y0) >= least * textSize;
}

/** From and to along the direction, from and to across it. */
type Extent = readonly [from: number, to: number, low: number, high: number];

/** For each patch the gap to the next one along the direction; as wide as the reach where none is near. */
function measureGaps(extents: readonly Extent[], textSize: number): number[] {
  const reach = REACH * textSize;
  const order = extents.map((extent, index) => ({ extent, index })).sort((a, b) => a.extent[0] - b.extent[0]);
  const gaps = new Array<number>(extents.length).fill(reach);
  for (const [at, { extent, index }] of order.entries()) {
    const [, to, low, high] = extent;
    for (let next = at + 1; next < order.length; next++) {
      const other = order[next]?.extent;
      if (other === undefined || other[0] - to > reach) break;
      const shared = Math.min(high, other[3]) - Math.max(low, other[2]);
      if (other[0] < to - 1 || shared < LEVEL * Math.min(high - low, other[3] - other[2])) continue;
      gaps[index] = Math.max(0, other[0] - to);
      break;
    }
  }
  return gaps;
}
