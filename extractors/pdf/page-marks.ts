import type { Glyph, Ruling } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";
import type { SmallShape } from "./drawn-boxes.ts";
import type { Matrix } from "./matrix.ts";

/** A character as the page draws it. */
export interface DrawnGlyph extends Glyph {
  /** Left out by a person's eye: drawn without ink, or in white on white, or under a picture. */
  readonly hidden: boolean;
  readonly white: boolean;
}

/** A picture as the page places it. */
export interface PlacedImage {
  readonly box: Box;
  readonly widthPx: number;
  readonly heightPx: number;
  /** From the picture's unit square (origin at its lower left) to the page. */
  readonly matrix: Matrix;
  /** Under which name pdf.js keeps its pixels; undefined where it has none (a mask, or one inside the page's content). */
  readonly objectId: string | undefined;
  /** How many characters were drawn before it. */
  readonly glyphsBefore: number;
  readonly isMask: boolean;
}

/** What a page's operators draw, in points, origin top left, upright after the page's own rotation. */
export interface PageMarks {
  readonly glyphs: DrawnGlyph[];
  readonly rulings: Ruling[];
  readonly images: PlacedImage[];
  readonly shapes: SmallShape[];
  /** Areas filled with a colour other than white. */
  readonly shades: Box[];
  /** Shapes with curves: outlines of letters where a page has many and no text. */
  curveCount: number;
}
