import type { Piece } from "../../src/document/placed-text.ts";
import { readInlineMarkup } from "../../src/document/inline-markup.ts";
import type { CellDraft } from "../../src/document/ragged-table.ts";
import type { SourceText } from "../../src/document/source-text.ts";
import type { TextLine } from "./classify-lines.ts";

/** Rows of cells, and the index of the first line behind them. */
export interface TableDraft {
  readonly rows: readonly (readonly CellDraft[])[];
  readonly next: number;
}

/**
 * A row ends at a line that is a lone tab with a blank line, or nothing, behind it. Of several lone tabs in a row only the
 * last has a blank line behind it: the others are blank cells.
 */
function isRowEnd(lines: readonly TextLine[], index: number): boolean {
  return lines[index]?.kind === "lone-tab" && (lines[index + 1]?.kind ?? "blank") === "blank";
}

/** Whether a row of one cell to a line may start at a line: `closed` its end is found, `cut-off` the file ends before it. */
export type RowStart = "closed" | "cut-off" | "none";

/** What may start at each line; a row's end must come before any line that has tabs elsewhere. */
export function findRowStarts(lines: readonly TextLine[]): RowStart[] {
  const starts = new Array<RowStart>(lines.length).fill("none");
  let ahead: RowStart = "cut-off";
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const kind = lines[index]?.kind;
    if (kind === "row") ahead = "none";
    else if (isRowEnd(lines, index)) ahead = "closed";
    if (kind === "led" || kind === "lone-tab") starts[index] = ahead;
  }
  return starts;
}

function startsWithTab(source: SourceText, line: TextLine | undefined): boolean {
  return line !== undefined && source.text[line.from] === "\t";
}

/** Reads the cell whose first line is at `index`, with the lines that continue it. */
function readCell(source: SourceText, lines: readonly TextLine[], index: number, end: number): { cell: CellDraft; next: number } {
  const first = lines[index] ?? { from: 0, to: 0 };
  const pieces: Piece[] = [];
  let next = index;
  do {
    const line = lines[next] ?? first;
    pieces.push({ kind: "break", text: "\n" }, ...readInlineMarkup(source, line));
    next += 1;
  } while (next < end && !startsWithTab(source, lines[next]));
  return { cell: { pieces, empty: { from: first.from + 1, to: first.from + 1 } }, next };
}

function skipBlank(lines: readonly TextLine[], index: number): number {
  let next = index;
  while (lines[next]?.kind === "blank") next += 1;
  return next;
}

/** Where the row that starts at `index` ends: the line of its end, or, in a table cut off, the line behind its last. */
function findRowEnd(source: SourceText, lines: readonly TextLine[], index: number): { end: number; closed: boolean } {
  for (let at = index; at < lines.length; at += 1) if (isRowEnd(lines, at)) return { end: at, closed: true };
  // Cut off: a blank line with a paragraph behind it is taken for the end, not for more of the last cell.
  let at = index;
  while (at < lines.length) {
    const next = skipBlank(lines, at);
    if (next > at && !startsWithTab(source, lines[next])) return { end: at, closed: false };
    at = next + 1;
  }
  return { end: Math.min(at, lines.length), closed: false };
}

/**
 * Reads a table written one cell to a line, from the line at `start` on.
 *
 * Each cell is a line that starts with its only tab, and may hold nothing else; lines without a leading tab, blank ones
 * too, continue the cell as further paragraphs. A row ends at a line that is a lone tab with a blank line (or the end of the
 * file) behind it, and that lone tab is no cell. The table goes on where the next printed line starts with a tab too.
 */
export function readCellLines(source: SourceText, lines: readonly TextLine[], start: number, starts: readonly RowStart[]): TableDraft {
  const rows: CellDraft[][] = [];
  let next = start;
  let unfinished = true;
  while (unfinished) {
    const row: CellDraft[] = [];
    const { end, closed } = findRowEnd(source, lines, next);
    while (next < end) {
      const read = readCell(source, lines, next, end);
      row.push(read.cell);
      next = read.next;
    }
    rows.push(row);
    next = closed ? skipBlank(lines, end + 1) : end;
    unfinished = closed && (starts[next] ?? "none") !== "none";
  }
  return { rows, next };
}
