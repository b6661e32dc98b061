/**
 * Pairs rows with columns so that the sum of the gains is greatest; each row and column is used at most once. Pairs that
 * gain nothing are left out. `gains[row][column]` must not be negative.
 * Source: Kuhn's Hungarian method with potentials, O(n³).
 */
export function assignBest(gains: readonly (readonly number[])[]): [row: number, column: number][] {
  const rows = gains.length;
  const columns = Math.max(0, ...gains.map((row) => row.length));
  const size = Math.max(rows, columns);
  const cost = (row: number, column: number): number => -(gains[row - 1]?.[column - 1] ?? 0);
  const rowOfColumn = solveAssignment(size, cost);
  const pairs: [number, number][] = [];
  rowOfColumn.forEach((row, column) => {
    if (row > 0 && column > 0 && (gains[row - 1]?.[column - 1] ?? 0) > 0) pairs.push([row - 1, column - 1]);
  });
  return pairs.sort((left, right) => left[0] - right[0]);
}

/** For each 1-based column the 1-based row that it is assigned at least cost; index 0 is unused. */
function solveAssignment(size: number, cost: (row: number, column: number) => number): number[] {
  const rowPotential = new Float64Array(size + 1);
  const columnPotential = new Float64Array(size + 1);
  const rowOfColumn = new Array<number>(size + 1).fill(0);
  for (let row = 1; row <= size; row += 1) {
    rowOfColumn[0] = row;
    const cameFrom = growTree(size, cost, rowOfColumn, rowPotential, columnPotential);
    for (let column = cameFrom.end; column !== 0; ) {
      const before = cameFrom.way[column] ?? 0;
      rowOfColumn[column] = rowOfColumn[before] ?? 0;
      column = before;
    }
  }
  rowOfColumn[0] = 0;
  return rowOfColumn;
}

/** Grows the alternating tree from column 0 until a free column is reached, and adapts the potentials. */
function growTree(
  size: number,
  cost: (row: number, column: number) => number,
  rowOfColumn: readonly number[],
  rowPotential: Float64Array,
  columnPotential: Float64Array,
): { way: number[]; end: number } {
  const way = new Array<number>(size + 1).fill(0);
  const slack = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const visited = new Uint8Array(size + 1);
  let column = 0;
  while (rowOfColumn[column] !== 0) {
    visited[column] = 1;
    const row = rowOfColumn[column] ?? 0;
    let next = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let candidate = 1; candidate <= size; candidate += 1) {
      if (visited[candidate] === 1) continue;
      const reduced = cost(row, candidate) - (rowPotential[row] ?? 0) - (columnPotential[candidate] ?? 0);
      if (reduced < (slack[candidate] ?? 0)) {
        slack[candidate] = reduced;
        way[candidate] = column;
      }
      if ((slack[candidate] ?? 0) < least) {
        least = slack[candidate] ?? 0;
        next = candidate;
      }
    }
    for (let index = 0; index <= size; index += 1) {
      if (visited[index] === 1) {
        const owner = rowOfColumn[index] ?? 0;
        rowPotential[owner] = (rowPotential[owner] ?? 0) + least;
        columnPotential[index] = (columnPotential[index] ?? 0) - least;
      } else slack[index] = (slack[index] ?? 0) - least;
    }
    column = next;
  }
  return { way, end: column };
}
