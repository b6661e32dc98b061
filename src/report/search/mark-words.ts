import { foldText, type FoldedText } from "./cut-words.ts";

/** Where a found word stands in a text: UTF-16 offsets, `to` is exclusive. */
export interface Mark {
  readonly from: number;
  readonly to: number;
}

/** A part of a text around the first found word. */
export interface Excerpt {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** So many characters of the text are shown before the first found word. */
const charactersBefore = 16;

/** Every place at which one of the words (of `splitQuestion`) stands, in order, none inside another. */
export function findMarks(text: string, words: readonly string[]): Mark[] {
  const folded = foldText(text);
  const marks = words.flatMap((word) => findWord(folded, Array.from(word)));
  return mergeMarks(marks);
}

function findWord({ characters, starts }: FoldedText, word: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at + word.length <= characters.length; at += 1) {
    if (!word.every((character, offset) => characters[at + offset] === character)) continue;
    marks.push({ from: starts[at] ?? 0, to: starts[at + word.length] ?? 0 });
    at += word.length - 1;
  }
  return marks;
}

function mergeMarks(marks: readonly Mark[]): Mark[] {
  const merged: Mark[] = [];
  for (const mark of marks.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1);
    if (last !== undefined && mark.from < last.to) merged.splice(-1, 1, { from: last.from, to: Math.max(last.to, mark.to) });
    else merged.push(mark);
  }
  return merged;
}

/** The part of a text around its first mark, at most `length` characters long; an ellipsis stands for what is left out. */
export function cutExcerpt(text: string, marks: readonly Mark[], length: number): Excerpt {
  if (text.length <= length) return { text, marks };
  const first = marks[0]?.from ?? 0;
  const from = Math.max(0, Math.min(first - charactersBefore, text.length - length));
  const to = Math.min(text.length, from + length);
  const head = from > 0 ? "…" : "";
  const shift = head.length - from;
  const inside = marks.filter((mark) => mark.from >= from && mark.to <= to);
  return {
    text: `${head}${text.slice(from, to)}${to < text.length ? "…" : ""}`,
    marks: inside.map((mark) => ({ from: mark.from + shift, to: mark.to + shift })),
  };
}

/** The text with its marks between two signs, as `【` and `】`. */
export function showMarks({ text, marks }: Excerpt, open: string, close: string): string {
  let shown = "";
  let at = 0;
  for (const { from, to } of marks) {
    shown += `${text.slice(at, from)}${open}${text.slice(from, to)}${close}`;
    at = to;
  }
  return shown + text.slice(at);
}
