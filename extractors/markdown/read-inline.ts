import { readMarkup } from "../../src/document/inline-markup.ts";
import type { Piece } from "../../src/document/placed-text.ts";
import type { SourceText, Span } from "../../src/document/source-text.ts";
import { readMark, resolveEmphasis, type InlineToken } from "./resolve-emphasis.ts";

/** What a line end inside the text is: `soft` a blank, unless two blanks or a backslash stand before it; `hard` a line feed. */
export type LineEnds = "soft" | "hard";

const specials = /[<&$\\*_~`[\]\r\n]/g;
const escapable = /^[!-/:-@[-`{-~]$/;
const autolink = /<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|<[^\s<>@]+@[^\s<>@]+>/y;
/** A destination with or without a title, as it stands behind the text of a link. */
const destination = /\([ \t]*(<[^<>\r\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:[ \t]+(?:"[^"\r\n]*"|'[^'\r\n]*'))?[ \t]*\)/y;
/** A round bracket behind a square one is a link only where it holds an address: 〔2018〕 is often typed [2018](45号). */
const address = /^$|[/.#:]/;
const taskMarker = /\[([ xX])\](?=\s)/y;

function matchAt(pattern: RegExp, text: string, at: number, end: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found !== null && at + found[0].length <= end ? found : null;
}

/** Reads one span of inline Markdown into tokens. */
class InlineScanner {
  private readonly source: SourceText;
  private readonly span: Span;
  private readonly lineEnds: LineEnds;
  private readonly tokens: InlineToken[] = [];
  /** Indexes of the tokens of opening square brackets (with the `!` of an image) that may become links. */
  private readonly brackets: number[] = [];
  /** Lengths of backtick runs that are known to have no partner ahead. */
  private readonly unclosed = new Set<number>();
  private done: number;

  constructor(source: SourceText, span: Span, lineEnds: LineEnds) {
    this.source = source;
    this.span = span;
    this.lineEnds = lineEnds;
    this.done = span.from;
  }

  scan(): InlineToken[] {
    const text = this.source.slice(this.span);
    specials.lastIndex = 0;
    for (let found = specials.exec(text); found !== null; found = specials.exec(text)) {
      const resume = found.index;
      const at = this.span.from + resume;
      const next = this.readAt(at);
      specials.lastIndex = Math.max(resume + 1, next - this.span.from);
    }
    this.flush(this.span.to);
    return this.tokens;
  }

  /** Handles what stands at `at`; returns where to go on. Nothing is taken where that is `at` itself. */
  private readAt(at: number): number {
    switch (this.source.text[at]) {
      case "*":
      case "_":
      case "~":
        return this.takeMark(at);
      case "`":
        return this.takeCode(at);
      case "[":
        return this.openBracket(at);
      case "]":
        return this.closeBracket(at);
      case "\r":
      case "\n":
        return this.takeLineEnd(at);
      default:
        return this.takeMarkup(at);
    }
  }

  private flush(to: number): void {
    if (to > this.done) this.tokens.push({ kind: "verbatim", from: this.done, to });
  }

  private take(from: number, to: number, tokens: readonly InlineToken[]): number {
    this.flush(from);
    this.tokens.push(...tokens);
    this.done = to;
    return to;
  }

  private takeMark(at: number): number {
    const mark = readMark(this.source, at, this.span);
    return mark.canOpen || mark.canClose ? this.take(at, mark.to, [mark]) : mark.to;
  }

  private takeLineEnd(at: number): number {
    const isHard = this.lineEnds === "hard" || this.source.text.slice(Math.max(this.span.from, at - 2), at) === "  ";
    return isHard ? this.take(at, at + 1, [{ kind: "break", text: "\n" }]) : at;
  }

  private takeMarkup(at: number): number {
    const markup = readMarkup(this.source, at, this.span.to);
    if (markup !== undefined) return this.take(at, markup.to, markup.pieces);
    const next = this.source.text.charAt(at + 1);
    if (this.source.text[at] === "<") {
      const link = matchAt(autolink, this.source.text, at, this.span.to);
      const to = at + (link?.[0].length ?? 0);
      return link === null ? at : this.take(at, to, [{ kind: "verbatim", from: at + 1, to: to - 1 }]);
    }
    if (this.source.text[at] !== "\\" || at + 1 >= this.span.to) return at;
    if (next === "\n" || next === "\r") return this.take(at, at + 1, [{ kind: "break", text: "\n" }]);
    return escapable.test(next) ? this.take(at, at + 2, [{ kind: "verbatim", from: at + 1, to: at + 2 }]) : at;
  }

  private takeCode(at: number): number {
    let from = at;
    while (from < this.span.to && this.source.text[from] === "`") from += 1;
    const close = this.findCodeEnd(from, from - at);
    if (close === -1) return from;
    // One blank at both ends only keeps backticks of the code from those of its marks.
    const code = this.source.text.slice(from, close);
    const pad = code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "" ? 1 : 0;
    return this.take(at, close + (from - at), [{ kind: "verbatim", from: from + pad, to: close - pad }]);
  }

  private findCodeEnd(from: number, length: number): number {
    if (this.unclosed.has(length)) return -1;
    for (let at = this.source.find("`", from); at !== -1 && at < this.span.to; at = this.source.find("`", at)) {
      const start = at;
      while (at < this.span.to && this.source.text[at] === "`") at += 1;
      if (at - start === length) return start;
    }
    this.unclosed.add(length);
    return -1;
  }

  private openBracket(at: number): number {
    const task = at === this.span.from ? matchAt(taskMarker, this.source.text, at, this.span.to) : null;
    if (task !== null) {
      const text = task[1] === " " ? "☐" : "☑";
      return this.take(at, at + 3, [{ kind: "replaced", text, from: at, to: at + 3 }]);
    }
    const from = at > this.done && this.source.text[at - 1] === "!" ? at - 1 : at;
    this.flush(from);
    this.done = from;
    this.brackets.push(this.tokens.length);
    return this.take(from, at + 1, [{ kind: "verbatim", from, to: at + 1 }]);
  }

  private closeBracket(at: number): number {
    const opener = this.brackets.pop();
    if (opener === undefined || this.source.text[at + 1] !== "(") return at;
    const found = matchAt(destination, this.source.text, at + 1, this.span.to);
    if (found === null || !address.test((found[1] ?? "").replace(/^<(.*)>$/s, "$1"))) return at;
    this.tokens[opener] = { kind: "break", text: " " };
    return this.take(at, at + 1 + found[0].length, []);
  }
}

/**
 * The pieces of inline Markdown (CommonMark with GFM's `~~`, inline HTML, TeX mathematics): the text that a reader sees.
 * Link targets are not printed and left out; the text of links and images stays.
 */
export function readInline(source: SourceText, span: Span, lineEnds: LineEnds = "soft"): Piece[] {
  return resolveEmphasis(new InlineScanner(source, span, lineEnds).scan());
}
