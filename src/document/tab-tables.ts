import { findRowStarts, readCellLines, type RowStarts } from "./cell-line-table.ts";
import type { Table } from "./document.ts";
import { makeRaggedTable } from "./ragged-table.ts";
import type { SourceText } from "./source-text.ts";
import { classifyLines, type LineKind, type TextLine } from "./tab-lines.ts";
import { readTabRows } from "./tab-row-table.ts";

/** What a stretch of lines with tabs is: a table, or paragraphs that tabs indent. `next` is the index of the line behind it. */
export interface TabStretch {
  readonly table: Table | undefined;
  readonly next: number;
}

/** The tables of a text that are written with tabs: one cell to a line, or one row to a line. */
export class TabTables {
  private readonly source: SourceText;
  private readonly lines: readonly TextLine[];
  private readonly starts: RowStarts;

  constructor(source: SourceText) {
    this.source = source;
    this.lines = classifyLines(source);
    this.starts = findRowStarts(source, this.lines);
  }

  kindOf(index: number): LineKind | undefined {
    return this.lines[index]?.kind;
  }

  /** Whether a table of one cell to a line starts at a line. */
  startsCellLines(index: number): boolean {
    return this.starts.ofTable[index] === "closed";
  }

  /** Reads the stretch that starts at a line with a tab. */
  read(index: number): TabStretch {
    const { rows, next } = this.startsCellLines(index)
      ? readCellLines(this.source, this.lines, index, this.starts)
      : readTabRows(this.source, this.lines, index);
    return { table: makeRaggedTable(this.source, rows), next };
  }
}
