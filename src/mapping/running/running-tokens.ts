import { foldLabel, similarity } from "../label-text.ts";
import { makeChunk, type Chunk, type Span } from "../form-text.ts";
import type { LabelElement, Mapping } from "../picture.ts";

/** A stretch of running text between gaps, or several that together make a label. */
export interface Token {
  readonly span: Span;
  readonly text: string;
  /** The label it is, where it is one. */
  readonly label?: { readonly row: number; readonly element: LabelElement };
}

/** How many stretches a label may have been broken into. */
const mostPieces = 4;
/** Longer labels may differ a little. */
const nearEnough = 0.8;

/** Cuts a running text at its gaps. */
export function tokenise(chunk: Chunk): Token[] {
  const tokens: Token[] = [];
  for (const match of chunk.text.matchAll(/\S+/gu)) {
    const [whole] = chunk.spans;
    if (whole === undefined) continue;
    const from = whole.from + match.index;
    tokens.push({ span: { leaf: whole.leaf, from, to: from + match[0].length }, text: match[0] });
  }
  return tokens;
}

/** A token's characters as a chunk of a row; neighbours of one value are joined by the row's alignment. */
export function tokenChunk(token: Token): Chunk {
  return makeChunk(token.span);
}

/** Finds the labels of the picture's rows among the tokens, in the picture's order as far as that goes. */
export function findLabels(mapping: Mapping, tokens: readonly Token[]): Token[] {
  const wanted = mapping.rows.flatMap((row, index) =>
    row.paragraph ? [] : row.elements.flatMap((element) => (element.kind === "label" ? [{ row: index, element }] : [])),
  );
  const found: Token[] = [];
  const taken = new Set<LabelElement>();
  let reached = 0;
  for (let index = 0; index < tokens.length; ) {
    const match = matchAt(wanted, tokens, index, taken, reached);
    const token = tokens[index];
    if (token === undefined) break;
    if (match === undefined) {
      found.push(token);
      index += 1;
      continue;
    }
    const last = tokens[index + match.pieces - 1] ?? token;
    const span = { leaf: token.span.leaf, from: token.span.from, to: last.span.to };
    found.push({ span, text: span.leaf.text.slice(span.from, span.to), label: match.label });
    taken.add(match.label.element);
    reached = Math.max(reached, match.label.row);
    index += match.pieces;
  }
  return found;
}

/** A year before 年 is none of a label's own characters: (2023 年- 2023年) is 年-年. */
function compareRunning(label: LabelElement, folded: string, yearless: string): number {
  let plain = 0;
  for (const one of label.folded) {
    // What differs more in length is less like than is asked for.
    if (Math.min(one.length, folded.length) >= nearEnough * Math.max(one.length, folded.length)) plain = Math.max(plain, similarity(one, folded));
  }
  return plain === 1 || yearless === folded || !label.folded.includes(yearless) ? plain : sameButYears;
}

const sameButYears = 0.95;

/** The rest of a heading that its cell broke off stands behind the other headings of its row. */
const mostBetween = 8;
const brokenOff = 0.9;
const shortestBroken = 3;

/** Whether a text is a label but for its last character, which stands by itself a little further on: 一级指, 二级指标, 标. */
function isBrokenOff(label: LabelElement, folded: string, next: readonly Token[]): boolean {
  if (folded.length < shortestBroken) return false;
  return label.folded.some((one) => one.length === folded.length + 1 && one.startsWith(folded) && next.some((token) => token.text === one.slice(-1)));
}

interface Wanted {
  readonly row: number;
  readonly element: LabelElement;
}

function matchAt(wanted: readonly Wanted[], tokens: readonly Token[], index: number, taken: ReadonlySet<LabelElement>, reached: number): { label: Wanted; pieces: number } | undefined {
  let best: { label: Wanted; pieces: number; score: number } | undefined;
  for (let pieces = 1; pieces <= mostPieces && index + pieces <= tokens.length; pieces++) {
    const texts = tokens.slice(index, index + pieces).map((token) => token.text);
    const folded = foldLabel(texts.join("")).text;
    if (folded.length < 2) continue;
    const yearless = folded.replace(/\d{4}(?=年)/gu, "");
    for (const label of wanted) {
      const like = isBrokenOff(label.element, folded, tokens.slice(index + pieces, index + pieces + mostBetween)) ? brokenOff : compareRunning(label.element, folded, yearless);
      // A label is met once; what stands as another of its spellings (a bracketed period) may follow it.
      if (taken.has(label.element) && !(like === sameButYears)) continue;
      if (like < 1 && like !== brokenOff && (folded.length < 4 || like < nearEnough)) continue;
      // A piece that is a label by itself takes no neighbour along.
      if (like < 1 && texts.some((text) => wanted.some((one) => one.element.folded.includes(foldLabel(text).text)))) continue;
      // What stands before or behind the label is none of it where the rest is as like it.
      if (like < 1 && pieces > 1 && [texts.slice(1), texts.slice(0, -1)].some((rest) => compareRunning(label.element, foldLabel(rest.join("")).text, "") >= like)) continue;
      // The nearer a label's row is to where the text has come, the likelier it is meant; longer labels are surer.
      const score = like * 10 + folded.length * 0.05 - Math.abs(label.row - reached) * 0.05;
      if (score > (best?.score ?? 0)) best = { label, pieces, score };
    }
  }
  return best;
}
