import { groupAtoms } from "./ink-atoms.ts";
import type { PixelGlyph } from "./line-glyphs.ts";
import type { TextLine } from "./text-lines.ts";

/** Characters of the recogniser's dictionary that no printed text holds, and the ones they are misread from. */
const NEVER_PRINTED: ReadonlyMap<string, string> = new Map([["丶", "、"]]);

const DIGIT = /^\d$/;
const ZERO_LIKE = /^[oO〇○]$/;
const ONE_LIKE = /^[lI|丨]$/;
const BEFORE_NUMBER = /^[≥≤><=＞＜＝]$/;
const CHINESE = /\p{Script=Han}/u;

/** What the reader makes of a pair of quotation marks when it does not see which way they turn. */
const PLAIN_QUOTES = new Set(['"', "＂", "〃", "'", "`"]);
const QUOTES = { open: "“", close: "”" } as const;

/** Brackets that differ in their corners only, and the one of them that the others are taken for. */
const CORNERED: ReadonlyMap<string, string> = new Map([["[", "〔"], ["［", "〔"], ["【", "〔"], ["]", "〕"], ["］", "〕"], ["】", "〕"]]);
/** Surer than this the reader tells such brackets apart. */
const SURE_OF_BRACKET = 0.97;

/** A full-width hyphen leaves paper at both ends of its square, a dash leaves none: share of the print's height that the ink takes. */
const DASH_WIDTH = 0.86;

/** Puts right what can only be a misreading: a stroke name for a comma, a letter o among digits or alone, quotation marks that turn neither way. */
export function foldLookalikes(glyphs: readonly PixelGlyph[], line: TextLine): PixelGlyph[] {
  const printed = glyphs.filter(({ text }) => text.trim() !== "");
  const folded = glyphs.map((glyph) => foldOne(glyph, printed, line));
  return turnQuotes(folded);
}

function foldOne(glyph: PixelGlyph, printed: readonly PixelGlyph[], line: TextLine): PixelGlyph {
  const meant = NEVER_PRINTED.get(glyph.text);
  if (meant !== undefined) return replace(glyph, meant);
  const [first, second] = printed;
  // A Chinese dash is two characters long and begins no line; one level stroke before a character is a one.
  if (glyph === first && /^[—―]$/.test(glyph.text) && /^\p{Script=Han}/u.test(second?.text ?? "")) return replace(glyph, "一");
  if (ZERO_LIKE.test(glyph.text) && isAmongDigits(glyph, printed)) return replace(glyph, "0");
  if (ONE_LIKE.test(glyph.text) && isAmongDigits(glyph, printed)) return replace(glyph, "1");
  const bracket = CORNERED.get(glyph.text);
  // Who hesitates between a plain, a filled and a cornered bracket sees the one in the middle.
  if (bracket !== undefined && glyph.confidence < SURE_OF_BRACKET && glyph.readings.includes(bracket)) return replace(glyph, bracket);
  if (glyph.text === "一" && isBetweenDates(glyph, printed)) return replace(glyph, "—");
  return glyph.text === "－" && isFullWidth(glyph, line) ? replace(glyph, "—") : glyph;
}

/** Whether everything beside a character in its line is a digit or what stands between digits. */
function isAmongDigits(glyph: PixelGlyph, printed: readonly PixelGlyph[]): boolean {
  const others = printed.filter((other) => other !== glyph);
  if (others.length === 0) return /^[oO]$/.test(glyph.text);
  if (!others.every(({ text }) => DIGIT.test(text) || BEFORE_NUMBER.test(text) || /^[.,%-]$/.test(text))) return false;
  return others.some(({ text }) => DIGIT.test(text) || BEFORE_NUMBER.test(text));
}

/** No one stands between a day or a number and a number: that is the dash of a period. */
function isBetweenDates(glyph: PixelGlyph, printed: readonly PixelGlyph[]): boolean {
  const at = printed.indexOf(glyph);
  return /^[\d日月年]$/u.test(printed[at - 1]?.text ?? "") && DIGIT.test(printed[at + 1]?.text ?? "");
}

function isFullWidth(glyph: PixelGlyph, line: TextLine): boolean {
  const ink = groupAtoms(line.parts).find((atom) => glyph.centre >= atom.x0 && glyph.centre < atom.x1);
  return ink !== undefined && ink.x1 - ink.x0 >= DASH_WIDTH * glyph.size;
}

/** Quotation marks of a Chinese line open and close by turns, where the reader has no idea which. */
function turnQuotes(glyphs: readonly PixelGlyph[]): PixelGlyph[] {
  if (!glyphs.some(({ text }) => PLAIN_QUOTES.has(text)) || !glyphs.some(({ text }) => CHINESE.test(text))) return [...glyphs];
  let isOpen = false;
  return glyphs.map((glyph) => {
    const turned = PLAIN_QUOTES.has(glyph.text) ? turnQuote(glyph, isOpen) : glyph;
    if (turned.text === QUOTES.open) isOpen = true;
    if (turned.text === QUOTES.close) isOpen = false;
    return turned;
  });
}

function turnQuote(glyph: PixelGlyph, isOpen: boolean): PixelGlyph {
  const guessed = glyph.readings.find((reading) => reading === QUOTES.open || reading === QUOTES.close);
  if (guessed !== undefined) return replace(glyph, guessed);
  // A lone stroke may be anything; two strokes are quotation marks.
  return /^["＂〃]$/u.test(glyph.text) ? replace(glyph, isOpen ? QUOTES.close : QUOTES.open) : glyph;
}

function replace(glyph: PixelGlyph, text: string): PixelGlyph {
  return { ...glyph, text, readings: [glyph.text, ...glyph.readings.filter((reading) => reading !== text)] };
}
