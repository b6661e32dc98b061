/**
 * What a cell is for: a label the form always prints, the name of an indicator level (printed, and also a value), a value
 * someone filled in (blank where the text is empty), or print that names no value (the place for a seal).
 */
export type CellRole = "label" | "level" | "value" | "fixed";

/** A paragraph of a printed form. A line feed in the text is a forced line break. */
export interface PrintedParagraph {
  readonly kind: "paragraph";
  readonly text: string;
  readonly align: "left" | "center" | "right";
  /** `title` is the form's name, `heading` a numbered section, `body` prose, `line` a line of the form outside its tables. */
  readonly style: "title" | "heading" | "body" | "line";
}

/** A cell before it has a place: rows list only the cells that begin in them, as HTML does. */
export interface RowCell {
  readonly text: string;
  readonly role: CellRole;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly align: "left" | "center" | "right";
}

/** A cell of a printed table. `row` and `column` are 0-based. Lines of the text are joined by a line feed. */
export interface PrintedCell extends RowCell {
  readonly row: number;
  readonly column: number;
}

/** A printed table. Every slot of the grid is covered by exactly one cell. */
export interface PrintedTable {
  readonly kind: "table";
  readonly rowCount: number;
  readonly columnCount: number;
  /** Shares of the table's width, one for each column. */
  readonly columnWidths: readonly number[];
  readonly cells: readonly PrintedCell[];
  /** Rows before which a new page begins, where the print has pages. */
  readonly breakBefore: readonly number[];
  /** A form has labels among its values, a list has a header row and then values. */
  readonly purpose: "form" | "list";
}

export interface PageBreak {
  readonly kind: "page-break";
}

export type PrintedBlock = PrintedParagraph | PrintedTable | PageBreak;

/** A form as a designer draws it, before any file format: paragraphs and tables in the order they are read. */
export interface PrintedForm {
  readonly blocks: readonly PrintedBlock[];
}

/** A label cell. */
export function label(text: string, rowSpan = 1, columnSpan = 1): RowCell {
  return { text, role: "label", rowSpan, columnSpan, align: "center" };
}

/** A value cell; null is a blank one. */
export function value(text: string | null, columnSpan = 1, rowSpan = 1): RowCell {
  const long = text !== null && text.length > 24;
  return { text: text ?? "", role: "value", rowSpan, columnSpan, align: long ? "left" : "center" };
}

export function paragraph(text: string, style: PrintedParagraph["style"], align: PrintedParagraph["align"] = "left"): PrintedParagraph {
  return { kind: "paragraph", text, align, style };
}

/**
 * Places the cells of rows as HTML places `td` elements: each takes the next slot that no earlier span covers.
 * @throws when a row does not fill the grid exactly, which is a mistake in a layout.
 */
export function makeTable(
  rows: readonly (readonly RowCell[])[],
  columnWidths: readonly number[],
  options: { breakBefore?: readonly number[]; purpose?: PrintedTable["purpose"] } = {},
): PrintedTable {
  const columnCount = columnWidths.length;
  const taken = rows.map(() => new Array<boolean>(columnCount).fill(false));
  const cells: PrintedCell[] = [];
  rows.forEach((row, rowIndex) => {
    for (const cell of row) {
      const column = taken[rowIndex]?.indexOf(false) ?? -1;
      if (column < 0) throw new Error(`row ${rowIndex} (“${cell.text}”) has more cells than columns`);
      occupy(taken, rowIndex, column, cell);
      cells.push({ ...cell, row: rowIndex, column });
    }
    if (taken[rowIndex]?.includes(false) === true) throw new Error(`row ${rowIndex} (“${row[0]?.text ?? ""}”) leaves slots open`);
  });
  const { breakBefore = [], purpose = "form" } = options;
  return { kind: "table", rowCount: rows.length, columnCount, columnWidths, cells, breakBefore, purpose };
}

function occupy(taken: boolean[][], row: number, column: number, cell: RowCell): void {
  for (let y = row; y < row + cell.rowSpan; y += 1) {
    for (let x = column; x < column + cell.columnSpan; x += 1) {
      const slots = taken[y];
      if (slots === undefined || slots[x] !== false) throw new Error(`cell “${cell.text}” at ${row},${column} overlaps or leaves the table`);
      slots[x] = true;
    }
  }
}

/** The table's cells by row: those that begin in it, in order of columns. */
export function listRows(table: PrintedTable): PrintedCell[][] {
  const rows: PrintedCell[][] = Array.from({ length: table.rowCount }, () => []);
  for (const cell of table.cells) rows[cell.row]?.push(cell);
  return rows.map((row) => row.sort((left, right) => left.column - right.column));
}

/** For each slot of the grid the cell that covers it. */
export function listSlots(table: PrintedTable): PrintedCell[][] {
  const slots: PrintedCell[][] = Array.from({ length: table.rowCount }, () => []);
  for (const cell of table.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      const line = slots[row];
      if (line === undefined) continue;
      for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) line[column] = cell;
    }
  }
  return slots;
}

/** A cell that names an indicator level. */
export function level(text: string, rowSpan = 1): RowCell {
  return { text, role: "level", rowSpan, columnSpan: 1, align: "center" };
}
