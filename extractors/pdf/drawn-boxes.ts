import type { Glyph, Ruling } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";
import { centre, contains, holds, overlap } from "../../src/grid/box.ts";

/** A painted path no larger than a character. */
export interface SmallShape {
  readonly box: Box;
  readonly stroked: boolean;
  readonly white: boolean;
  /** Made of curves alone, as a circle is. */
  readonly round: boolean;
}

/** Paths larger than this, in points, are no shape of a character's size. */
export const SMALL_SHAPE_PT = 18;

/** Check boxes of forms are drawn within these sizes, and about as wide as high. */
const SIZE_PT = { least: 5, most: 16 };
const SQUARE_SHARE = 0.8;
/** The same box is painted more than once (its ground, its rim) at about the same place. */
const SAME_PLACE_PT = 2.5;
/** Boxes that touch are squares for single digits, or cells. */
const TOUCHING_PT = 1.5;
/** A tick fills at least this share of its box's width or height. */
const TICK_SHARE = 0.25;
/** A box to tick has its word beside it, at most this many of its own widths away. */
const WORD_DISTANCE = 2.5;

const TICK = /^[√✓✔☑vV■●]$/u;
const CROSS = /^[×✗✘☒xX╳]$/u;

/** A page's characters and lines, with the boxes that are drawn to be ticked read as □, ☑ or ☒ (circles as ○ or ●). */
export function readDrawnBoxes(
  shapes: readonly SmallShape[],
  glyphs: readonly Glyph[],
  rulings: readonly Ruling[],
): { readonly glyphs: Glyph[]; readonly rulings: Ruling[] } {
  const groups = groupByPlace(shapes.filter(isSquare));
  const lone = groups.filter((group) => !groups.some((other) => other !== group && isTouching(boxOf(group), boxOf(other))));
  const read = lone.flatMap((group) => readBox(group, shapes, glyphs));
  if (read.length === 0) return { glyphs: [...glyphs], rulings: [...rulings] };
  const replaced = new Set(read.flatMap(({ inside }) => inside));
  const boxes = read.map(({ glyph }) => glyph.box);
  return {
    glyphs: [...glyphs.filter((glyph) => !replaced.has(glyph)), ...read.map(({ glyph }) => glyph)],
    rulings: rulings.filter((line) => !boxes.some((box) => contains(box, lineBox(line), 1))),
  };
}

function isSquare({ box }: SmallShape): boolean {
  const width = box[2] - box[0];
  const height = box[3] - box[1];
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  return short >= SIZE_PT.least && long <= SIZE_PT.most && short >= SQUARE_SHARE * long;
}

function groupByPlace(shapes: readonly SmallShape[]): SmallShape[][] {
  const groups: SmallShape[][] = [];
  for (const shape of shapes) {
    const group = groups.findLast((candidate) => isSamePlace(boxOf(candidate), shape.box));
    if (group === undefined) groups.push([shape]);
    else group.push(shape);
  }
  return groups;
}

function isSamePlace(a: Box, b: Box): boolean {
  return a.every((side, index) => Math.abs(side - (b[index] ?? side)) <= SAME_PLACE_PT);
}

function boxOf(group: readonly SmallShape[]): Box {
  return group[0]?.box ?? [0, 0, 0, 0];
}

function isTouching(a: Box, b: Box): boolean {
  return overlap(a[0], a[2], b[0], b[2]) > -TOUCHING_PT && overlap(a[1], a[3], b[1], b[3]) > -TOUCHING_PT;
}

interface ReadBox {
  readonly glyph: Glyph;
  /** Characters that are its tick. */
  readonly inside: readonly Glyph[];
}

function readBox(group: readonly SmallShape[], shapes: readonly SmallShape[], glyphs: readonly Glyph[]): ReadBox[] {
  const box = boxOf(group);
  const inked = glyphs.filter((glyph) => glyph.text.trim() !== "");
  const inside = inked.filter((glyph) => holds(box, centre(glyph.box).x, centre(glyph.box).y));
  const isCrossed = inside.some((glyph) => CROSS.test(glyph.text));
  if (inside.some((glyph) => !TICK.test(glyph.text) && !CROSS.test(glyph.text))) return [];
  const isTicked = inside.length > 0 || shapes.some((shape) => isTickIn(box, shape));
  const hasRim = group.some((shape) => shape.stroked && !shape.white);
  if ((!hasRim && !isTicked) || !hasWordBeside(box, inked, inside)) return [];
  const isRound = group.every((shape) => shape.round);
  const text = isRound ? (isTicked ? "●" : "○") : isCrossed ? "☒" : isTicked ? "☑" : "□";
  return [{ glyph: { text, box, fontSizePt: box[3] - box[1] }, inside }];
}

function isTickIn(box: Box, { box: shape }: SmallShape): boolean {
  const width = shape[2] - shape[0];
  const height = shape[3] - shape[1];
  const smaller = width < 0.9 * (box[2] - box[0]) && height < 0.9 * (box[3] - box[1]);
  return smaller && contains(box, shape, 0.5) && Math.max(width, height) >= TICK_SHARE * (box[3] - box[1]);
}

function hasWordBeside(box: Box, inked: readonly Glyph[], inside: readonly Glyph[]): boolean {
  const height = box[3] - box[1];
  return inked.some((glyph) => {
    const level = overlap(box[1], box[3], glyph.box[1], glyph.box[3]) >= height / 2;
    return level && !inside.includes(glyph) && overlap(box[0], box[2], glyph.box[0], glyph.box[2]) >= -WORD_DISTANCE * height;
  });
}

function lineBox({ x0, y0, x1, y1 }: Ruling): Box {
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}
