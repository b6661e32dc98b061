import type { Box } from "../../src/document/place.ts";
import type { PageFont } from "./page-font.ts";
import type { Matrix } from "./matrix.ts";

/** What a PDF's operators set and `save` and `restore` keep: PDF 32000-1:2008, 8.4 and 9.3. */
export interface GraphicsState {
  matrix: Matrix;
  /** The box around what clipping leaves visible, on the page. */
  clip: Box;
  lineWidth: number;
  fillIsWhite: boolean;
  strokeIsWhite: boolean;
  fillAlpha: number;
  strokeAlpha: number;
  font: PageFont | undefined;
  fontSize: number;
  /** -1 where the font's size is negative: letters run backwards and stand on their heads. */
  fontDirection: 1 | -1;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderMode: number;
  textMatrix: Matrix;
  /** Where the next character goes, and where its line began, in text space. */
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

/** The state in which a page begins. */
export function initialState(matrix: Matrix, clip: Box): GraphicsState {
  return {
    matrix,
    clip,
    lineWidth: 1,
    fillIsWhite: false,
    strokeIsWhite: false,
    fillAlpha: 1,
    strokeAlpha: 1,
    font: undefined,
    fontSize: 0,
    fontDirection: 1,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    renderMode: 0,
    textMatrix: [1, 0, 0, 1, 0, 0],
    x: 0,
    y: 0,
    lineX: 0,
    lineY: 0,
  };
}
