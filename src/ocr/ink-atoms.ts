import type { Component } from "./components.ts";
import type { PixelBox } from "./gray-image.ts";

/** Patches above each other are one sign when this share of the narrower one's width is common. */
const SHARED_WIDTH = 0.4;

/** Patches of a line put together where they stand above or inside each other (the bar of ≥, the tick in a box), left to right. */
export function groupAtoms(parts: readonly Component[]): PixelBox[] {
  const atoms: { x0: number; y0: number; x1: number; y1: number }[] = [];
  for (const part of [...parts].sort((a, b) => a.x0 - b.x0)) {
    const last = atoms.at(-1);
    if (!last || !overlaps(last, part)) {
      atoms.push({ x0: part.x0, y0: part.y0, x1: part.x1, y1: part.y1 });
      continue;
    }
    last.x1 = Math.max(last.x1, part.x1);
    last.y0 = Math.min(last.y0, part.y0);
    last.y1 = Math.max(last.y1, part.y1);
  }
  return atoms;
}

function overlaps(a: PixelBox, b: PixelBox): boolean {
  const shared = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  return shared >= SHARED_WIDTH * Math.min(a.x1 - a.x0, b.x1 - b.x0);
}
