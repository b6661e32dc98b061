/** Blank rows or columns in a row beyond this many are drawn together: a cell far away must not make an endless table. */
const LONGEST_GAP = 100;

/** Which rows (or columns) of a sheet a table shows, and as which of its own. All numbers are 0-based. */
export class SheetAxis {
  /** The sheet's line for each of the table's, in order. */
  private readonly lines: readonly number[];

  /** `used`: the lines that hold something, in any order. Lines in `hidden` are left out. */
  constructor(used: Iterable<number>, hidden: ReadonlySet<number>) {
    const lines: number[] = [];
    let before = -1;
    for (const line of Array.from(new Set(used)).sort((a, b) => a - b)) {
      if (hidden.has(line)) continue;
      const blanks = listShown(before + 1, line, hidden);
      lines.push(...(blanks.length > LONGEST_GAP ? blanks.slice(0, 1) : blanks), line);
      before = line;
    }
    this.lines = lines;
  }

  get count(): number {
    return this.lines.length;
  }

  /** The table's line for one of the sheet; undefined for one that is not shown. */
  find(line: number): number | undefined {
    const at = this.findFirstFrom(line);
    return this.lines[at] === line ? at : undefined;
  }

  /** The table's lines between two of the sheet, both in it; undefined where none is shown. */
  findSpan(first: number, last: number): { start: number; count: number } | undefined {
    const start = this.findFirstFrom(first);
    const count = this.findFirstFrom(last + 1) - start;
    return count > 0 ? { start, count } : undefined;
  }

  /** The first of the table's lines whose line in the sheet is not before the given one. */
  private findFirstFrom(line: number): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lines[middle] ?? Infinity) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function listShown(from: number, to: number, hidden: ReadonlySet<number>): number[] {
  const shown: number[] = [];
  for (let line = from; line < to; line += 1) if (!hidden.has(line)) shown.push(line);
  return shown;
}
