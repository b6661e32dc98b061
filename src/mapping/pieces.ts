import { foldLabel } from "./label-text.ts";
import type { Chunk } from "./form-text.ts";

/** How many neighbouring chunks one label or value may be torn into. */
export const mostPieces = 3;

const plainNumber = /^[\d.,]+$/u;

/** Neighbouring chunks taken together as one text, with what every element asks of it. */
export interface Piece {
  readonly chunks: readonly Chunk[];
  /** Those of the chunks that hold any text. */
  readonly filled: readonly Chunk[];
  readonly text: string;
  readonly blank: boolean;
  /** The text folded as labels are. */
  readonly folded: string;
  /** Each chunk's text folded as labels are. */
  readonly foldedChunks: readonly string[];
  /** A blank stands between texts: nothing was torn there. */
  readonly gapped: boolean;
  /** One of the chunks is a bare number. */
  readonly numeric: boolean;
}

const tables = new WeakMap<readonly Chunk[], PieceTable>();

/** Every piece of a line's chunks, made when first asked for: each row of a picture tries the same ones. */
export class PieceTable {
  readonly chunks: readonly Chunk[];
  private readonly pieces: (Piece | undefined)[] = [];

  private constructor(chunks: readonly Chunk[]) {
    this.chunks = chunks;
  }

  /** The table of a list of chunks; the same list gives the same table. */
  static of(chunks: readonly Chunk[]): PieceTable {
    let table = tables.get(chunks);
    if (table === undefined) tables.set(chunks, (table = new PieceTable(chunks)));
    return table;
  }

  /** @param from 0-based index of the first chunk. @param count How many, 1 to `mostPieces`. */
  get(from: number, count: number): Piece {
    const key = from * mostPieces + count - 1;
    return (this.pieces[key] ??= makePiece(this.chunks.slice(from, from + count)));
  }
}

function makePiece(chunks: readonly Chunk[]): Piece {
  const filled = chunks.filter((chunk) => chunk.text.trim() !== "");
  const text = filled.length === 1 ? (filled[0]?.text ?? "") : filled.map((chunk) => chunk.text).join("");
  return {
    chunks,
    filled,
    text,
    blank: text.trim() === "",
    folded: foldLabel(text).text,
    foldedChunks: chunks.map((chunk) => foldLabel(chunk.text).text),
    gapped: chunks.length > 1 && filled.length !== chunks.length,
    numeric: chunks.some((chunk) => plainNumber.test(chunk.text.trim())),
  };
}
