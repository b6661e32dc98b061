import type { PixelBox } from "./gray-image.ts";
import { groupAtoms } from "./ink-atoms.ts";
import { findGlyphRows, type PixelGlyph } from "./line-glyphs.ts";
import { RASTER_HEIGHT, rasterizeLine } from "./line-raster.ts";
import { pickSign } from "./point-eye.ts";
import type { LineReading, Recognizer } from "./recognizer.ts";
import { lookAt, type Neighbours } from "./see-points.ts";
import type { SeenLine } from "./seen-line.ts";
import { findUnreadInk, halfWidthOf } from "./unread-ink.ts";

/** A line with the characters that were read of it, and the ink in which none was found. */
export interface ReadLine {
  readonly seen: SeenLine;
  readonly glyphs: PixelGlyph[];
  readonly unread: readonly PixelBox[];
}

/** Shares of the print's height: paper on either side of ink that is read alone; ink as large as a character, and as thin as a stroke. */
const SIDE = 0.14;
const CHARACTER = 0.5;
const THIN = 0.3;
const INK_REACH = 0.9;
/** Characters stand so far apart that this part of the ink between them is surely none of theirs. */
const LEAST_ROOM = 0.6;
/** A point behind a line's end is no smaller than this, or it is a speck. */
const LEAST_AT_END = 0.18;
/** A character that was passed over at first is at best this certain, and so are its neighbours where it stays unread. */
const PASSED_OVER = 0.6;
/** The eye must be this sure that the ink is a point or bracket at all. */
const MOST_OTHER = 0.15;
const LEAST_SEEN = 0.35;
/** A character read alone is believed to be there at all from this certainty on. */
const LEAST_BELIEF = 0.15;

/**
 * The lines with the ink in which the reader read nothing looked at once more: a point or bracket by the eye, a character
 * alone by the reader.
 */
export async function readUnreadInk(lines: readonly Omit<ReadLine, "unread">[], reader: Recognizer): Promise<ReadLine[]> {
  const seen = lines.map(placePoints);
  const unread = seen.flatMap((line) => findUnreadInk(line.glyphs, line.seen).filter((box) => isCharacterSized(box, line)).map((box) => ({ line, box })));
  const readings = unread.length === 0 ? [] : await reader.read(unread.map(({ line, box }) => cutOut(line.seen, box)));
  const byLine = Map.groupBy(unread.map((one, index) => ({ ...one, reading: readings[index] })), ({ line }) => line);
  return seen.map((line) => (byLine.get(line) ?? []).reduce((so, { box, reading }) => insertReading(so, box, reading), line));
}

/** The line with what another reader read of it put in where ink is unread. */
export function fillUnread(line: ReadLine, reading: LineReading): ReadLine {
  const { crop } = line.seen.frame;
  const scale = ((crop.y1 - crop.y0) / RASTER_HEIGHT) * reading.columnsPerStep;
  const read = reading.characters.filter(({ text }) => text.trim() !== "").map((one) => ({ one, centre: crop.x0 + ((one.fromStep + one.toStep) / 2) * scale }));
  return line.unread.reduce((so, box) => {
    const inside = read.filter(({ centre }) => centre >= box.x0 && centre <= box.x1).map(({ one }) => one);
    return inside.length === 0 ? so : { ...insert(so, spread(box, inside, so)), unread: so.unread.filter((other) => other !== box) };
  }, line);
}

/** The line's characters; those beside ink that nobody read are doubtful, since text is missing between them. */
export function doubtBesideUnread({ glyphs, unread }: ReadLine): PixelGlyph[] {
  const doubted = new Set(unread.flatMap((box) => listBeside(glyphs, box)));
  return glyphs.map((glyph) => (doubted.has(glyph) ? { ...glyph, confidence: Math.min(glyph.confidence, PASSED_OVER) } : glyph));
}

/** The points and brackets that the eye is sure of put in. */
function placePoints(line: Omit<ReadLine, "unread">): ReadLine {
  return findUnreadInk(line.glyphs, line.seen).reduce<ReadLine>((so, box) => {
    const seen = lookAt(box, so.seen, findNeighbours(so.glyphs, box));
    const best = pickSign(seen);
    if (best === undefined || seen.other > MOST_OTHER || best.confidence < LEAST_SEEN || !canBePassedOver(best.sign, box, so)) return so;
    return insert(so, [makeGlyph(best.sign, Math.min(best.confidence, PASSED_OVER), box, so.seen, [])]);
  }, { ...line, unread: [] });
}

/** A % may be passed over anywhere, other signs in Chinese text only; a speck behind a line's end is smaller than they are. */
function canBePassedOver(sign: string, { x0, x1, y0, y1 }: PixelBox, { glyphs, seen }: ReadLine): boolean {
  if (sign === "%") return true;
  if (!glyphs.some(({ text }) => /\p{Script=Han}/u.test(text))) return false;
  const isInside = glyphs.some(({ text, centre }) => text.trim() !== "" && centre > x1);
  return isInside || Math.min(x1 - x0, y1 - y0) >= LEAST_AT_END * seen.frame.size;
}

