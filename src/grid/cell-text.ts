import type { TextLine } from "./lines.ts";
import { isBlank } from "./lines.ts";
import { firstCharacter, isWide, isWideSign, lastCharacter } from "./script.ts";
import { TextBuilder, type PlacedText } from "./text-builder.ts";

/** How the next line goes on: the same word, the next word, or a new paragraph. */
type Junction = "" | " " | "\n";

/** Room for this many more ems than the next word needs shows that a line was ended on purpose. */
const SPARE_ROOM_EM = 1.5;
/** A line that fills less of the width than this was ended on purpose also where nothing else says so. */
const HALF_EMPTY = 0.6;
/** A first line is indented by at least this, in ems; two is usual. */
const INDENT_EM = 1.2;
/** Lines of no more than this many characters, one below the other, are a label set upright. */
const STACKED_CHARACTERS = 2;

const LIST_MARK = /^(?:[（(]?\d{1,2}[)）]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、．]|第[一二三四五六七八九十]{1,3}[条章节]|[①-⑳]|[-•●·◆■□☑☒])/u;
/** The number of a section's heading; a wrapped line hardly ever begins so. */
const SECTION_MARK = /^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节])/u;
/** What a text goes on after. */
const GOES_ON = /[，、,（(“《—-]$/u;
const FIELD_NAME = /^[\p{Script=Han}（）()]{2,12}[：:]/u;
const SENTENCE_END = /[。；;！？!?：:]["”’』」)）]?$/u;
/** No line ends with the first kind of these, nor begins with the second. */
const OPENING = /^[“‘「『（《〈【〔(]$/u;
const CLOSING = /^[”’」』）》〉】〕)，。、；：！？,.;:!?%％]$/u;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/**
 * The text of lines that stand below each other between `left` and `right` (points): wrapped lines go on, others end a
 * paragraph. A gap of at least `wideGapEm` between Chinese characters is white space; without it only a typed one is.
 */
export function joinLines(lines: readonly TextLine[], page: number, left: number, right: number, wideGapEm?: number): PlacedText {
  const builder = new TextBuilder(page);
  const limit = textLimit(lines, left, right);
  const stacked = isStacked(lines);
  let first = lines[0];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const separator = before === undefined || stacked ? "" : junction(before, line, limit, first);
    if (separator === "\n") first = line;
    if (before !== undefined) builder.separate(separator);
    builder.addLine(line, wideGapEm);
  });
  return builder.build();
}

/** The range that lines can fill: the cell less its padding, which the line nearest to a side shows. */
function textLimit(lines: readonly TextLine[], left: number, right: number): { left: number; right: number } {
  const x0 = Math.min(...lines.map((line) => line.box[0]));
  const x1 = Math.max(...lines.map((line) => line.box[2]));
  const padding = Math.max(0, Math.min(x0 - left, right - x1, Math.max(...lines.map((line) => line.emPt))));
  return { left: Math.min(x0, left + padding), right: Math.max(x1, right - padding) };
}

function isStacked(lines: readonly TextLine[]): boolean {
  return (
    lines.length > 1 &&
    lines.every((line) => {
      const text = plainText(line);
      return Array.from(text).length <= STACKED_CHARACTERS && isWide(firstCharacter(text));
    })
  );
}

