import type { Box } from "./place.ts";

/**
 * One printed character, or a group that has only one box between them (a ligature), on a page.
 * `confidence` and `readings` as in a document's run: absent where the character is exact.
 */
export interface Glyph {
  readonly text: string;
  readonly box: Box;
  readonly confidence?: number;
  readonly readings?: readonly string[];
  /** Height of the font in points where it is known; else the box's height is taken. */
  readonly fontSizePt?: number;
  /** Degrees by which the character is turned clockwise on the upright page; absent for none. */
  readonly turn?: 90 | 180 | 270;
}

/** A straight ruling line, horizontal or vertical, from `(x0, y0)` to `(x1, y1)` along its middle, in points. */
export interface Ruling {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly widthPt: number;
}

/** What stands on one page, turned upright: sizes and boxes in points, origin top left. */
export interface PageContent {
  readonly number: number;
  readonly widthPt: number;
  readonly heightPt: number;
  /** In the order the file draws them, or for OCR line by line; reading order is found from the boxes. */
  readonly glyphs: readonly Glyph[];
  readonly rulings: readonly Ruling[];
  readonly source: "digital" | "ocr" | "mixed";
}
