import type { Cell } from "../../src/document/document.ts";
import { assignBest } from "./assignment.ts";
import { addCounts, rateCounts, type LeafCounts } from "./leaf-score.ts";
import { normalizeText } from "./text-equality.ts";

/** What a table is judged by: its cells' positions, spans and texts. */
export interface CellTable {
  readonly cells: readonly Pick<Cell, "row" | "column" | "rowSpan" | "columnSpan" | "text">[];
}

export interface CellScore extends LeafCounts {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Cells of the truth that are not there as they should be, and given cells that should not be, each as one line. */
  readonly faults: readonly string[];
}

/**
 * Cell F1 of tables, each paired with the one that shares most cells with it: a cell is right when row, column, both spans and (with `text`) its text are. A blank
 * cell without spans says the same as no cell, so with `text` such cells are left out on both sides; without, the structure
 * alone is judged and every cell counts.
 */
export function scoreCells(truth: readonly CellTable[], actual: readonly CellTable[], options: { text: boolean }): CellScore {
  const faults: string[] = [];
  const counts: LeafCounts[] = [];
  const partnerOf = new Map(assignBest(truth.map((left) => actual.map((right) => countShared(left, right)))));
  const used = new Set(partnerOf.values());
  truth.forEach((table, index) => {
    counts.push(compareTables(table, actual[partnerOf.get(index) ?? -1], options.text, index, faults));
  });
  actual.forEach((table, index) => {
    if (!used.has(index)) counts.push(compareTables(undefined, table, options.text, index, faults));
  });
  const sum = addCounts(counts);
  return { ...sum, ...rateCounts(sum), faults };
}

/** Cells that two tables share, with their texts; they tell which table is which better than structure alone. */
function countShared(left: CellTable, right: CellTable): number {
  const given = new Set(right.cells.map((cell) => normalizeText(cell.text)));
  return left.cells.filter((cell) => cell.text !== "" && given.has(normalizeText(cell.text))).length;
}

function compareTables(
  truth: CellTable | undefined,
  actual: CellTable | undefined,
  text: boolean,
  index: number,
  faults: string[],
): LeafCounts {
  const expected = new Set(describeCells(truth, text));
  const given = new Set(describeCells(actual, text));
  const lacking = [...expected].filter((cell) => !given.has(cell));
  const surplus = [...given].filter((cell) => !expected.has(cell));
  faults.push(...lacking.map((cell) => `table ${index} lacks ${cell}`));
  faults.push(...surplus.map((cell) => `table ${index} should not have ${cell}`));
  return { right: expected.size - lacking.length, expected: expected.size, actual: given.size };
}

function describeCells(table: CellTable | undefined, text: boolean): string[] {
  const cells = (table?.cells ?? []).map((cell) => ({ ...cell, text: normalizeText(cell.text) }));
  const judged = text ? cells.filter((cell) => cell.text !== "" || cell.rowSpan > 1 || cell.columnSpan > 1) : cells;
  return judged.map((cell) => {
    const place = `row ${cell.row} column ${cell.column} spans ${cell.rowSpan}×${cell.columnSpan}`;
    return text ? `${place} “${cell.text}”` : place;
  });
}
