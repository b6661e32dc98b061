import { isDirt } from "./drop-dirt.ts";
import { insertDroppedPoints } from "./dropped-points.ts";
import { frameLine } from "./frame-line.ts";
import { judgePoints } from "./judge-points.ts";
import { placeGlyphs, type PixelGlyph } from "./line-glyphs.ts";
import { rasterizeLine } from "./line-raster.ts";
import { foldLookalikes } from "./lookalikes.ts";
import type { PageLayout } from "./page-layout.ts";
import { placeMarks } from "./place-marks.ts";
import { doubtBesideUnread, fillUnread, readUnreadInk, type ReadLine } from "./read-again.ts";
import type { Recognizer } from "./recognizer.ts";
import { seePoints } from "./see-points.ts";
import { weighSecondReading } from "./second-opinion.ts";

/** The readers of a page: the first reads every line, the second, where there is one, those in doubt. */
export interface Readers {
  readonly first: Recognizer;
  /** Started when the first doubtful line turns up; undefined where it cannot be had. */
  readonly second: () => Promise<Recognizer | undefined>;
}

/** A line is in doubt when a character of it is less certain than this; in a line with digits every one must be surer. */
const SURE = 0.8;
const SURE_OF_NUMBERS = 0.95;
/** Lines a page that the second reader reads, the most doubtful first: it takes twice as long as the first. */
const MAX_SECOND_READINGS = 24;

/** Reads every line of a page; the characters line by line, in pixels of the straight page. */
export async function readLines(layout: PageLayout, readers: Readers): Promise<PixelGlyph[]> {
  const { gray, ink } = layout.wiped;
  const lines = layout.lines.map((line) => ({ line, frame: frameLine(line, layout.textSize), gray }));
  const readings = await readers.first.read(lines.map(({ frame }) => rasterizeLine(gray, frame.crop)));
  const first = lines.flatMap((seen, index) => {
    const reading = readings[index];
    if (reading === undefined) return [];
    const placed = insertDroppedPoints(placeMarks(placeGlyphs(reading, seen.frame, ink), seen), seen);
    return [{ seen, glyphs: judgePoints(seePoints(foldLookalikes(placed, seen.line), seen), seen.line, gray) }];
  });
  const read = await readUnreadInk(first, readers.first);
  const print = read.filter(({ seen, glyphs }) => !isDirt({ line: seen.line, glyphs }, layout.rulings, layout.textSize));
  return (await reconsider(print, readers)).flatMap(doubtBesideUnread);
}

async function reconsider(lines: ReadLine[], readers: Readers): Promise<ReadLine[]> {
  const doubtful = lines
    .map((line) => ({ line, doubt: line.unread.length > 0 ? 1 : measureDoubt(line.glyphs) }))
    .filter(({ doubt }) => doubt > 0)
    .sort((a, b) => b.doubt - a.doubt)
    .slice(0, MAX_SECOND_READINGS)
    .map(({ line }) => line);
  const second = doubtful.length > 0 ? await readers.second() : undefined;
  if (second === undefined) return lines;
  const readings = await second.read(doubtful.map(({ seen }) => rasterizeLine(seen.gray, seen.frame.crop)));
  const weighed = new Map(doubtful.map((line, index) => [line, readings[index]]));
  return lines.map((line) => {
    const reading = weighed.get(line);
    return reading === undefined ? line : fillUnread({ ...line, glyphs: weighSecondReading(line.glyphs, reading) }, reading);
  });
}

/** How far the least certain character falls short of what is asked; 0 where none does. */
function measureDoubt(glyphs: readonly PixelGlyph[]): number {
  const numeric = glyphs.some(({ text }) => /\d/.test(text));
  const printed = glyphs.filter(({ text, sign }) => text.trim() !== "" && sign !== true);
  const least = Math.min(1, ...printed.map(({ confidence }) => confidence));
  return Math.max(0, (numeric ? SURE_OF_NUMBERS : SURE) - least);
}
