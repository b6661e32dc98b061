import type { CellRange, CellReference } from "./cell-reference.ts";

/** Ranges that overlap without end are no honest file's; past this many entries further ranges are left out. */
const MAX_ENTRIES = 4_000_000;

/** Finds the merged range that a cell belongs to. */
export class MergeIndex {
  private readonly byRow = new Map<number, CellRange[]>();

  /** `rows`: the rows that will be asked for. */
  constructor(ranges: readonly CellRange[], rows: Iterable<number>) {
    const asked = Array.from(new Set(rows)).sort((a, b) => a - b);
    let entries = 0;
    for (const range of ranges) {
      for (let at = findFirstFrom(asked, range.first.row); (asked[at] ?? Infinity) <= range.last.row; at += 1) {
        entries += 1;
        if (entries > MAX_ENTRIES) return;
        this.add(asked[at] ?? 0, range);
      }
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
