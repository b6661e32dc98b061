import type { PixelGlyph } from "./line-glyphs.ts";

/** Characters of the recogniser's dictionary that no printed text holds, and the ones they are misread from. */
const NEVER_PRINTED: ReadonlyMap<string, string> = new Map([["丶", "、"]]);

const DIGIT = /^\d$/;
const ZERO_LIKE = /^[oO〇○]$/;

/** Puts right what can only be a misreading: a stroke name for a comma, a letter o among digits or alone. */
export function foldLookalikes(glyphs: readonly PixelGlyph[]): PixelGlyph[] {
  const printed = glyphs.filter(({ text }) => text.trim() !== "");
  const [first, second] = printed;
  return glyphs.map((glyph) => {
    const meant = NEVER_PRINTED.get(glyph.text);
    if (meant !== undefined) return replace(glyph, meant);
    // A Chinese dash is two characters long and begins no line; one level stroke before a character is a one.
    if (glyph === first && /^[—―]$/.test(glyph.text) && /^\p{Script=Han}/u.test(second?.text ?? "")) return replace(glyph, "一");
    return ZERO_LIKE.test(glyph.text) && isAmongDigits(glyph, printed) ? replace(glyph, "0") : glyph;
  });
}

/** Whether everything beside a character in its line is a digit or what stands between digits. */
function isAmongDigits(glyph: PixelGlyph, printed: readonly PixelGlyph[]): boolean {
  const others = printed.filter((other) => other !== glyph);
  if (others.length === 0) return /^[oO]$/.test(glyph.text);
  return others.every(({ text }) => DIGIT.test(text) || /^[.,%-]$/.test(text)) && others.some(({ text }) => DIGIT.test(text));
}

function replace(glyph: PixelGlyph, text: string): PixelGlyph {
  return { ...glyph, text, readings: [glyph.text, ...glyph.readings.filter((reading) => reading !== text)] };
}
