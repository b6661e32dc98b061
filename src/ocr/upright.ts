import { frameLine } from "./frame-line.ts";
import { turnImage, type GrayImage } from "./gray-image.ts";
import { rasterizeLine } from "./line-raster.ts";
import { findLayout, type PageLayout } from "./page-layout.ts";
import type { LineReading, Recognizer } from "./recognizer.ts";
import { straightenPage, type StraightPage } from "./straighten.ts";
import { runsAcross } from "./text-direction.ts";
import type { TextLine } from "./text-lines.ts";

/** A page the right way up, straight, and laid out. Its map leads to the given page turned upright by quarters. */
export interface UprightPage {
  /** How far the given page was turned for that, in degrees clockwise. */
  readonly turn: 0 | 90 | 180 | 270;
  readonly straight: StraightPage;
  readonly layout: PageLayout;
}

/** A form's usual print, 10.5 points, where the page itself does not tell. */
const USUAL_TEXT_INCHES = 10.5 / 72;
/** Lines read to see which way is up. */
const SAMPLE_LINES = 6;
/** Lines of this many characters tell most: shorter ones may be signs, longer ones take long. */
const TELLING_LENGTH = [2.5, 14] as const;
/** Upright text is read with more certainty than this, text on its head with less. */
const READABLE = 0.75;
/** Another way up must read clearly better, or the page stays as it is. */
const BETTER_BY = 0.08;

/**
 * Finds which way is up. Which way lines run shows in the ink (a reader is fooled: it was taught to read short pieces on
 * their side as well); which end is up shows in whether a few lines can be read.
 */
export async function findUpright(image: GrayImage, dpi: number, recognizer: Recognizer): Promise<UprightPage> {
  const given = lay(image, 0, dpi);
  const across = runsAcross(given.layout.patches, given.layout.textSize);
  const page = across ? given : lay(image, 1, dpi);
  const score = await tryReading(page.layout, recognizer);
  if (score >= READABLE) return page;
  const other = lay(image, across ? 2 : 3, dpi);
  return (await tryReading(other.layout, recognizer)) > score + BETTER_BY ? other : page;
}

const turnOfQuarters = [0, 90, 180, 270] as const;

function lay(image: GrayImage, quarters: 0 | 1 | 2 | 3, dpi: number): UprightPage {
  const straight = straightenPage(turnImage(image, quarters));
  return { turn: turnOfQuarters[quarters], straight, layout: findLayout(straight.gray, straight.ink, USUAL_TEXT_INCHES * dpi) };
}

/** The mean certainty of a sample of lines, 0 to 1; 1 where there is nothing to read, since then no way is better. */
async function tryReading(layout: PageLayout, recognizer: Recognizer): Promise<number> {
  const lines = sampleLines(layout);
  if (lines.length === 0) return 1;
  const readings = await recognizer.read(lines.map((line) => rasterizeLine(layout.wiped.gray, frameLine(line, layout.textSize).crop)));
  return readings.reduce((sum, reading) => sum + certainty(reading), 0) / readings.length;
}

function certainty({ characters }: LineReading): number {
  return characters.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, characters.length);
}

function sampleLines({ lines, textSize }: PageLayout): TextLine[] {
  const [shortest, longest] = TELLING_LENGTH;
  const telling = lines.filter((line) => {
    const length = (line.x1 - line.x0) / textSize;
    return length >= shortest && length <= longest;
  });
  const pool = telling.length >= SAMPLE_LINES / 2 ? telling : lines;
  const step = Math.max(1, Math.floor(pool.length / SAMPLE_LINES));
  return pool.filter((_, index) => index % step === 0).slice(0, SAMPLE_LINES);
}
