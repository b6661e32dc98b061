import type { Cell, Table } from "./document.ts";
import type { LinePlace } from "./place.ts";
import { placePieces, type Piece } from "./placed-text.ts";
import type { SourceText, Span } from "./source-text.ts";

/** A cell before its text is put together; `empty` is its place should it hold nothing. */
export interface CellDraft {
  readonly pieces: readonly Piece[];
  readonly empty: Span;
}

/** One place for each line that cells of a text file stand on, in order. */
export function coverLines(cells: readonly Cell[]): LinePlace[] {
  const lines = new Map<number, LinePlace>();
  for (const place of cells.flatMap(({ at }) => at)) {
    if (!("line" in place)) continue;
    const known = lines.get(place.line);
    if (known === undefined) lines.set(place.line, { ...place });
    else {
      known.from = Math.min(known.from, place.from);
      known.to = Math.max(known.to, place.to);
    }
  }
  return [...lines.values()].sort((a, b) => a.line - b.line);
}

/**
 * A table whose rows and cells are stated and whose spans are not: the cells of each row take the columns 0, 1, 2, … and
 * rows may differ in how many they have. Undefined where no cell of it holds a printed character.
 */
export function makeRaggedTable(source: SourceText, rows: readonly (readonly CellDraft[])[]): Table | undefined {
  const cells: Cell[] = rows.flatMap((row, rowIndex) =>
    row.map(({ pieces, empty }, column) => ({ row: rowIndex, column, rowSpan: 1, columnSpan: 1, ...placePieces(source, pieces, empty) })),
  );
  if (cells.every(({ text }) => text === "")) return undefined;
  const columnCount = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return { kind: "table", at: coverLines(cells), rowCount: rows.length, columnCount, grid: "ragged", cells };
}
