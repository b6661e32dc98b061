import { decodeHTMLStrict } from "entities";
import type { Piece } from "./placed-text.ts";
import type { SourceText, Span } from "./source-text.ts";
import { readTex } from "./tex-text.ts";

/** Markup met at some offset: the text it stands for, and where it ends. */
export interface Markup {
  readonly pieces: readonly Piece[];
  readonly to: number;
}

const inlineElements =
  "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark math nobr o:p q rp rt ruby s samp small span " +
  "strike strong sub sup svg time tt u var wbr";
const breakingElements =
  "address article aside blockquote body br caption center col colgroup dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 " +
  "h5 h6 head header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul";
const inlineNames = new Set(inlineElements.split(" "));
const breakingNames = new Set(breakingElements.split(" "));

const tag = /<\/?([A-Za-z][A-Za-z0-9:]*)(?:\s[^<>]*)?\/?>/y;
const entity = /&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});/y;
/** What mathematics without any command may consist of; `$` around anything else is a dollar sign. */
const plainFormula = /^[\d\s.,:+\-=<>≥≤×÷%()/*A-Za-z]+$/u;
const commandOrScript = /\\[A-Za-z%]|[\^_]/u;
/** No formula in a form is longer; past it a `$` is taken for a dollar sign. */
const MAX_FORMULA = 4000;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A check box is a printed character; another tag prints nothing, or ends a line. */
function readTagPieces(name: string, whole: string, span: Span): Piece[] {
  if (name === "input" && /\btype\s*=\s*["']?(?:checkbox|radio)/i.test(whole)) {
    return [{ kind: "replaced", text: /\bchecked\b/i.test(whole) ? "☑" : "☐", ...span }];
  }
  return breakingNames.has(name) ? [{ kind: "break", text: "\n" }] : [];
}

function readTag(source: SourceText, at: number, end: number): Markup | undefined {
  const found = matchAt(tag, source.text, at);
  const name = found?.[1]?.toLowerCase() ?? "";
  if (found === null || at + found[0].length > end) return readComment(source, at, end);
  if (!inlineNames.has(name) && !breakingNames.has(name)) return undefined;
  const to = at + found[0].length;
  return { pieces: readTagPieces(name, found[0], { from: at, to }), to };
}

function readComment(source: SourceText, at: number, end: number): Markup | undefined {
  if (!source.text.startsWith("<!--", at)) return undefined;
  const close = source.find("-->", at + 4);
  return close === -1 || close + 3 > end ? undefined : { pieces: [], to: close + 3 };
}

function readEntity(source: SourceText, at: number, end: number): Markup | undefined {
  const found = matchAt(entity, source.text, at)?.[0];
  if (found === undefined || at + found.length > end) return undefined;
  const text = decodeHTMLStrict(found);
  return text === found ? undefined : { pieces: [{ kind: "replaced", text, from: at, to: at + found.length }], to: at + found.length };
}

/** A formula names a command or a script; without one it is ASCII with no blank inside its marks and no digit behind them. */
function isFormula(text: string, from: number, to: number, close: string): boolean {
  const content = text.slice(from, to);
  if (content.trim() === "") return false;
  if (commandOrScript.test(content)) return true;
  // Without a command, `\(2023\)` is two escaped brackets to Markdown.
  const isPlain = content.trim() === content && plainFormula.test(content);
  return close.startsWith("$") && isPlain && !/\d/.test(text.charAt(to + close.length));
}

/** The next closing mark; one behind a backslash is a printed dollar sign. */
function findFormulaEnd(source: SourceText, from: number, end: number, close: string): number {
  let at = source.find(close, from);
  while (at !== -1 && close === "$" && source.text[at - 1] === "\\") at = source.find(close, at + 1);
  return at + close.length <= end && at - from <= MAX_FORMULA ? at : -1;
}

const formulaMarks: readonly (readonly [string, string])[] = [
  ["$$", "$$"],
  ["$", "$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
];

function readFormula(source: SourceText, at: number, end: number): Markup | undefined {
  const marks = formulaMarks.find(([open]) => source.text.startsWith(open, at));
  if (marks === undefined) return undefined;
  const [open, close] = marks;
  const from = at + open.length;
  const to = findFormulaEnd(source, from, end, close);
  if (to === -1 || !isFormula(source.text, from, to, close)) return undefined;
  const content = source.text.slice(from, to);
  // Blanks next to the marks are the formula's frame.
  const inner = { from: to - content.trimStart().length, to: from + content.trimEnd().length };
  return { pieces: readTex(source, inner), to: to + close.length };
}

/**
 * Reads the markup that starts at `at`: an HTML tag or comment, an entity, or TeX mathematics; undefined where what stands
 * there is text (`<` before a word that names no HTML element, a dollar sign).
 */
export function readMarkup(source: SourceText, at: number, end: number): Markup | undefined {
  switch (source.text[at]) {
    case "<":
      return readTag(source, at, end);
    case "&":
      return readEntity(source, at, end);
    case "$":
    case "\\":
      return readFormula(source, at, end);
    default:
      return undefined;
  }
}

/** Text with inline HTML, entities and mathematics as pieces; all else is verbatim. */
export function readInlineMarkup(source: SourceText, span: Span): Piece[] {
  const pieces: Piece[] = [];
  const special = /[<&$\\]/g;
  const text = source.slice(span);
  let done = span.from;
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    const at = span.from + found.index;
    const markup = readMarkup(source, at, span.to);
    if (markup === undefined) continue;
    if (at > done) pieces.push({ kind: "verbatim", from: done, to: at });
    pieces.push(...markup.pieces);
    done = markup.to;
    special.lastIndex = done - span.from;
  }
  if (done < span.to) pieces.push({ kind: "verbatim", from: done, to: span.to });
  return pieces;
}
