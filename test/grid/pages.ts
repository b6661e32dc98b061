import type { Glyph, PageContent, Ruling } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";

/** A page of A4 size with what is given on it. */
export function makePage(content: Partial<PageContent>): PageContent {
  return { number: 1, widthPt: 595, heightPt: 842, glyphs: [], rulings: [], source: "digital", ...content };
}

/** Characters in a row from `(x, y)` (top left), Chinese ones one em wide and others half of it; spaces leave blank characters. */
export function write(text: string, x: number, y: number, emPt = 10): Glyph[] {
  let left = x;
  return Array.from(text).map((character) => {
    const width = /[\u2e80-\uffff]/u.test(character) ? emPt : emPt / 2;
    const box: Box = [left, y, left + width, y + emPt];
    left += width;
    return { text: character, box, fontSizePt: emPt };
  });
}

export function level(y: number, x0: number, x1: number): Ruling {
  return { x0, y0: y, x1, y1: y, widthPt: 0.5 };
}

export function upright(x: number, y0: number, y1: number): Ruling {
  return { x0: x, y0, x1: x, y1, widthPt: 0.5 };
}

/** The four sides of a box. */
export function frame([x0, y0, x1, y1]: Box): Ruling[] {
  return [level(y0, x0, x1), level(y1, x0, x1), upright(x0, y0, y1), upright(x1, y0, y1)];
}
