import type { Box } from "../../src/document/place.ts";

/** A line of text as PaddleOCR recognised it; the box is in pixels, the score 0 to 1. */
export interface OcrLine {
  readonly text: string;
  readonly box: Box;
  readonly score?: number;
}

/** A part of a page as the layout analysis cut it out: a text, or a table as HTML. */
export interface Region {
  readonly label: string;
  readonly box: Box;
  readonly text?: string;
  readonly html?: string;
  /** Boxes of the cells in the order of the HTML, where the program says them. */
  readonly cellBoxes: readonly Box[];
}

/** One page of a result of PaddleOCR, in pixels. `regions` is empty where only lines were recognised. */
export interface PaddlePage {
  readonly width?: number;
  readonly height?: number;
  readonly lines: readonly OcrLine[];
  readonly regions: readonly Region[];
}
