import type { LinePlace } from "./place.ts";

/** A stretch of a source text by UTF-16 offsets; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A text file's characters with an index of its lines. A line ends at LF, CR LF or CR, which are no part of it. */
export class SourceText {
  readonly text: string;
  /** Every line without its end, in order; a file that ends in a line end has no empty last line. */
  readonly lines: readonly Span[];
  private readonly searches = new Map<string, { readonly from: number; readonly at: number }>();

  constructor(text: string) {
    this.text = text;
    this.lines = indexLines(text);
  }

  slice(span: Span): string {
    return this.text.slice(span.from, span.to);
  }

  /** The place of a span that lies within one line; a span that does not is cut at the end of its first line. */
  locate(span: Span): LinePlace {
    const index = this.findLineIndex(span.from);
    const line = this.lines[index];
    if (line === undefined) return { line: 1, from: 0, to: 0 };
    const from = Math.min(span.from, line.to) - line.from;
    return { line: index + 1, from, to: Math.max(from, Math.min(span.to, line.to) - line.from) };
  }

  /**
   * Where `needle` stands next at or after `from`; -1 where nowhere. Remembers its last answer, so that a mark that is
   * opened many times and never closed does not have the rest of the text searched each time.
   */
  find(needle: string, from: number): number {
    const known = this.searches.get(needle);
    if (known !== undefined && known.from <= from && (known.at === -1 || from <= known.at)) return known.at;
    const at = this.text.indexOf(needle, from);
    this.searches.set(needle, { from, at });
    return at;
  }

  /** The 0-based index of the line that holds an offset (its line end counts to it). */
  private findLineIndex(offset: number): number {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lines[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function indexLines(text: string): Span[] {
  const lines: Span[] = [];
  let from = 0;
  for (const end of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ from, to: end.index });
    from = end.index + end[0].length;
  }
  if (from < text.length) lines.push({ from, to: text.length });
  return lines;
}
