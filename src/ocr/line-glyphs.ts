import type { PixelBox, InkImage } from "./gray-image.ts";
import type { LineReading } from "./recognizer.ts";
import { RASTER_HEIGHT } from "./line-raster.ts";

/** A character on the page in pixels, with what the readers said of it. */
export interface PixelGlyph {
  readonly text: string;
  readonly box: PixelBox;
  readonly confidence: number;
  readonly readings: readonly string[];
  /** Where along its line the reader saw the character's middle. */
  readonly centre: number;
  /** The room between the borders to its neighbours, of which the box is the part with ink. */
  readonly room: { readonly x0: number; readonly x1: number };
  /** Height of the print. */
  readonly size: number;
  /** Whether the eye for signs placed it; the readers know such signs no better. */
  readonly sign?: boolean;
}

/** A point or a comma takes more room than its ink; the box gets up to this share of the print's height on either side. */
const BEARING = 0.1;

/** No character is wider than this, in heights of the print; of one that seems to be, this much to either side of its middle is taken. */
const WIDEST = 1.3;
const HALF_WIDTH = 0.62;

/** A line that was cut out to be read: the box given to the recogniser, the rows of its ink, and the height of its print. */
export interface FramedLine {
  readonly crop: PixelBox;
  readonly y0: number;
  readonly y1: number;
  readonly size: number;
}

/**
 * Where each character that was read stands on the page: between the emptiest columns on either side of where the
 * recogniser saw it, as high as its line.
 * @param ink the page without rulings.
 */
export function placeGlyphs(reading: LineReading, line: FramedLine, ink: InkImage): PixelGlyph[] {
  const { crop } = line;
  const scale = (crop.y1 - crop.y0) / RASTER_HEIGHT;
  const columns = countColumns(ink, crop);
  const centres = reading.characters.map((read) => ((read.fromStep + read.toStep) / 2) * reading.columnsPerStep * scale);
  const cuts = findCuts(centres, columns);
  return reading.characters.map((read, index) => {
    const from = crop.x0 + (cuts[index] ?? 0);
    const to = Math.max(from + 1, crop.x0 + (cuts[index + 1] ?? columns.length));
    const { x0, x1 } = trimToInk(ink, { x0: from, y0: crop.y0, x1: to, y1: crop.y1 });
    const centre = crop.x0 + (centres[index] ?? 0);
    const bearing = BEARING * line.size;
    // Ink this wide is not all this character's: a sign beside it was not read.
    const reach = x1 - x0 > WIDEST * line.size ? HALF_WIDTH * line.size : Infinity;
    return {
      text: read.text,
      box: { x0: Math.max(from, x0 - bearing, centre - reach), x1: Math.min(to, x1 + bearing, centre + reach), ...findGlyphRows(line, read.confidence) },
      room: { x0: from, x1: to },
      size: line.size,
      centre,
      confidence: read.confidence,
      readings: read.alternatives.map((alternative) => alternative.text),
    };
  });
}

/** A dash or an = alone takes the room of a character all the same, or it would pass for dirt; what was hardly read may be dirt. */
const LOW_LINE = 0.6;
const FULL_HEIGHT = 0.72;
const BELIEVED = 0.5;

/** The rows that a character takes in its line. */
export function findGlyphRows(line: FramedLine, confidence: number): { readonly y0: number; readonly y1: number } {
  if (line.y1 - line.y0 >= LOW_LINE * line.size || confidence < BELIEVED) return { y0: line.y0, y1: line.y1 };
  const middle = (line.y0 + line.y1) / 2;
  const half = (FULL_HEIGHT * line.size) / 2;
  return { y0: middle - half, y1: middle + half };
}

/** Ink pixels in each column of a box. */
export function countColumns(ink: InkImage, box: PixelBox): Uint16Array {
  const counts = new Uint16Array(Math.max(1, box.x1 - box.x0));
  for (let y = Math.max(0, box.y0); y < Math.min(ink.height, box.y1); y++) {
    for (let x = Math.max(0, box.x0); x < Math.min(ink.width, box.x1); x++) {
      if (ink.data[y * ink.width + x] === 1) counts[x - box.x0] = (counts[x - box.x0] ?? 0) + 1;
    }
  }
  return counts;
}

/** Borders between characters: one before the first, one after each. */
function findCuts(centres: readonly number[], columns: Uint16Array): number[] {
  const cuts = [0];
  for (let index = 0; index + 1 < centres.length; index++) {
    cuts.push(findGap(columns, centres[index] ?? 0, centres[index + 1] ?? 0));
  }
  cuts.push(columns.length);
  return cuts;
}

/** The emptiest column between two characters' middles; of equals the one nearest to half-way. */
function findGap(columns: Uint16Array, left: number, right: number): number {
  const middle = (left + right) / 2;
  let best = Math.round(middle);
  let bestCost = Infinity;
  for (let x = Math.ceil(left); x <= Math.floor(right); x++) {
    const cost = (columns[x] ?? 0) + (2 * Math.abs(x - middle)) / Math.max(1, right - left);
    if (cost < bestCost) {
      best = x;
      bestCost = cost;
    }
  }
  return best;
}

/** The box of the ink inside a box; the box itself where it holds none (a space). */
export function trimToInk(ink: InkImage, box: PixelBox): PixelBox {
  let { x0, y0, x1, y1 } = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (let y = Math.max(0, box.y0); y < Math.min(ink.height, box.y1); y++) {
    for (let x = Math.max(0, box.x0); x < Math.min(ink.width, box.x1); x++) {
      if (ink.data[y * ink.width + x] !== 1) continue;
      if (x < x0) x0 = x;
      if (x + 1 > x1) x1 = x + 1;
      if (y < y0) y0 = y;
      y1 = y + 1;
    }
  }
  return x0 < x1 ? { x0, y0, x1, y1 } : box;
}