/** How a line goes on after the one above it, between the sides that text can reach. `first` is the first line of the paragraph so far. */
export function junction(before: TextLine, after: TextLine, limit: { left: number; right: number }, first = before): Junction {
  const textBefore = plainText(before);
  const textAfter = plainText(after);
  if (before.turn !== after.turn) return "\n";
  // Of turned lines only the order is known here, not how far they could have gone.
  if (before.turn !== undefined) return [lastCharacter(textBefore), firstCharacter(textAfter)].some((character) => isWide(character)) ? "" : " ";
  const em = Math.max(before.emPt, after.emPt);
  const ended = isEnded(before, after, limit.right);
  const indented = after.box[0] - Math.min(before.box[0], limit.left) >= INDENT_EM * em && after.box[0] > before.box[0];
  const starts = LIST_MARK.test(textAfter) || (indented && before.box[0] - limit.left < em / 2);
  const sentenceEnded = SENTENCE_END.test(textBefore);
  if (ended && (starts || sentenceEnded || isHalfEmpty(before, limit))) return "\n";
  if (sentenceEnded && starts && !(isIndented(first, limit) && after.box[0] - limit.left < em / 2)) return "\n";
  // Where no other line tells how far a line could have gone, a section's number does.
  if (SECTION_MARK.test(textAfter) && !GOES_ON.test(textBefore) && !isFullOf(after, limit)) return "\n";
  // In a list of fields, each line that begins with a name is a field of its own, also below one that fills its line.
  if (sentenceEnded && FIELD_NAME.test(textAfter) && FIELD_NAME.test(plainText(first))) return "\n";
  return wrapped(before, after, textBefore, textAfter, limit);
}

/** A heading leaves room on its line; a wrapped line in the middle of a text fills its own. */
function isFullOf(line: TextLine, limit: { left: number; right: number }): boolean {
  return limit.right - line.box[2] < SPARE_ROOM_EM * line.emPt && line.box[0] - limit.left < line.emPt;
}

/** Whether a paragraph's first line is indented: what begins at the margin below a full line of it is no new paragraph. */
function isIndented(first: TextLine, limit: { left: number }): boolean {
  return first.box[0] - limit.left >= INDENT_EM * first.emPt;
}

function isHalfEmpty(line: TextLine, limit: { left: number; right: number }): boolean {
  return line.box[2] - line.box[0] < HALF_EMPTY * (limit.right - limit.left);
}

/** A wrapped line goes on at once in Chinese; a Latin word or number after another takes the space that the wrap swallowed. */
function wrapped(before: TextLine, after: TextLine, textBefore: string, textAfter: string, limit: { left: number; right: number }): Junction {
  const last = lastCharacter(textBefore);
  const first = firstCharacter(textAfter);
  if (isWide(last) || isWide(first) || isWideSign(last) || isWideSign(first)) return "";
  if (endsBlank(before)) return " ";
  if (last === "-" && WORD_CHARACTER.test(first)) return "";
  // A word too long for the width is broken anywhere: then it alone fills its line, and more than a line with the rest.
  const unbroken = !before.glyphs.some(isBlank);
  const whole = before.box[2] - before.box[0] + firstWordWidth(after);
  if (unbroken && WORD_CHARACTER.test(last) && WORD_CHARACTER.test(first) && isFull(before, limit) && whole > limit.right - limit.left) {
    return /\d/.test(last) && /\d/.test(first) ? "" : " ";
  }
  return " ";
}

function isFull(line: TextLine, limit: { left: number; right: number }): boolean {
  return limit.right - line.box[2] < line.emPt;
}

function endsBlank(line: TextLine): boolean {
  const last = line.glyphs.at(-1);
  return last !== undefined && isBlank(last);
}

/** Whether a line was ended on purpose: the next one's first word would have had room on it, and more. */
export function isEnded(before: TextLine, after: TextLine, right: number): boolean {
  return right - before.box[2] - firstWordWidth(after) >= SPARE_ROOM_EM * Math.max(before.emPt, after.emPt);
}

/** How wide the piece is that could not have been parted: a Chinese character with its punctuation, or a Latin word. */
function firstWordWidth(line: TextLine): number {
  let end = line.box[0];
  let last = "";
  for (const glyph of line.glyphs) {
    if (isBlank(glyph)) break;
    const first = firstCharacter(glyph.text);
    const isParted = last !== "" && (isWide(first) || isWide(last)) && !OPENING.test(last) && !CLOSING.test(first);
    if (isParted) break;
    end = glyph.box[2];
    last = lastCharacter(glyph.text);
  }
  return end - line.box[0];
}

/** A line's characters without its spaces. */
export function plainText(line: TextLine): string {
  return line.glyphs
    .filter((glyph) => !isBlank(glyph))
    .map((glyph) => glyph.text)
    .join("");
}
