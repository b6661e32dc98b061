const WIDE =
  /^[\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ef\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}]$/u;
const WIDE_SIGN = /^[\u2018\u2019\u201c\u201d\u2014\u2026\u00b7\u2022\u25a0-\u25ff\u2605\u2606\u2611\u2610\u2612\u2713-\u2718\u2460-\u24ff\u2160-\u217f\u221a]$/u;

/** Whether a character is Chinese, or of the kana and Hangul beside it, or full-width punctuation: it takes no space around it. */
export function isWide(character: string): boolean {
  return WIDE.test(character);
}

/** Whether a character is written with and without spaces alike, as quotes, boxes and circled numbers are. */
export function isWideSign(character: string): boolean {
  return WIDE_SIGN.test(character);
}

/** Whether white space between two characters is no white space of the text: between two Chinese ones. */
export function takesNoSpace(before: string, after: string): boolean {
  const wideBefore = isWide(before);
  const wideAfter = isWide(after);
  return (wideBefore && (wideAfter || isWideSign(after))) || (wideAfter && isWideSign(before)) || (isWideSign(before) && isWideSign(after));
}

/** The last character of a text, whole also outside the basic plane; empty for none. */
export function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? "";
}

/** The first character of a text, whole also outside the basic plane; empty for none. */
export function firstCharacter(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? "" : String.fromCodePoint(code);
}
