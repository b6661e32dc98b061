import type { FramedLine } from "./line-glyphs.ts";
import type { TextLine } from "./text-lines.ts";

/** Paper left round a line, as a share of its height: the recogniser was trained on boxes that fit about so. */
const FRAME = 0.12;
const SIDE_FRAME = 0.25;
/** Digits alone fill their crop, or a 0 looks like an o; a dash alone does not. Share of the text size. */
const LOWEST_FRAME = 0.62;

/** The box of a line as the recogniser is to see it: with a little paper round it. `textSize` is the page's, in pixels. */
export function frameLine(line: TextLine, textSize: number): FramedLine {
  const height = Math.max(line.y1 - line.y0, LOWEST_FRAME * textSize);
  const middle = (line.y0 + line.y1) / 2;
  const half = height * (0.5 + FRAME);
  const side = Math.round(SIDE_FRAME * height);
  const crop = { x0: line.x0 - side, y0: Math.round(middle - half), x1: line.x1 + side, y1: Math.round(middle + half) };
  return { crop, y0: line.y0, y1: line.y1, size: Math.max(height, textSize) };
}
