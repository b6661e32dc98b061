import type { GrayImage } from "./gray-image.ts";
import type { FramedLine } from "./line-glyphs.ts";
import type { TextLine } from "./text-lines.ts";

/** A line as it was read, with the pixels it was read from. */
export interface SeenLine {
  readonly line: TextLine;
  readonly frame: FramedLine;
  readonly gray: GrayImage;
}
