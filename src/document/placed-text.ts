import type { Run } from "./document.ts";
import type { LinePlace } from "./place.ts";
import type { SourceText, Span } from "./source-text.ts";

/**
 * A part of a block's text before it is put together: characters as they stand in the source, characters that stand for
 * markup (`&lt;`, `\times`), or a break that the markup or the layout of the source asks for.
 */
export type Piece =
  | { readonly kind: "verbatim"; readonly from: number; readonly to: number }
  | { readonly kind: "replaced"; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: "break"; readonly text: " " | "\n" };

/** What a paragraph or a cell has in common. */
export interface PlacedText {
  text: string;
  at: LinePlace[];
  runs: Run[];
}

/**
 * Past this length (UTF-16 units) a stretch that stands in the source as it stands here is one run, blanks included: a run
 * for each word of a text of many megabytes would not fit into memory.
 */
const LONG_SPAN = 1 << 18;

const blank = /^\s*$/u;

/** The stretches of a text between white space, or, in a long one, between line ends; white space at their ends aside. */
function* findStretches(text: string): Generator<{ from: number; to: number }> {
  for (const { index, 0: found } of text.matchAll(text.length > LONG_SPAN ? /[^\r\n]+/g : /\S+/gu)) {
    const from = index + found.length - found.trimStart().length;
    const to = index + found.trimEnd().length;
    if (from < to) yield { from, to };
  }
}

/** Puts text and runs together; blanks at the ends, around a line feed, and of empty paragraphs are left out. */
class TextBuilder {
  private readonly source: SourceText;
  private readonly parts: string[] = [];
  private length = 0;
  /** White space that is only put in when something follows it. */
  private pending = "";
  readonly runs: (Run & { at: LinePlace })[] = [];

  constructor(source: SourceText) {
    this.source = source;
  }

  addBreak(text: " " | "\n"): void {
    if (this.length === 0 || this.pending.includes("\n")) return;
    this.pending = text === "\n" ? "\n" : this.pending || " ";
  }

  private addSpace(space: string): void {
    if (this.length === 0 || this.pending.includes("\n")) return;
    // A line end inside a paragraph's source is no forced line break.
    this.pending = /[\r\n]/.test(space) ? this.pending || " " : this.pending + space;
  }

  private addRun(text: string, span: Span): void {
    const at = this.source.locate(span);
    const from = this.length + this.pending.length;
    const last = this.runs.at(-1);
    const joins = this.pending === "" && last?.at.line === at.line && last.at.to === at.from && text.length === at.to - at.from;
    this.parts.push(this.pending, text);
    this.length = from + text.length;
    this.pending = "";
    if (joins && last.to - last.from === last.at.to - last.at.from) {
      last.to = this.length;
      last.at.to = at.to;
    } else this.runs.push({ from, to: this.length, at });
  }

  addVerbatim(span: Span): void {
    const text = this.source.slice(span);
    let done = 0;
    for (const { from, to } of findStretches(text)) {
      this.addSpace(text.slice(done, from));
      this.addRun(text.slice(from, to), { from: span.from + from, to: span.from + to });
      done = to;
    }
    this.addSpace(text.slice(done));
  }

  addReplaced(text: string, span: Span): void {
    if (blank.test(text)) this.addSpace(text);
    else this.addRun(text, span);
  }

  build(): string {
    return this.parts.join("");
  }
}

function mergeLines(runs: readonly { at: LinePlace }[]): LinePlace[] {
  const places: LinePlace[] = [];
  for (const { at } of runs) {
    const last = places.at(-1);
    if (last?.line === at.line) {
      last.from = Math.min(last.from, at.from);
      last.to = Math.max(last.to, at.to);
    } else places.push({ ...at });
  }
  return places;
}

/**
 * Puts pieces together as a text with its runs: one run for each stretch between white space (a longer one in texts of
 * many megabytes), each on one line. White space is kept inside a line and dropped at the ends of a paragraph; a source line
 * end inside a piece becomes one space. `at` has one place for each line; a text with no run is placed at `empty`.
 */
export function placePieces(source: SourceText, pieces: readonly Piece[], empty: Span): PlacedText {
  const builder = new TextBuilder(source);
  for (const piece of pieces) {
    if (piece.kind === "break") builder.addBreak(piece.text);
    else if (piece.kind === "verbatim") builder.addVerbatim(piece);
    else builder.addReplaced(piece.text, piece);
  }
  const { runs } = builder;
  return { text: builder.build(), at: runs.length > 0 ? mergeLines(runs) : [source.locate(empty)], runs };
}
