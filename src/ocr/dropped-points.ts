import type { PixelBox } from "./gray-image.ts";
import { groupAtoms } from "./ink-atoms.ts";
import type { PixelGlyph } from "./line-glyphs.ts";
import type { SeenLine } from "./seen-line.ts";

/** Shares of the print's height. A full stop or comma is this large, the larger side; at a line's end, where a speck may stand, both sides are. */
const SIZE = { least: 0.14, most: 0.42 };
const LEAST_AT_END = 0.18;
/** It stands below this share of its line's height. */
const LOW = 0.6;
/** Nothing that was read stands nearer than this, and something does before it within so much of its left edge. */
const OWN_ROOM = 0.3;
const BEHIND = 0.85;
/** Two characters that have a point between them leave this much room between their ink; two that follow each other do not. */
const ROOM = 0.6;
/** A full stop is a ring, about as wide as high, and this wide in heights of the print; a comma is narrower. */
const ROUND = 0.8;
const RING_WIDTH = 0.2;
/** The pixels show that a point was printed, and not surely which one. */
const CONFIDENCE = 0.5;

/** What a full stop or comma of a Chinese text stands behind. */
const BEFORE_POINT = /^[\p{Script=Han}\d%％）)》”」〕\]]$/u;

/** The line with the full stops and commas put in that left ink on the page and that the reader passed over. */
export function insertDroppedPoints(glyphs: readonly PixelGlyph[], seen: SeenLine): PixelGlyph[] {
  const { size, y0, y1 } = seen.frame;
  if (!glyphs.some(({ text }) => /\p{Script=Han}/u.test(text))) return [...glyphs];
  const points = groupAtoms(seen.line.parts).filter((atom) => isPointSized(atom, size) && (atom.y0 + atom.y1) / 2 > y0 + LOW * (y1 - y0));
  return points.reduce((line, atom) => insertPoint(line, atom, seen), [...glyphs]);
}

function isPointSized(atom: PixelBox, size: number): boolean {
  const longer = Math.max(atom.x1 - atom.x0, atom.y1 - atom.y0);
  return longer >= SIZE.least * size && longer <= SIZE.most * size;
}

function insertPoint(glyphs: PixelGlyph[], atom: PixelBox, { frame }: SeenLine): PixelGlyph[] {
  const { size } = frame;
  const middle = (atom.x0 + atom.x1) / 2;
  const at = glyphs.findLastIndex((glyph) => glyph.text.trim() !== "" && glyph.centre < middle);
  const before = glyphs[at];
  const after = glyphs.slice(at + 1).find(({ text }) => text.trim() !== "");
  if (before === undefined || !BEFORE_POINT.test(before.text) || middle - before.centre > (BEHIND + 0.5) * size) return glyphs;
  // Ink inside of the character before it is part of it.
  if (glyphs.some((glyph) => glyph.text.trim() !== "" && Math.abs(glyph.centre - middle) < Math.max(OWN_ROOM, glyph === before ? 0.5 * widthOf(before) : 0) * size)) return glyphs;
  if (after === undefined ? Math.min(atom.x1 - atom.x0, atom.y1 - atom.y0) < LEAST_AT_END * size : !hasRoom(before, after, size)) return glyphs;
  const isRing = atom.x1 - atom.x0 >= Math.max(ROUND * (atom.y1 - atom.y0), RING_WIDTH * size);
  const [text, other] = isRing ? ["。", "，"] : ["，", "。"];
  const room = { x0: atom.x0, x1: atom.x1 };
  const point: PixelGlyph = { text, box: { ...room, y0: frame.y0, y1: frame.y1 }, room, size, centre: middle, confidence: CONFIDENCE, readings: [other] };
  return [...glyphs.slice(0, at + 1), point, ...glyphs.slice(at + 1)];
}

/** How wide a character is, in heights of the print: Chinese ones fill a square, others half of one. */
function widthOf({ text }: PixelGlyph): number {
  return /\p{Script=Han}/u.test(text) ? 0.95 : 0.6;
}

/** Whether the middles of two characters stand further apart than two that follow each other. */
function hasRoom(before: PixelGlyph, after: PixelGlyph, size: number): boolean {
  return (after.centre - before.centre) / size - (widthOf(before) + widthOf(after)) / 2 >= ROOM;
}
