import type { Glyph } from "../document/page-content.ts";
import type { Box } from "../document/place.ts";

/** A Latin letter or a digit is about this wide where a Chinese character is 1. */
const NARROW = 0.55;
/** A word this much higher than wide is written from top to bottom. */
const UPRIGHT_RATIO = 1.5;

const narrow = /^[\u0020-\u10ff]$/u;

function weigh(character: string): number {
  return narrow.test(character) ? NARROW : 1;
}

/**
 * The characters of a word, or of a line, that another program gave one box for all of: each gets its share of the box, by the
 * usual widths of letters and Chinese characters. Blanks keep their share and are left out. `confidence` (0 to 1) is the word's.
 */
export function splitWord(text: string, box: Box, confidence?: number): Glyph[] {
  const characters = Array.from(text);
  const total = characters.reduce((sum, character) => sum + weigh(character), 0);
  const [x0, y0, x1, y1] = box;
  const isUpright = characters.length > 1 && y1 - y0 > UPRIGHT_RATIO * (x1 - x0);
  const certainty = confidence === undefined ? {} : { confidence };
  let done = 0;
  return characters.flatMap((character): Glyph[] => {
    const from = done / total;
    done += weigh(character);
    const to = done / total;
    if (character.trim() === "") return [];
    const share: Box = isUpright
      ? [x0, y0 + (y1 - y0) * from, x1, y0 + (y1 - y0) * to]
      : [x0 + (x1 - x0) * from, y0, x0 + (x1 - x0) * to, y1];
    return [{ text: character, box: share, ...certainty }];
  });
}
