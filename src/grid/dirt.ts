import type { Glyph, PageContent } from "../document/page-content.ts";
import { overlap } from "./box.ts";
import { isBlank, median } from "./lines.ts";

/** Characters lower than this, as a share of the page's usual ones, are specks of dirt; raised ones and notes are not. */
const DIRT_SIZE = 0.45;
/** A character smaller than these shares of the usual size is a speck where none of its kind stands beside it; small print has neighbours. */
const LONE = { height: 0.8, width: 0.5 };
/** Neighbours in small print are this near, and as high, in shares of a character's height. */
const NEIGHBOUR = { gap: 0.6, height: 0.25 };
/** What its reader hardly believes is dirt also when it is a little larger. */
const DOUBTFUL = { confidence: 0.35, size: 0.8 };
/** Nothing printed to be read is smaller than this, in points, so that dirt alone does not set the usual size. */
const LEAST_SIZE_PT = 5;
/** Signs that are much wider than high. */
const FLAT = /^[-—–_－―~～=一…]$/u;

/**
 * A page without the specks of a scan that a reader took for characters. They are no print, and would stand in cells,
 * between the parts of a table, or as tables of their own. Exact characters always stay.
 */
export function dropDirt(page: PageContent): PageContent {
  if (page.source === "digital") return page;
  const usual = usualSize(page);
  const isDirt = (glyph: Glyph) => {
    if (glyph.confidence === undefined) return false;
    const least = glyph.confidence < DOUBTFUL.confidence ? DOUBTFUL.size : DIRT_SIZE;
    return sizeOf(glyph) < least * usual;
  };
  return page.glyphs.some(isDirt) ? { ...page, glyphs: page.glyphs.filter((glyph) => !isDirt(glyph)) } : page;
}

/**
 * Characters that stand in no ruled table, without lone small ones. In a cell a lone small character may be its value, and
 * stays.
 */
export function dropLoneSpecks(glyphs: readonly Glyph[], page: PageContent): Glyph[] {
  if (page.source === "digital") return [...glyphs];
  const usual = usualSize(page);
  return glyphs.filter((glyph) => glyph.confidence === undefined || !isSmall(glyph, usual) || glyphs.some((other) => isNeighbour(glyph, other)));
}

function usualSize(page: PageContent): number {
  const sizes = page.glyphs.filter((glyph) => !isBlank(glyph)).map(sizeOf);
  return median(sizes.filter((size) => size >= LEAST_SIZE_PT));
}

/** How high a character's ink stands, or how far it reaches where it is a dash, in points. The size its reader states says nothing of a speck. */
function sizeOf({ box: [x0, y0, x1, y1], text, turn }: Glyph): number {
  if (FLAT.test(text)) return Math.max(x1 - x0, y1 - y0);
  return turn === 90 || turn === 270 ? x1 - x0 : y1 - y0;
}

function isSmall({ box: [x0, y0, x1, y1], text }: Glyph, usual: number): boolean {
  const isDash = FLAT.test(text) && x1 - x0 > y1 - y0;
  return !isDash && y1 - y0 < LONE.height * usual && x1 - x0 < LONE.width * usual;
}

/** Whether another character stands close beside one and is as high. */
function isNeighbour(glyph: Glyph, other: Glyph): boolean {
  const [x0, y0, x1, y1] = glyph.box;
  const height = y1 - y0;
  if (other === glyph || isBlank(other) || Math.abs(other.box[3] - other.box[1] - height) > NEIGHBOUR.height * height) return false;
  const isLevel = overlap(y0, y1, other.box[1], other.box[3]) > height / 2;
  return isLevel && overlap(x0, x1, other.box[0], other.box[2]) > -NEIGHBOUR.gap * height;
}
