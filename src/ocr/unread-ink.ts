import type { PixelBox } from "./gray-image.ts";
import { groupAtoms } from "./ink-atoms.ts";
import type { PixelGlyph } from "./line-glyphs.ts";
import type { SeenLine } from "./seen-line.ts";

/** Chinese characters fill a square, others half of one. */
const HALF_WIDTH = { wide: 0.5, narrow: 0.3 };
/** A reader places a character's middle no more than this beside its ink. */
const SLACK = 0.14;
/** Ink smaller than this, the larger side, is no character and hardly a point. */
const LEAST = 0.14;

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”≥≤□☑☒■√×]/u;

/** Ink of a line in which nothing was read: its box, as high as its ink. */
export function findUnreadInk(glyphs: readonly PixelGlyph[], { line, frame }: SeenLine): PixelBox[] {
  const printed = glyphs.filter(({ text }) => text.trim() !== "");
  const size = frame.size;
  const found: { x0: number; y0: number; x1: number; y1: number }[] = [];
  let isOpen = false;
  for (const atom of groupAtoms(line.parts)) {
    if (isClaimed(atom, printed, size)) {
      isOpen = false;
      continue;
    }
    const last = found.at(-1);
    if (last === undefined || !isOpen || printed.some(({ centre }) => centre > last.x1 && centre < atom.x0)) found.push({ ...atom });
    else {
      last.x1 = Math.max(last.x1, atom.x1);
      last.y0 = Math.min(last.y0, atom.y0);
      last.y1 = Math.max(last.y1, atom.y1);
    }
    isOpen = true;
  }
  return found.filter((box) => Math.max(box.x1 - box.x0, box.y1 - box.y0) >= LEAST * size);
}

/** Whether a character that was read stands so near that the ink is part of it. */
function isClaimed({ x0, x1 }: PixelBox, printed: readonly PixelGlyph[], size: number): boolean {
  const middle = (x0 + x1) / 2;
  return printed.some(({ text, centre }) => {
    if (centre >= x0 && centre <= x1) return true;
    return Math.abs(centre - middle) < (halfWidthOf(text) + SLACK) * size;
  });
}

/** Half of what a character takes of its line, in heights of the print. */
export function halfWidthOf(text: string): number {
  return WIDE.test(text) ? HALF_WIDTH.wide : HALF_WIDTH.narrow;
}
