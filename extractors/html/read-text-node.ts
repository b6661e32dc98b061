import type { Text } from "domhandler";
import { decodeHTML } from "entities";
import type { Piece } from "../../src/document/placed-text.ts";
import type { SourceText, Span } from "../../src/document/source-text.ts";
import { spanOf } from "./elements.ts";

const entity = /&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?/g;

function readEntities(source: SourceText, span: Span): Extract<Piece, { from: number }>[] {
  const pieces: Extract<Piece, { from: number }>[] = [];
  let done = span.from;
  for (const found of source.slice(span).matchAll(entity)) {
    const from = span.from + found.index;
    const text = decodeHTML(found[0]);
    if (text === found[0]) continue;
    if (from > done) pieces.push({ kind: "verbatim", from: done, to: from });
    done = from + found[0].length;
    pieces.push({ kind: "replaced", text, from, to: done });
  }
  if (done < span.to) pieces.push({ kind: "verbatim", from: done, to: span.to });
  return pieces;
}

function joinPieces(source: SourceText, pieces: readonly Extract<Piece, { from: number }>[]): string {
  return pieces.map((piece) => (piece.kind === "verbatim" ? source.slice(piece) : piece.text)).join("");
}

/** One piece for each line of preformatted text, with breaks between. */
function keepLines(source: SourceText, pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece): Piece[] => {
    if (piece.kind !== "verbatim") return [piece];
    const kept: Piece[] = [];
    let from = piece.from;
    for (const end of source.slice(piece).matchAll(/\r\n|\n|\r/g)) {
      kept.push({ kind: "verbatim", from, to: piece.from + end.index }, { kind: "break", text: "\n" });
      from = piece.from + end.index + end[0].length;
    }
    return [...kept, { kind: "verbatim", from, to: piece.to }];
  });
}

/**
 * A text node as pieces of the source, entities replaced. A node whose source does not say what it holds (the parser moved
 * text together) is one piece at its start.
 */
export function readTextNode(source: SourceText, node: Text, preformatted: boolean): Piece[] {
  const span = spanOf(node);
  if (span === undefined) return [{ kind: "replaced", text: node.data, from: 0, to: 0 }];
  const pieces = readEntities(source, span);
  const normal = (text: string): string => text.replaceAll(/\r\n?/g, "\n");
  if (normal(joinPieces(source, pieces)) !== normal(node.data)) return [{ kind: "replaced", text: node.data, ...span }];
  return preformatted ? keepLines(source, pieces) : pieces;
}
