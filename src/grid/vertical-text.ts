import type { Glyph } from "../document/page-content.ts";
import { overlap } from "./box.ts";
import { emOf, findLines, findTurned, gapBetween, isBlank, median, type TextLine } from "./lines.ts";
import { isWide } from "./script.ts";

/** Characters below each other stand this close, in ems, when they are written downwards; lines of text do not. */
const TIGHT_EM = 0.16;
/** Columns written downwards stand at least this much further apart than the characters in them. */
const LOOSER_EM = 0.2;
/** Narrower fields than this are too few characters to tell. */
const LEAST_CHARACTERS = 4;

/** The lines of a cell, in reading order: from top to bottom, or from right to left where its text is written downwards. */
export function findCellLines(glyphs: readonly Glyph[]): TextLine[] {
  const lines = findLines(glyphs);
  return isWrittenDownwards(lines) || isMixedDownwards(glyphs) ? findTurned(glyphs, 90) : lines;
}

/** Whether upright Chinese characters stand above or below Latin ones that lie on their side, as in text written downwards. */
function isMixedDownwards(glyphs: readonly Glyph[]): boolean {
  const inked = glyphs.filter((glyph) => !isBlank(glyph));
  const lying = inked.filter((glyph) => glyph.turn === 90);
  const upright = inked.filter((glyph) => glyph.turn === undefined);
  if (lying.length === 0 || upright.length === 0 || !upright.every((glyph) => isWide(glyph.text))) return false;
  return upright.every(({ box }) => lying.some((other) => overlap(box[0], box[2], other.box[0], other.box[2]) > 0));
}

/** Whether lines are really columns of Chinese characters side by side: close together downwards, and apart across. */
function isWrittenDownwards(lines: readonly TextLine[]): boolean {
  const rows = lines.map((line) => line.glyphs.filter((glyph) => !isBlank(glyph)));
  const inked = rows.flat();
  if (rows.length < 2 || inked.length < LEAST_CHARACTERS || !rows.some((row) => row.length > 1)) return false;
  if (!inked.every((glyph) => isWide(glyph.text) && glyph.turn === undefined)) return false;
  const across = rows.flatMap((row) => row.slice(1).map((glyph, index) => gapBetween(row[index] ?? glyph, glyph, undefined) / emOf(glyph)));
  const down = lines.slice(1).map((line, index) => (line.box[1] - (lines[index]?.box[3] ?? 0)) / line.emPt);
  return median(down) <= TIGHT_EM && Math.min(...across) >= median(down) + LOOSER_EM;
}