/** Whether ink is as large as a character, and the characters beside it leave it room. */
function isCharacterSized(box: PixelBox, { seen, glyphs }: ReadLine): boolean {
  const { x0, x1, y0, y1 } = box;
  const size = seen.frame.size;
  if (Math.max(x1 - x0, y1 - y0) < CHARACTER * size) return false;
  const [before, after] = listBeside(glyphs, box);
  if (before === undefined || after === undefined) return true;
  return after.centre - before.centre >= (halfWidthOf(before.text) + halfWidthOf(after.text)) * size + LEAST_ROOM * (x1 - x0);
}

function cutOut({ frame, gray }: SeenLine, box: PixelBox): ReturnType<typeof rasterizeLine> {
  const side = Math.round(SIDE * frame.size);
  return rasterizeLine(gray, { x0: box.x0 - side, x1: box.x1 + side, y0: frame.crop.y0, y1: frame.crop.y1 });
}

function insertReading(line: ReadLine, box: PixelBox, reading: LineReading | undefined): ReadLine {
  // What is as thin as a stroke is as often the rest of a ruling, or of a stamp.
  const isThin = box.x1 - box.x0 < THIN * line.seen.frame.size;
  const read = (reading?.characters ?? []).filter(({ text, confidence }) => text.trim() !== "" && confidence >= (isThin ? PASSED_OVER : LEAST_BELIEF));
  if (read.length > 0) return insert(line, spread(box, read, line));
  return isThin ? line : { ...line, unread: [...line.unread, box] };
}

/** Characters side by side in a box, which are not those beside it once more. */
function spread(box: PixelBox, all: LineReading["characters"], { seen, glyphs }: Pick<ReadLine, "seen" | "glyphs">): PixelGlyph[] {
  const [before, after] = listBeside(glyphs, box);
  const read = all.length < 2 ? all : all.filter(({ text }, index) => !(index === 0 && text === before?.text) && !(index === all.length - 1 && text === after?.text));
  const width = (box.x1 - box.x0) / read.length;
  return read.map(({ text, confidence, alternatives }, index) => {
    const part = { ...box, x0: box.x0 + index * width, x1: box.x0 + (index + 1) * width };
    return makeGlyph(text, Math.min(confidence, PASSED_OVER), part, seen, alternatives.map((other) => other.text));
  });
}

/** The characters before and behind a stretch of a line. */
function listBeside(glyphs: readonly PixelGlyph[], { x0, x1 }: Pick<PixelBox, "x0" | "x1">): [PixelGlyph | undefined, PixelGlyph | undefined] {
  const middle = (x0 + x1) / 2;
  const isPrinted = ({ text }: PixelGlyph): boolean => text.trim() !== "";
  return [glyphs.findLast((glyph) => isPrinted(glyph) && glyph.centre < middle), glyphs.find((glyph) => isPrinted(glyph) && glyph.centre >= middle)];
}

function findNeighbours(glyphs: readonly PixelGlyph[], box: PixelBox): Neighbours {
  const [before, after] = listBeside(glyphs, box);
  return { before: before?.text, after: after?.text };
}

function insert(line: ReadLine, made: readonly PixelGlyph[]): ReadLine {
  const [first] = made;
  if (first === undefined) return line;
  const atoms = groupAtoms(line.seen.line.parts).filter(({ x0, x1 }) => x1 <= first.room.x0 || x0 >= first.room.x1);
  const at = line.glyphs.findIndex((glyph) => findInkMiddle(glyph, line.glyphs, atoms) > first.centre);
  return { ...line, glyphs: at < 0 ? [...line.glyphs, ...made] : [...line.glyphs.slice(0, at), ...made, ...line.glyphs.slice(at)] };
}

/** The middle of a character's own ink: beside ink that was passed over, readers place characters half their width off. */
function findInkMiddle(glyph: PixelGlyph, glyphs: readonly PixelGlyph[], atoms: readonly PixelBox[]): number {
  const own = atoms.filter(({ x0, x1 }) => {
    const distance = Math.abs((x0 + x1) / 2 - glyph.centre);
    return distance < INK_REACH * glyph.size && glyphs.every((other) => Math.abs((x0 + x1) / 2 - other.centre) >= distance);
  });
  return own.length === 0 ? glyph.centre : (Math.min(...own.map(({ x0 }) => x0)) + Math.max(...own.map(({ x1 }) => x1))) / 2;
}

function makeGlyph(text: string, confidence: number, box: PixelBox, { frame }: SeenLine, readings: readonly string[]): PixelGlyph {
  const room = { x0: box.x0, x1: box.x1 };
  return { text, box: { ...room, ...findGlyphRows(frame, confidence) }, room, size: frame.size, centre: (box.x0 + box.x1) / 2, confidence, readings };
}
