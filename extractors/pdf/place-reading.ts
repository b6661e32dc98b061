import type { Homography } from "../../src/document/homography.ts";
import type { Glyph, PageContent } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";
import { centre, holds } from "../../src/grid/box.ts";

/** Moves what was read of a part of a page to where that part stands. */
export function placeReading(reading: PageContent, [x0, y0]: Box, page: { widthPt: number; heightPt: number }): PageContent {
  if (x0 === 0 && y0 === 0) return reading;
  return {
    ...reading,
    ...page,
    glyphs: reading.glyphs.map((glyph) => ({ ...glyph, box: [glyph.box[0] + x0, glyph.box[1] + y0, glyph.box[2] + x0, glyph.box[3] + y0] })),
    rulings: reading.rulings.map((line) => ({ ...line, x0: line.x0 + x0, x1: line.x1 + x0, y0: line.y0 + y0, y1: line.y1 + y0 })),
  };
}

/** The map of a straightened part of a page, as one of the whole page. */
export function placeMap(map: Homography, [x0, y0]: Box): Homography {
  if (x0 === 0 && y0 === 0) return map;
  const [a, b, c, d, e, f, g, h, i] = map;
  // Into the part's own place, through its map, and back.
  const [c1, f1, i1] = [c - a * x0 - b * y0, f - d * x0 - e * y0, i - g * x0 - h * y0];
  return [a + x0 * g, b + x0 * h, c1 + x0 * i1, d + y0 * g, e + y0 * h, f1 + y0 * i1, g, h, i1];
}

/** A page's own text together with what was read of the pictures on it. Where both have a character, the page's own counts. */
export function mergeContents(own: PageContent, readings: readonly PageContent[]): PageContent {
  const taken = own.glyphs.filter((glyph) => glyph.text.trim() !== "").map((glyph) => glyph.box);
  const isFree = (glyph: Glyph) => {
    const { x, y } = centre(glyph.box);
    return !taken.some((box) => holds(box, x, y));
  };
  return {
    ...own,
    glyphs: [...own.glyphs, ...readings.flatMap((reading) => reading.glyphs.filter(isFree))],
    rulings: [...own.rulings, ...readings.flatMap((reading) => reading.rulings)],
    source: "mixed",
  };
}
