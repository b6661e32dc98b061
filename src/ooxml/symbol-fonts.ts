import { codePoint as findSymbol } from "dingbat-to-unicode";

/** Symbol fonts put their glyphs over 0xF020–0xF0FF of the private use area, or over plain letters. */
const PRIVATE_USE = /[\uf020-\uf0ff]/g;

/** The boxes and ticks that forms are marked with, as the characters that Chinese forms print for them. */
const marks: Partial<Record<string, Partial<Record<number, string>>>> = {
  WINGDINGS: { 0x6f: "□", 0x71: "□", 0x72: "□", 0xa8: "□", 0xfb: "×", 0xfc: "√", 0xfd: "☒", 0xfe: "☑" },
  "WINGDINGS 2": {
    ...{ 0x2a: "□", 0x30: "□", 0xa3: "□", 0x4f: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒" },
  },
  WEBDINGS: { 0x61: "√", 0x63: "□", 0x72: "×" },
};

const symbolFonts = new Set(["SYMBOL", "WINGDINGS", "WINGDINGS 2", "WINGDINGS 3", "WEBDINGS"]);

/** Whether a font's characters are pictures that its codes do not name. */
export function isSymbolFont(font: string): boolean {
  return symbolFonts.has(font.toUpperCase());
}

/**
 * The character that a symbol font shows for a code, which may stand in the private use area; undefined for fonts and
 * codes that are not known.
 */
export function decodeSymbol(font: string, code: number): string | undefined {
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  return marks[font.toUpperCase()]?.[low] ?? findSymbol(font, low)?.string;
}

/** Fonts that a run names, for its ASCII characters and for any. */
export interface RunFonts {
  readonly ascii: string | undefined;
  readonly any: readonly string[];
}

/**
 * The text as it looks in the run's fonts: private-use characters by whichever symbol font the run names, and plain
 * letters where the run sets them in a symbol font. What no symbol font explains stays as it is.
 */
export function decodeSymbolText(text: string, fonts: RunFonts): string {
  const symbolFont = fonts.any.find(isSymbolFont);
  if (symbolFont === undefined) return text;
  const shown = text.replaceAll(PRIVATE_USE, (char) => decodeSymbol(symbolFont, char.charCodeAt(0)) ?? char);
  if (fonts.ascii === undefined || !isSymbolFont(fonts.ascii)) return shown;
  const asciiFont = fonts.ascii;
  return shown.replaceAll(/[!-~\u00a1-\u00ff]/g, (char) => decodeSymbol(asciiFont, char.charCodeAt(0)) ?? char);
}
