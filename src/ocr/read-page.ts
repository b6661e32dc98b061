import type { Homography } from "../document/homography.ts";
import type { Glyph, Ruling } from "../document/page-content.ts";
import type { GrayImage } from "./gray-image.ts";
import type { PixelGlyph } from "./line-glyphs.ts";
import { readLines, type Readers } from "./read-lines.ts";
import { rememberReadings } from "./remember-readings.ts";
import type { PixelRuling } from "./ruling-line.ts";
import { findUpright } from "./upright.ts";

/** A page to read: grey pixels, and how many of them make an inch. */
export interface GrayPage {
  readonly image: GrayImage;
  readonly dpi: number;
}

/** What was read of a page; sizes, boxes and the map in points of the straightened page. */
export interface PageText {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly glyphs: readonly Glyph[];
  readonly rulings: readonly Ruling[];
  readonly toPage: Homography;
  /** How far the page was turned to stand upright, in degrees clockwise. */
  readonly turn: 0 | 90 | 180 | 270;
}

const POINTS_PER_INCH = 72;

/** Reads one page: turns it upright and straightens it, finds rulings and lines of text, and has each line read. */
export async function readPage(page: GrayPage, readers: Readers): Promise<PageText> {
  const first = rememberReadings(readers.first);
  const { turn, straight, layout } = await findUpright(page.image, page.dpi, first);
  const glyphs = await readLines(layout, { ...readers, first });
  const scale = POINTS_PER_INCH / page.dpi;
  return {
    widthPt: straight.gray.width * scale,
    heightPt: straight.gray.height * scale,
    glyphs: glyphs.map((glyph) => scaleGlyph(glyph, scale)),
    rulings: layout.rulings.map((line) => scaleRuling(line, scale)),
    toPage: scaleMap(straight.toGiven, scale),
    turn,
  };
}

function scaleGlyph(glyph: PixelGlyph, scale: number): Glyph {
  const { x0, y0, x1, y1 } = glyph.box;
  return {
    text: glyph.text,
    box: [x0 * scale, y0 * scale, x1 * scale, y1 * scale],
    confidence: glyph.confidence,
    fontSizePt: glyph.size * scale,
    ...(glyph.readings.length > 0 ? { readings: glyph.readings } : {}),
  };
}

function scaleRuling(line: PixelRuling, scale: number): Ruling {
  const from = line.from * scale;
  const to = line.to * scale;
  const [start, end] = [line.middleFrom * scale, line.middleTo * scale];
  const widthPt = line.thickness * scale;
  return line.horizontal ? { x0: from, y0: start, x1: to, y1: end, widthPt } : { x0: start, y0: from, x1: end, y1: to, widthPt };
}

/** The same map for coordinates that are `scale` times as large. */
function scaleMap(map: Homography, scale: number): Homography {
  const [a, b, c, d, e, f, g, h, i] = map;
  return [a, b, c * scale, d, e, f * scale, g / scale, h / scale, i];
}
