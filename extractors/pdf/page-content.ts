import type { Glyph, PageContent } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";
import { centre, contains, holds } from "../../src/grid/box.ts";
import { readDrawnBoxes } from "./drawn-boxes.ts";
import type { DrawnPage } from "./page-marks-reader.ts";
import type { DrawnGlyph, PlacedImage } from "./page-marks.ts";

/** A page's characters, parted by whether a person sees them. */
export interface SeenContent {
  readonly content: PageContent;
  /** Characters that leave no ink on the page, and so are no part of the form. */
  readonly hidden: readonly Glyph[];
}

/** The same character this near, in ems, is one drawn twice to look bold or to throw a shadow. */
const TWICE_EM = 0.15;
/** Characters are compared with those whose heads are in the same or the next of bands this high: well above any twin's distance. */
const BAND_PT = 12;

/** What of a page's marks is seen: characters without those drawn twice, lines, and apart from them what is hidden. */
export function findSeenContent(page: DrawnPage): SeenContent {
  const seen: Glyph[] = [];
  const hidden: Glyph[] = [];
  page.glyphs.forEach((glyph, index) => {
    (isHidden(glyph, index, page) ? hidden : seen).push(toGlyph(glyph));
  });
  const { number, widthPt, heightPt } = page;
  const { glyphs, rulings } = readDrawnBoxes(page.shapes, dropTwins(seen), page.rulings);
  return { content: { number, widthPt, heightPt, glyphs, rulings, source: "digital" }, hidden };
}

function toGlyph({ text, box, fontSizePt, turn }: DrawnGlyph): Glyph {
  return {
    text,
    box,
    ...(fontSizePt === undefined ? {} : { fontSizePt }),
    ...(turn === undefined ? {} : { turn }),
  };
}

function isHidden(glyph: DrawnGlyph, index: number, page: DrawnPage): boolean {
  if (glyph.hidden) return true;
  if (page.images.some((image) => coversLater(image, glyph.box, index))) return true;
  return glyph.white && !isOnColour(glyph.box, page);
}

/** Whether a picture was painted over a character that was there before. */
function coversLater(image: PlacedImage, box: Box, index: number): boolean {
  return !image.isMask && image.glyphsBefore > index && contains(image.box, box);
}

function isOnColour(box: Box, page: DrawnPage): boolean {
  const { x, y } = centre(box);
  return page.shades.some((shade) => holds(shade, x, y)) || page.images.some((image) => holds(image.box, x, y));
}

/** Leaves out what was drawn a second time at the same place. */
function dropTwins(glyphs: readonly Glyph[]): Glyph[] {
  const bands = new Map<string, Map<number, Glyph[]>>();
  return glyphs.filter((glyph) => {
    let ofText = bands.get(glyph.text);
    if (ofText === undefined) bands.set(glyph.text, (ofText = new Map<number, Glyph[]>()));
    const band = Math.floor(glyph.box[1] / BAND_PT);
    const near = [ofText.get(band - 1), ofText.get(band), ofText.get(band + 1)];
    if (near.some((others) => others?.some((other) => isTwin(glyph, other)))) return false;
    const kept = ofText.get(band);
    if (kept === undefined) ofText.set(band, [glyph]);
    else kept.push(glyph);
    return true;
  });
}

function isTwin(a: Glyph, b: Glyph): boolean {
  const slack = TWICE_EM * Math.max(a.fontSizePt ?? a.box[3] - a.box[1], 1);
  return Math.abs(a.box[0] - b.box[0]) <= slack && Math.abs(a.box[1] - b.box[1]) <= slack;
}
