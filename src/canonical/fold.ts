const fullWidthOffset = 0xfee0;

/**
 * The text with full-width ASCII forms (Ａ，％) as ASCII and every white-space character as a plain space.
 * Length and offsets stay the same.
 */
export function foldWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - fullWidthOffset))
    .replace(/\s/gu, " ");
}

/** The text folded to half width with all white space and zero-width characters removed. */
export function foldTight(text: string): string {
  return foldWidth(text).replace(/[\s\u200B-\u200D\u2060\u00AD]/gu, "");
}
