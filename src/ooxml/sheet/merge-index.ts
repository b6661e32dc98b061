import type { CellRange, CellReference } from "./cell-reference.ts";

/** Ranges that overlap without end are no honest file's; past this many entries further ranges are left out. */
const MAX_ENTRIES = 4_000_000;
/** As many comparisons of ranges in a row; a sheet of a thousand rows with 200 merged cells each takes a fifth of it. */
const MAX_COMPARISONS = 100_000_000;

function share(one: CellRange, other: CellRange): boolean {
  return one.first.column <= other.last.column && other.first.column <= one.last.column;
}

/**
 * Finds the merged range that a cell belongs to. Of ranges that overlap the first counts, as in Excel's own repair of such a
 * file.
 */
export class MergeIndex {
  private readonly byRow = new Map<number, CellRange[]>();

  /** `rows`: the rows that will be asked for. */
  constructor(ranges: readonly CellRange[], rows: Iterable<number>) {
    const asked = Array.from(new Set(rows)).sort((a, b) => a - b);
    let entries = 0;
    let comparisons = 0;
    for (const range of ranges) {
      const start = findFirstFrom(asked, range.first.row);
      let end = start;
      while ((asked[end] ?? Infinity) <= range.last.row) end += 1;
      const covered = asked.slice(start, end);
      entries += covered.length;
      comparisons += covered.reduce((sum, row) => sum + (this.byRow.get(row)?.length ?? 0), 0);
      if (entries > MAX_ENTRIES || comparisons > MAX_COMPARISONS) return;
      if (covered.some((row) => this.byRow.get(row)?.some((other) => share(range, other)) === true)) continue;
      for (const row of covered) this.add(row, range);
    }
  }

  /** The merged range that holds the cell; undefined for a cell that stands alone. */
  find({ row, column }: CellReference): CellRange | undefined {
    return this.byRow.get(row)?.find(({ first, last }) => first.column <= column && column <= last.column);
  }

  private add(row: number, range: CellRange): void {
    const known = this.byRow.get(row);
    if (known === undefined) this.byRow.set(row, [range]);
    else known.push(range);
  }
}

function findFirstFrom(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
