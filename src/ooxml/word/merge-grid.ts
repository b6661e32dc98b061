/** A cell as Word writes it: every part of a merged cell is there, marked. */
export interface GridCell<T> {
  /** 0-based grid column of its left edge. */
  readonly column: number;
  readonly columnSpan: number;
  /** `restart` begins a merged cell, `continue` goes on with the one above, or to the left. */
  readonly vertical: "restart" | "continue" | undefined;
  readonly horizontal: "restart" | "continue" | undefined;
  readonly content: T;
}

/** A cell at its top left with its spans, and the contents of all its parts in order. */
export interface MergedCell<T> {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly contents: readonly T[];
}

interface OpenCell<T> {
  readonly row: number;
  readonly column: number;
  rowSpan: number;
  columnSpan: number;
  readonly contents: T[];
}

interface JoinedCell<T> {
  readonly column: number;
  columnSpan: number;
  readonly vertical: "restart" | "continue" | undefined;
  readonly contents: T[];
}

/** Joins the parts of horizontally merged cells of one row. */
function joinAcross<T>(row: readonly GridCell<T>[]): JoinedCell<T>[] {
  const joined: JoinedCell<T>[] = [];
  for (const cell of row) {
    const before = joined.at(-1);
    if (cell.horizontal === "continue" && before !== undefined) {
      before.columnSpan += cell.columnSpan;
      before.contents.push(cell.content);
    } else {
      joined.push({ column: cell.column, columnSpan: cell.columnSpan, vertical: cell.vertical, contents: [cell.content] });
    }
  }
  return joined;
}

/**
 * Joins the parts of merged cells, row by row. A part goes on with the cell above only where that one ends just above it
 * and has the same columns; otherwise it stands for itself, so that cells never overlap and no content is lost.
 */
export function mergeGrid<T>(rows: readonly (readonly GridCell<T>[])[]): MergedCell<T>[] {
  const cells: OpenCell<T>[] = [];
  let above = new Map<number, OpenCell<T>>();
  rows.forEach((row, rowIndex) => {
    const current = new Map<number, OpenCell<T>>();
    for (const part of joinAcross(row)) {
      const owner = part.vertical === "continue" ? above.get(part.column) : undefined;
      if (owner?.columnSpan === part.columnSpan) {
        owner.rowSpan += 1;
        owner.contents.push(...part.contents);
        current.set(part.column, owner);
        continue;
      }
      const cell = { row: rowIndex, column: part.column, rowSpan: 1, columnSpan: part.columnSpan, contents: part.contents };
      cells.push(cell);
      if (part.vertical !== undefined) current.set(part.column, cell);
    }
    above = current;
  });
  return cells;
}
