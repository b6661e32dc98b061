import type { FramedLine } from "./line-glyphs.ts";
import type { TextLine } from "./text-lines.ts";

/** Paper left round a line, as a share of its height: the recogniser was trained on boxes that fit about so. */
const FRAME = 0.12;
const SIDE_FRAME = 0.25;
/** Digits alone fill their crop, or a 0 looks like an o; a dash alone does not. Share of the text size. */
const LOWEST_FRAME = 0.62;

/** Parts lower than this share of the usual part are points, commas and strokes: they do not say where the line runs. */
const FULL_HEIGHT = 0.75;
/** Ink further than this beyond the usual upper or lower edge belongs to a neighbouring line that touches; share of the text size. */
const STRAY = 0.15;

/** The box of a line as the recogniser is to see it: with a little paper round it. `textSize` is the page's, in pixels. */
export function frameLine(line: TextLine, textSize: number): FramedLine {
  const [y0, y1] = findRows(line, textSize);
  const height = Math.max(y1 - y0, LOWEST_FRAME * textSize);
  const middle = (y0 + y1) / 2;
  const half = height * (0.5 + FRAME);
  const side = Math.round(SIDE_FRAME * height);
  const crop = { x0: line.x0 - side, y0: Math.round(middle - half), x1: line.x1 + side, y1: Math.round(middle + half) };
  return { crop, y0, y1, size: Math.max(height, textSize) };
}

/** The rows that a line's characters fill, but for ink that strays in from the lines above and below. */
function findRows(line: TextLine, textSize: number): [number, number] {
  const core = line.parts.filter((part) => part.y1 - part.y0 >= 0.45 * textSize);
  const usual = median(core.map((part) => part.y1 - part.y0));
  const full = core.filter((part) => part.y1 - part.y0 >= FULL_HEIGHT * usual);
  if (full.length < 2) return [line.y0, line.y1];
  const stray = Math.round(STRAY * textSize);
  const y0 = Math.max(line.y0, median(full.map((part) => part.y0)) - stray);
  const y1 = Math.min(line.y1, median(full.map((part) => part.y1)) + stray);
  return [y0, y1];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
