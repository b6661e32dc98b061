import { readInlineMarkup } from "./inline-markup.ts";
import type { CellDraft } from "./ragged-table.ts";
import type { SourceText } from "./source-text.ts";
import type { TextLine } from "./tab-lines.ts";
import type { TableDraft } from "./cell-line-table.ts";

function readRow(source: SourceText, line: TextLine): CellDraft[] {
  const cells: CellDraft[] = [];
  let from = line.from;
  for (const text of source.slice(line).split("\t")) {
    const span = { from, to: from + text.length };
    cells.push({ pieces: readInlineMarkup(source, span), empty: { from, to: from } });
    from = span.to + 1;
  }
  return cells;
}

/**
 * Reads a table written one row to a line, from the line at `start` on: cells are split at tabs, and blank cells are kept,
 * before, between and behind the others, so that columns stay where they are. Blank lines (page breaks) do not end the
 * table; a line without a tab does. `rows` is empty where all the tabs there are indent paragraphs.
 */
export function readTabRows(source: SourceText, lines: readonly TextLine[], start: number): TableDraft {
  const rows: CellDraft[][] = [];
  let indentsOnly = true;
  let next = start;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.kind === "plain") break;
    if (line.kind === "blank") continue;
    if (line.kind === "row") indentsOnly = false;
    rows.push(readRow(source, line));
    next = index + 1;
  }
  return { rows: indentsOnly ? [] : rows, next };
}
