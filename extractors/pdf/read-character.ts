import { decodeSymbol, isSymbolFont } from "../../src/ooxml/symbol-fonts.ts";
import { foldRadicals } from "./radicals.ts";

const PRIVATE_USE = /^[\ue000-\uf8ff]$/;
/** Codes that a font maps to no character that can be seen. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u2060\ufeff]/g;
/** A font's name in a PDF begins with the tag of its subset and may end with its style: `ABCDEF+Wingdings-Regular`. */
const FONT_NAME = /^(?:[A-Z]{6}\+)?([^,]*?)(?:[-,].*)?$/;

/** The character that is seen for the one a font names: folded, and decoded where the font is one of symbols. Empty for none. */
export function readCharacter(unicode: string, fontName: string): string {
  const code = unicode.charCodeAt(0);
  // The great majority of characters: nothing to fold, nothing to decode.
  if (unicode.length === 1 && ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x20 && code < 0x7f && !mayBeSymbol(fontName)))) return unicode;
  const symbol = findSymbol(unicode, fontName);
  return symbol ?? foldRadicals(unicode).replace(CONTROL, "");
}

function mayBeSymbol(fontName: string): boolean {
  return /dings|symbol/i.test(fontName);
}

function findSymbol(unicode: string, fontName: string): string | undefined {
  if (!mayBeSymbol(fontName) && !PRIVATE_USE.test(unicode)) return undefined;
  const family = (FONT_NAME.exec(fontName)?.[1] ?? "").replace(/(\D)(\d)$/, "$1 $2").replace(/MT$/, "");
  if (!isSymbolFont(family)) return undefined;
  return decodeSymbol(family, unicode.charCodeAt(0));
}
