import type { Cell, Document, Paragraph, Run } from "../document/document.ts";
import type { Place } from "../document/place.ts";

/** What became of a printed character. Higher wins: a character in a value stays valued. */
export const unmarked = 0;
export const labelled = 1;
export const valued = 2;

/** A text of the document (a paragraph or a cell), with an account of each of its characters. */
export interface Leaf {
  readonly index: number;
  readonly text: string;
  readonly runs: readonly Run[];
  readonly at: readonly Place[];
  /** Whether `at` is a cell that the file or its rules state, so that it tells where the text stands better than its ink does. */
  readonly isCell?: boolean;
  /** One of `unmarked`, `labelled`, `valued` for each UTF-16 unit. */
  readonly marks: Uint8Array;
}

/** A stretch of one leaf; `to` exclusive. */
export interface Span {
  readonly leaf: Leaf;
  readonly from: number;
  readonly to: number;
}

/** A piece of a line that the alignment moves as a whole: a cell, or a part of one. */
export interface Chunk {
  /** One span, or several that were put together from mixed or torn text. */
  readonly spans: readonly Span[];
  readonly text: string;
  /** Grid columns it covers, 0-based, `columnEnd` exclusive; both 0 where there is no grid. */
  readonly column: number;
  readonly columnEnd: number;
  readonly rowSpan: number;
}

/** One line of the document as the alignment sees it: a table's row, or a line of a paragraph. */
export interface Unit {
  readonly index: number;
  readonly kind: "row" | "line";
  readonly chunks: readonly Chunk[];
  /** Index of the table among the document's tables; undefined for paragraphs. */
  readonly table?: number;
  /** How far the table's columns can be trusted. */
  readonly grid: "ruled" | "ragged" | "aligned" | "torn" | "none";
  /** Index of the block in the document. */
  readonly block: number;
  readonly role?: Paragraph["role"];
  /** The line was put together from running text. */
  readonly running?: boolean;
}

export interface FormText {
  readonly leaves: readonly Leaf[];
  readonly units: readonly Unit[];
}

/** Lays a document out as lines for the alignment, with an account for every character. */
export function readFormText(document: Document): FormText {
  const leaves: Leaf[] = [];
  const units: Unit[] = [];
  let table = 0;
  const addLeaf = (text: string, runs: readonly Run[], at: readonly Place[], isCell: boolean): Leaf => {
    const leaf = { index: leaves.length, text, runs, at, isCell, marks: new Uint8Array(text.length) };
    leaves.push(leaf);
    return leaf;
  };
  document.blocks.forEach((block, blockIndex) => {
    if (block.kind === "paragraph") {
      const leaf = addLeaf(block.text, block.runs, block.at, false);
      for (const chunk of splitLines(leaf)) {
        const role = block.role === undefined ? {} : { role: block.role };
        units.push({ index: units.length, kind: "line", chunks: [chunk], grid: "none", block: blockIndex, ...role });
      }
      return;
    }
    for (const cells of groupRows(block.cells)) {
      const chunks = cells.map((cell) => cellChunk(cell, addLeaf(cell.text, cell.runs, cell.at, block.grid === "ruled")));
      units.push({ index: units.length, kind: "row", chunks, table, grid: block.grid, block: blockIndex });
    }
    table += 1;
  });
  return { leaves, units };
}

function groupRows(cells: readonly Cell[]): Cell[][] {
  const rows = new Map<number, Cell[]>();
  for (const cell of cells) {
    const row = rows.get(cell.row);
    if (row === undefined) rows.set(cell.row, [cell]);
    else row.push(cell);
  }
  return [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row.sort((a, b) => a.column - b.column));
}

function cellChunk(cell: Cell, leaf: Leaf): Chunk {
  const span = { leaf, from: 0, to: leaf.text.length };
  return { spans: [span], text: leaf.text, column: cell.column, columnEnd: cell.column + cell.columnSpan, rowSpan: cell.rowSpan };
}

/** A paragraph's lines as chunks; blank lines give none. */
function splitLines(leaf: Leaf): Chunk[] {
  const chunks: Chunk[] = [];
  for (const match of leaf.text.matchAll(/[^\n]+/gu)) {
    if (match[0].trim() !== "") chunks.push(makeChunk({ leaf, from: match.index, to: match.index + match[0].length }));
  }
  return chunks;
}

/** A chunk of a span outside any grid, or with another chunk's columns. */
export function makeChunk(span: Span, like?: Chunk): Chunk {
  return joinChunk([span], like);
}

/** A chunk of several spans, whose texts follow each other without a gap. */
export function joinChunk(spans: readonly Span[], like?: Chunk): Chunk {
  return {
    spans,
    text: spans.map(textOf).join(""),
    column: like?.column ?? 0,
    columnEnd: like?.columnEnd ?? 0,
    rowSpan: like?.rowSpan ?? 1,
  };
}

/** The printed text of a span, to the letter. */
export function textOf(span: Span): string {
  return span.leaf.text.slice(span.from, span.to);
}

/** The span without white space at its ends. */
export function trimSpan(span: Span): Span {
  const text = textOf(span);
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  return { leaf: span.leaf, from: span.from + Math.min(start, end), to: span.from + end };
}

/** Records what became of a span's characters; a stronger mark stays. */
export function mark(span: Span, as: typeof labelled | typeof valued): void {
  for (let offset = span.from; offset < span.to; offset++) {
    if ((span.leaf.marks[offset] ?? 0) < as) span.leaf.marks[offset] = as;
  }
}
