import type { Piece } from "./placed-text.ts";
import { readInlineMarkup } from "./inline-markup.ts";
import type { CellDraft } from "./ragged-table.ts";
import type { SourceText } from "./source-text.ts";
import type { TextLine } from "./tab-lines.ts";

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
type RowStart = "closed" | "cut-off" | "none";

/** What may start at each line. */
export interface RowStarts {
  /** A table may: the row's end comes before any line that has tabs elsewhere than at its start. */
  readonly ofTable: readonly RowStart[];
  /** A further row may: its cells may hold tabs, so only a line that has tabs and does not start with one stands against it. */
  readonly ofRow: readonly RowStart[];
}

function startsWithTab(source: SourceText, line: TextLine | undefined): boolean {
  return line !== undefined && source.text[line.from] === "\t";
}

/** Finds, from the last line to the first, where rows may start. */
export function findRowStarts(source: SourceText, lines: readonly TextLine[]): RowStarts {
  const ofTable = new Array<RowStart>(lines.length).fill("none");
  const ofRow = new Array<RowStart>(lines.length).fill("none");
  let strict: RowStart = "cut-off";
  let loose: RowStart = "cut-off";
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const isLed = startsWithTab(source, lines[index]);
    const kind = lines[index]?.kind;
    if (isRowEnd(lines, index)) strict = loose = "closed";
    else if (kind === "row") {
      strict = "none";
      if (!isLed) loose = "none";
    }
    if (isLed && kind !== "row") ofTable[index] = strict;
    if (isLed) ofRow[index] = loose;
  }
  return { ofTable, ofRow };
}

/** Reads the cell whose first line is at `index`, with the lines that continue it. */
function readCell(source: SourceText, lines: readonly TextLine[], index: number, end: number): { cell: CellDraft; next: number } {
  const first = lines[index] ?? { from: 0, to: 0 };
  let next = index + 1;
  while (next < end && !startsWithTab(source, lines[next])) next += 1;
  const pieces = lines.slice(index, next).flatMap((line): Piece[] => [{ kind: "break", text: "\n" }, ...readInlineMarkup(source, line)]);
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
 * Each cell is a line that starts with a tab, and may hold nothing else; lines without a leading tab, blank ones
 * too, continue the cell as further paragraphs. A row ends at a line that is a lone tab with a blank line (or the end of the
 * file) behind it, and that lone tab is no cell. The table goes on where the next printed line starts with a tab too.
 */
export function readCellLines(source: SourceText, lines: readonly TextLine[], start: number, starts: RowStarts): TableDraft {
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
    unfinished = closed && mayGoOn(lines, starts, next);
  }
  return { rows, next };
}

/** A row that was cut off is one only where its first line can be nothing else. */
function mayGoOn(lines: readonly TextLine[], { ofRow }: RowStarts, next: number): boolean {
  return ofRow[next] === "closed" || (ofRow[next] === "cut-off" && lines[next]?.kind !== "row");
}
