/**
 * Divides the rows of a list among labels that are printed in the middle of the rows they are for, as merged cells are: the
 * groups follow each other without a gap, and each label stands on the middle row of its group, or on the lower of two.
 *
 * @param places For each label the row it stands on or before (0-based), in their order. @param rows How many rows there are.
 * @returns Every division that keeps to that, as the number of rows of each label; at most `mostDivisions`.
 */
export function listMiddleDivisions(places: readonly number[], rows: number): number[][] {
  const found: number[][] = [];
  extend(places, rows, [], 0, found);
  return found;
}

const mostDivisions = 16;

function extend(places: readonly number[], rows: number, sizes: readonly number[], start: number, found: number[][]): void {
  const place = places[sizes.length];
  if (found.length >= mostDivisions) return;
  if (place === undefined) {
    if (start === rows) found.push([...sizes]);
    return;
  }
  const above = place - start;
  if (above < 0) return;
  // As many rows below the label's own as above it, or one fewer.
  for (const size of above === 0 ? [1] : [2 * above + 1, 2 * above]) {
    if (start + size <= rows) extend(places, rows, [...sizes, size], start + size, found);
  }
}
