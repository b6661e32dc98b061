import type { Homography } from "../document/homography.ts";
import type { Glyph, Ruling } from "../document/page-content.ts";
import type { GrayImage } from "./gray-image.ts";
import { placeGlyphs, type FramedLine, type PixelGlyph } from "./line-glyphs.ts";
import { rasterizeLine } from "./line-raster.ts";
import { placeMarks } from "./place-marks.ts";
import { findLayout, type PageLayout } from "./page-layout.ts";
import type { Recognizer } from "./recognizer.ts";
import type { PixelRuling } from "./ruling-lines.ts";
import { straightenPage } from "./straighten.ts";
import type { TextLine } from "./text-lines.ts";

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
}

/** A form's usual print, 10.5 points, where the page itself does not tell. */
const USUAL_TEXT_PT = 10.5;
const POINTS_PER_INCH = 72;

/** Reads one page: straightens it, finds rulings and lines of text, and has each line read. */
export async function readPage(page: GrayPage, recognizer: Recognizer): Promise<PageText> {
  const straight = straightenPage(page.image);
  const layout = findLayout(straight.gray, straight.ink, (USUAL_TEXT_PT / POINTS_PER_INCH) * page.dpi);
  const glyphs = await readLines(layout, recognizer);
  const scale = POINTS_PER_INCH / page.dpi;
  return {
    widthPt: page.image.width * scale,
    heightPt: page.image.height * scale,
    glyphs: glyphs.map((glyph) => scaleGlyph(glyph, scale)),
    rulings: layout.rulings.map((line) => scaleRuling(line, scale)),
    toPage: scaleMap(straight.toGiven, scale),
  };
}

async function readLines(layout: PageLayout, recognizer: Recognizer): Promise<PixelGlyph[]> {
  const { gray, ink } = layout.wiped;
  const lines = layout.lines.map((line) => ({ line, frame: frameLine(line, layout.textSize), gray }));
  const readings = await recognizer.read(lines.map(({ frame }) => rasterizeLine(gray, frame.crop)));
  return readings.flatMap((reading, index) => {
    const seen = lines[index];
    return seen ? placeMarks(placeGlyphs(reading, seen.frame, ink), seen) : [];
  });
}

/** Paper left round a line, as a share of its height: the recogniser was trained on boxes that fit about so. */
const FRAME = 0.12;
const SIDE_FRAME = 0.25;
/** Digits alone fill their crop, or a 0 looks like an o; a dash alone does not. Share of the text size. */
const LOWEST_FRAME = 0.62;

/** The box of a line as the recogniser is to see it: with a little paper round it. */
function frameLine(line: TextLine, textSize: number): FramedLine {
  const height = Math.max(line.y1 - line.y0, LOWEST_FRAME * textSize);
  const middle = (line.y0 + line.y1) / 2;
  const half = height * (0.5 + FRAME);
  const side = Math.round(SIDE_FRAME * height);
  const crop = { x0: line.x0 - side, y0: Math.round(middle - half), x1: line.x1 + side, y1: Math.round(middle + half) };
  return { crop, y0: line.y0, y1: line.y1, size: Math.max(height, textSize) };
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
