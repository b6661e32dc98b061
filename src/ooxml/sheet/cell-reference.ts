/** A cell of a sheet, 0-based. */
export interface CellReference {
  readonly row: number;
  readonly column: number;
}

/** A block of cells, both corners in it. */
export interface CellRange {
  readonly first: CellReference;
  readonly last: CellReference;
}

/** The largest sheet there is. */
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** Reads `AB12`, also with dollar signs; undefined for anything else and for cells outside the largest sheet. */
export function parseCellReference(text: string): CellReference | undefined {
  const [, letters = "", digits = ""] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(text) ?? [];
  if (letters === "") return undefined;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(digits);
  return row >= 1 && row <= MAX_ROWS && column <= MAX_COLUMNS ? { row: row - 1, column: column - 1 } : undefined;
}

/** Reads `A1:C3`, or one cell as a range of its own. */
export function parseCellRange(text: string): CellRange | undefined {
  const [from = "", to = from] = text.split(":");
  const a = parseCellReference(from);
  const b = parseCellReference(to);
  if (a === undefined || b === undefined) return undefined;
  return {
    first: { row: Math.min(a.row, b.row), column: Math.min(a.column, b.column) },
    last: { row: Math.max(a.row, b.row), column: Math.max(a.column, b.column) },
  };
}
