/**
 * Characters that act on a terminal instead of standing on it: controls, line and paragraph separators, marks that turn
 * the direction of writing, and halves of surrogate pairs.
 */
const acting = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const short: Readonly<Partial<Record<string, string>>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Text from a document or a file name, safe to print in one line: what would act on the terminal is written as an escape. */
export function printable(text: string): string {
  return text.replace(acting, (character) => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
