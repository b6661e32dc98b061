import type { Piece } from "../../src/document/placed-text.ts";
import type { CellDraft } from "../../src/document/ragged-table.ts";
import type { SourceText, Span } from "../../src/document/source-text.ts";
import { readInline } from "./read-inline.ts";

/** Rows of cells, and the index of the first line behind them. */
export interface PipeTable {
  readonly rows: readonly (readonly CellDraft[])[];
  readonly next: number;
}

/** No cell of a form runs over more lines of Markdown than this; a row is not searched further for its end. */
const MAX_LINES_OF_ROW = 200;
const ruleCell = /^:?-+:?$/;
/** A line of dashes in a table's body rules it off where a cell has this many; with fewer it is a row of blanks written as dashes. */
const MIN_DASHES_OF_BODY_RULE = 3;

/** The stretches between a row's pipes; a pipe behind a backslash is text, pipes at the row's two ends are its frame. */
function splitCells(source: SourceText, row: Span): Span[] {
  const cells: Span[] = [];
  let from = row.from;
  for (let at = row.from; at < row.to; at += 1) {
    const character = source.text[at];
    if (character === "\\") at += 1;
    else if (character === "|") {
      cells.push({ from, to: at });
      from = at + 1;
    }
  }
  cells.push({ from, to: row.to });
  const isBlank = (cell: Span | undefined): boolean => cell !== undefined && source.slice(cell).trim() === "";
  if (cells.length > 1 && isBlank(cells[0])) cells.shift();
  if (cells.length > 1 && isBlank(cells.at(-1))) cells.pop();
  return cells;
}

interface RowShape {
  readonly hasPipe: boolean;
  readonly startsWithPipe: boolean;
  readonly endsWithPipe: boolean;
}

function describeRow(source: SourceText, line: Span | undefined): RowShape {
  const text = line === undefined ? "" : source.slice(line).trim();
  return {
    hasPipe: /(?:^|[^\\])(?:\\\\)*\|/.test(text),
    startsWithPipe: text.startsWith("|"),
    endsWithPipe: /(?:^|[^\\])(?:\\\\)*\|$/.test(text),
  };
}

/** Whether a line is the rule under a table's header. */
function isHeadRule(source: SourceText, line: Span | undefined): boolean {
  const text = line === undefined ? "" : source.slice(line);
  if (line === undefined || !/^[\s|:-]+$/.test(text) || !text.includes("-") || !text.includes("|")) return false;
  return splitCells(source, line).every((cell) => ruleCell.test(source.slice(cell).trim()));
}

/** Whether a line is a rule also where it stands between or below rows. */
function isBodyRule(source: SourceText, line: Span | undefined): boolean {
  return isHeadRule(source, line) && line !== undefined && source.slice(line).includes("-".repeat(MIN_DASHES_OF_BODY_RULE));
}

/** A row with a pipe at its start and at least two cells: a table also where the line under its header is missing. */
function isFramedRow(source: SourceText, line: Span | undefined): boolean {
  return line !== undefined && describeRow(source, line).startsWithPipe && splitCells(source, line).length > 1;
}

/** Whether a table starts at a line: a header with its rule beneath, a rule without a header, or a framed row. */
export function startsPipeTable(source: SourceText, lines: readonly Span[], index: number): boolean {
  const line = lines[index];
  if (!describeRow(source, line).hasPipe) return false;
  return isHeadRule(source, lines[index + 1]) || isBodyRule(source, line) || isFramedRow(source, line);
}

function isBlankLine(source: SourceText, line: Span | undefined): boolean {
  return line !== undefined && source.slice(line).trim() === "";
}

/**
 * The last line of the row at `index`: a row that opens with a pipe and does not close with one may go on, over lines that do not
 * open with a pipe, to a line that closes it.
 */
function findRowEnd(source: SourceText, lines: readonly Span[], index: number): number {
  const shape = describeRow(source, lines[index]);
  if (!shape.startsWithPipe || shape.endsWithPipe) return index;
  const limit = Math.min(lines.length, index + MAX_LINES_OF_ROW);
  for (let at = index + 1; at < limit; at += 1) {
    const next = describeRow(source, lines[at]);
    if (next.startsWithPipe) return index;
    if (next.endsWithPipe) return at;
  }
  return index;
}

function readCell(source: SourceText, span: Span): CellDraft {
  const pieces: Piece[] = readInline(source, span, "hard");
  return { pieces, empty: { from: span.from, to: span.from } };
}

/** The next line of the table behind a blank one: framed rows without a header of their own go on with it (a page break). */
function findContinuation(source: SourceText, lines: readonly Span[], index: number): number | undefined {
  let next = index;
  while (isBlankLine(source, lines[next])) next += 1;
  const goesOn = isFramedRow(source, lines[next]) && !isHeadRule(source, lines[next]);
  return goesOn && !isHeadRule(source, lines[next + 1]) ? next : undefined;
}

/**
 * Reads the table that starts at `start`. Cells stay where they are printed: a row may have more or fewer than the header.
 * Rules between rows are markup; a header whose cells are all blank is none.
 */
export function readPipeTable(source: SourceText, lines: readonly Span[], start: number): PipeTable {
  const rows: CellDraft[][] = [];
  let next = start;
  while (next < lines.length) {
    const line = lines[next];
    if (line === undefined) break;
    if (isBlankLine(source, line)) {
      const continuation = findContinuation(source, lines, next);
      if (continuation === undefined) break;
      next = continuation;
      continue;
    }
    if (!describeRow(source, line).hasPipe) break;
    const end = findRowEnd(source, lines, next);
    const isMarkup = next === start ? isBlankHeader(source, lines, start) : isHeadRule(source, line) && next === start + 1;
    if (!isMarkup && !isBodyRule(source, line)) rows.push(splitCells(source, { from: line.from, to: lines[end]?.to ?? line.to }).map((cell) => readCell(source, cell)));
    next = end + 1;
  }
  return { rows, next };
}

function isBlankHeader(source: SourceText, lines: readonly Span[], index: number): boolean {
  const line = lines[index];
  return line !== undefined && isHeadRule(source, lines[index + 1]) && splitCells(source, line).every((cell) => source.slice(cell).trim() === "");
}
