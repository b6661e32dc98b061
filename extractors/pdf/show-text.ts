import type { Box } from "../../src/document/place.ts";
import { overlap } from "../../src/grid/box.ts";
import type { GraphicsState } from "./graphics-state.ts";
import { mapBox, multiply, type Matrix } from "./matrix.ts";
import type { DrawnGlyph } from "./page-marks.ts";
import type { PageFont } from "./page-font.ts";
import { readCharacter } from "./read-character.ts";

/** A glyph of pdf.js's `showText` operator, as far as it is needed. */
interface FontGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  /** Of fonts that write downwards: advance, and the origin's place, in font units. */
  readonly vmetric: readonly [number, number, number] | undefined;
}

/** Render modes in which a text leaves no ink: PDF 32000-1:2008, table 106. */
const INVISIBLE_MODES: ReadonlySet<number> = new Set([3, 7]);
/** A character of which less than this share of its width and height is inside the clip cannot be seen. */
const SEEN_SHARE = 0.35;

/** Draws the characters of one `showText` and moves the state's text position past them. */
export function showText(state: GraphicsState, items: readonly unknown[], pageBox: Box, draw: (glyph: DrawnGlyph) => void): void {
  const { font } = state;
  if (font === undefined || state.fontSize === 0) return;
  const matrix = textToPage(state);
  let advance = 0;
  for (const item of items) {
    if (typeof item === "number") {
      advance += ((font.vertical ? 1 : -1) * item * state.fontSize) / 1000;
      continue;
    }
    const glyph = toFontGlyph(item);
    if (glyph === undefined) continue;
    const drawn = drawGlyph(state, font, glyph, matrix, advance, pageBox);
    if (drawn !== undefined) draw(drawn);
    advance += advanceOf(state, font, glyph);
  }
  if (font.vertical) state.y -= advance;
  else state.x += advance * state.horizontalScale * state.fontDirection;
}

/** From glyph space scaled to the font's size, at the current text position, to the page. */
function textToPage(state: GraphicsState): Matrix {
  const { horizontalScale, fontDirection, x, y, rise } = state;
  const local: Matrix = [horizontalScale * fontDirection, 0, 0, fontDirection, x, y + rise];
  return multiply(multiply(state.matrix, state.textMatrix), local);
}

function advanceOf(state: GraphicsState, font: PageFont, glyph: FontGlyph): number {
  const spacing = (glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing;
  const unit = state.fontSize * font.widthScale;
  if (font.vertical && glyph.vmetric !== undefined) return -glyph.vmetric[0] * unit - spacing * state.fontDirection;
  return glyph.width * unit + spacing * state.fontDirection;
}

function drawGlyph(
  state: GraphicsState,
  font: PageFont,
  glyph: FontGlyph,
  matrix: Matrix,
  advance: number,
  pageBox: Box,
): DrawnGlyph | undefined {
  const text = readCharacter(glyph.unicode, font.name);
  if (text === "") return undefined;
  const unit = state.fontSize * font.widthScale;
  const width = glyph.width * unit;
  const [x, y] =
    font.vertical && glyph.vmetric !== undefined ? [-glyph.vmetric[1] * unit, -(advance + glyph.vmetric[2] * unit)] : [advance, 0];
  const box = mapBox(matrix, x, y + font.descent * state.fontSize, x + width, y + font.ascent * state.fontSize);
  if (!isSeen(box, state.clip)) return undefined;
  const turn = turnOf(matrix);
  return {
    text,
    box: clamp(box, pageBox),
    fontSizePt: Math.abs(state.fontSize) * Math.hypot(matrix[2], matrix[3]),
    ...(turn === undefined ? {} : { turn }),
    hidden: INVISIBLE_MODES.has(state.renderMode) || state.fillAlpha === 0,
    white: state.fillIsWhite && (state.renderMode & 3) === 0,
  };
}

/** Clockwise quarter turns of a text's baseline on the page, nearest to its direction; undefined for none. */
function turnOf([a, b]: Matrix): 90 | 180 | 270 | undefined {
  if (Math.abs(a) >= Math.abs(b)) return a < 0 ? 180 : undefined;
  return b > 0 ? 90 : 270;
}

function isSeen(box: Box, clip: Box): boolean {
  const width = Math.max(box[2] - box[0], Number.EPSILON);
  const height = Math.max(box[3] - box[1], Number.EPSILON);
  return overlap(box[0], box[2], clip[0], clip[2]) >= SEEN_SHARE * width && overlap(box[1], box[3], clip[1], clip[3]) >= SEEN_SHARE * height;
}

/** The part of a box that lies on the page. */
function clamp([x0, y0, x1, y1]: Box, [left, top, right, bottom]: Box): Box {
  const keep = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
  return [keep(x0, left, right), keep(y0, top, bottom), keep(x1, left, right), keep(y1, top, bottom)];
}

function toFontGlyph(item: unknown): FontGlyph | undefined {
  if (typeof item !== "object" || item === null || !("unicode" in item) || !("width" in item)) return undefined;
  const { unicode, width } = item;
  if (typeof unicode !== "string" || typeof width !== "number") return undefined;
  const vmetric = "vmetric" in item && Array.isArray(item.vmetric) ? toTriple(item.vmetric) : undefined;
  return { unicode, width, isSpace: "isSpace" in item && item.isSpace === true, vmetric };
}

function toTriple([a, b, c]: readonly unknown[]): readonly [number, number, number] | undefined {
  return typeof a === "number" && typeof b === "number" && typeof c === "number" ? [a, b, c] : undefined;
}
