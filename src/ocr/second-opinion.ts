import type { PixelGlyph } from "./line-glyphs.ts";
import type { LineReading } from "./recognizer.ts";

/** Two readers that agree err together this much less often than the first alone. */
const AGREEMENT = 0.35;
/** A character that the second reader saw otherwise is at best this certain. */
const DISPUTED = 0.85;
/** The second reader's word counts instead of the first's where the first was this unsure and it is this sure. */
const FIRST_UNSURE = 0.45;
const SECOND_SURE = 0.9;

/**
 * The first reader's characters weighed by a second reading of the same line: agreement makes them surer; where the two
 * differ, both readings are kept. Signs that the eye placed stand; the second reader knows them no better.
 */
export function weighSecondReading(glyphs: readonly PixelGlyph[], second: LineReading): PixelGlyph[] {
  const others = second.characters.filter(({ text }) => text.trim() !== "");
  const mates = alignCharacters(glyphs.map(({ text }) => fold(text)), others.map(({ text }) => fold(text)));
  return glyphs.map((glyph, index) => {
    if (glyph.text.trim() === "" || glyph.sign === true) return glyph;
    const mate = mates[index];
    const other = mate === undefined ? undefined : others[mate];
    if (other === undefined) return { ...glyph, confidence: Math.min(glyph.confidence, DISPUTED) };
    if (fold(other.text) === fold(glyph.text)) return { ...glyph, confidence: 1 - (1 - glyph.confidence) * AGREEMENT };
    return settle(glyph, other.text, other.confidence);
  });
}

function settle(glyph: PixelGlyph, text: string, confidence: number): PixelGlyph {
  const believed = glyph.readings.includes(text);
  const swap = glyph.confidence < FIRST_UNSURE && (confidence >= SECOND_SURE || believed);
  const [chosen, dropped] = swap ? [text, glyph.text] : [glyph.text, text];
  const readings = [dropped, ...glyph.readings].filter((reading) => reading !== chosen);
  return { ...glyph, text: chosen, confidence: Math.min(glyph.confidence, DISPUTED), readings: [...new Set(readings)] };
}

/** Wide and narrow forms are one reading. */
function fold(text: string): string {
  return text.normalize("NFKC");
}

/**
 * For each character of the first text the index of its mate in the second, undefined where it has none: the alignment
 * with the fewest changes. Characters that differ are mates where they stand in each other's place.
 */
export function alignCharacters(first: readonly string[], second: readonly string[]): (number | undefined)[] {
  const width = second.length + 1;
  const costs = new Uint16Array((first.length + 1) * width);
  const cost = (row: number, column: number): number => costs[row * width + column] ?? 0;
  for (let row = 0; row <= first.length; row++) {
    for (let column = 0; column <= second.length; column++) {
      if (row === 0 || column === 0) costs[row * width + column] = row + column;
      else {
        const change = first[row - 1] === second[column - 1] ? 0 : 1;
        costs[row * width + column] = Math.min(cost(row - 1, column - 1) + change, cost(row - 1, column) + 1, cost(row, column - 1) + 1);
      }
    }
  }
  const mates = new Array<number | undefined>(first.length).fill(undefined);
  let [row, column] = [first.length, second.length];
  while (row > 0 && column > 0) {
    const change = first[row - 1] === second[column - 1] ? 0 : 1;
    if (cost(row, column) === cost(row - 1, column - 1) + change) mates[--row] = --column;
    else if (cost(row, column) === cost(row - 1, column) + 1) row--;
    else column--;
  }
  return mates;
}
