/** Han characters, CJK punctuation, full-width punctuation, and the quotes, dashes and dots that Chinese text shares with others. */
const cjk = String.raw`\p{Script=Han}\u3000-\u303F\uFE30-\uFE4F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\u2014\u2018\u2019\u201C\u201D\u2026\u00B7`;
const gapBetweenCjk = new RegExp(String.raw`(?<=[${cjk}])\s+(?=[${cjk}])`, "gu");
const zeroWidth = /[\u200B-\u200F\u202A-\u202E\u2060\uFEFF\u00AD]/gu;
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

/**
 * The text as the record holds it: no white space between two Chinese characters (or their punctuation), one space
 * elsewhere, each non-blank line a paragraph joined by a line feed. Punctuation and width stay as printed. The input
 * is free of markup; a line break in it is a paragraph break. Null where nothing is printed.
 */
export function normaliseText(raw: string): string | null {
  const lines = raw.replace(zeroWidth, "").split(lineBreak).map(normaliseLine);
  const text = lines.filter((line) => line !== "").join("\n");
  return text === "" ? null : text;
}

/** As `normaliseText`, with line breaks counted as white space: for values that a cell wraps, never has in paragraphs. */
export function normaliseInline(raw: string): string | null {
  return normaliseText(raw.split(lineBreak).join(" "));
}

function normaliseLine(line: string): string {
  return line.replace(gapBetweenCjk, "").replace(/\s+/gu, " ").trim();
}
