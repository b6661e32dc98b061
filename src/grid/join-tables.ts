import type { Cell, Table } from "../document/document.ts";
import type { Box, Place } from "../document/place.ts";
import { overlap, unite } from "./box.ts";
import { areAlike, columnLines, fitWidth, mergeLines, recount, type ColumnLines } from "./columns.ts";
import { endsSentence, separatorBetween, shiftRuns } from "./join-text.ts";
import { boxOf } from "./reading-order.ts";
import { isSamePrint, squeeze } from "./similar-text.ts";

/** A table that may go on over a page break: its parts so far, joined. */
export interface GrowingTable {
  readonly table: Table;
  readonly lines: ColumnLines;
  /** Whether its last part has no rule below. */
  readonly openBottom: boolean;
}

/** A table's next part joined on. */
export interface Joined {
  readonly grown: GrowingTable;
  /** Cells of the header rows that the next page repeats; they are not in the joined table. */
  readonly repeated: readonly Cell[];
  /** What to add to a row of the next part to have its row in the joined table. */
  readonly rowShift: number;
}

/** At most this many rows of a header are repeated on each page. */
const MAX_HEADER_ROWS = 6;
/** A text this long is prose, which goes on in the next page's cell also after a full stop. */
const PROSE_CHARACTERS = 40;
/** A table that ends higher on its page than this is a small one of its own. */
const LOW_SHARE = 0.25;
/** A shorter text is a label or a value, which fits on its page. */
const LEAST_CHARACTERS = 8;
/** A last line shorter than this share of its cell was not wrapped. */
const FULL_LINE_SHARE = 0.6;
/** A last line that ends this near to the cell's side, in line heights, was wrapped there. */
const FULL_LINE_EM = 2.2;

/** Begins to follow a table that stands on one page. */
export function startTable(table: Table, openBottom: boolean): GrowingTable {
  return { table, lines: columnLines(table), openBottom };
}

/** Joins the next page's first table to one that ended the page before; undefined where it is another table. */
export function joinTables(growing: GrowingTable, part: Table, openTop: boolean, openBottom: boolean): Joined | undefined {
  const upper = dropFrameRest(growing);
  const partLines = fitWidth(columnLines(part), upper.lines);
  if (upper.table.grid !== part.grid || !areAlike(upper.lines, partLines)) return undefined;
  const lines = mergeLines(upper.lines, partLines);
  const cells = recount(upper.table.cells, upper.lines, lines);
  const lower = recount(part.cells, partLines, lines);
  const headerRows = countRepeatedRows(cells, lower);
  const rest = lower.filter((cell) => cell.row >= headerRows).map((cell) => ({ ...cell, row: cell.row - headerRows }));
  const rowCount = upper.table.rowCount;
  const cut = isCut(cells, rowCount, rest, upper.openBottom || (openTop && headerRows === 0));
  const shift = cut ? rowCount - 1 : rowCount;
  const joined = { ...upper.table, at: [...upper.table.at, ...part.at], columnCount: lines.length - 1 };
  const grown = {
    table: { ...joined, rowCount: shift + part.rowCount - headerRows, cells: stack(cells, rowCount, rest, cut) },
    lines,
    openBottom,
  };
  return { grown, repeated: lower.filter((cell) => cell.row < headerRows), rowShift: shift - headerRows };
}

/**
 * A frame that a program draws on to the page's end, below the last row that had room there, encloses a blank strip as wide as
 * the table, which is no row.
 */
function dropFrameRest({ table, lines, openBottom }: GrowingTable): GrowingTable {
  const last = table.cells.filter((cell) => cell.row + cell.rowSpan === table.rowCount);
  const [only] = last;
  const isRest = last.length === 1 && only !== undefined && only.text === "" && only.columnSpan === table.columnCount && only.rowSpan === 1 && table.rowCount > 1;
  if (!isRest) return { table, lines, openBottom };
  return { table: { ...table, rowCount: table.rowCount - 1, cells: table.cells.filter((cell) => cell !== only) }, lines, openBottom };
}

/** How many of the lower part's first rows repeat those with which the table begins. */
function countRepeatedRows(upper: readonly Cell[], lower: readonly Cell[]): number {
  let repeated = 0;
  for (let row = 0; row < MAX_HEADER_ROWS; row++) {
    const above = upper.filter((cell) => cell.row === row);
    const below = lower.filter((cell) => cell.row === row);
    if (below.length === 0 || above.length !== below.length || !below.every((cell, index) => isSameCell(cell, above[index]))) break;
    if (!below.some((cell) => cell.text !== "")) break;
    const closed = ![...above, ...below].some((cell) => cell.row + cell.rowSpan > row + 1);
    // Only whole rows can be taken away: one with a cell that reaches further waits for the row where that ends.
    if (closed && !lower.some((cell) => cell.row <= row && cell.row + cell.rowSpan > row + 1)) repeated = row + 1;
  }
  return repeated;
}

function isSameCell(a: Cell, b: Cell | undefined): boolean {
  if (b === undefined || a.column !== b.column || a.columnSpan !== b.columnSpan || a.rowSpan !== b.rowSpan) return false;
  const isExact = [...a.runs, ...b.runs].every((run) => run.confidence === undefined);
  return isExact ? squeeze(a.text) === squeeze(b.text) : isSamePrint(a.text, b.text);
}

/**
 * Whether the page break went through a row, so that the lower part's first row is the rest of the upper's last. A rule
 * that is missing at the break is no proof: some programs leave it out below every page's last row.
 */
function isCut(upper: readonly Cell[], rowCount: number, rest: readonly Cell[], unruled: boolean): boolean {
  const first = rest.filter((cell) => cell.row === 0);
  const pairs = first.map((cell) => ({ cell, above: upper.find((other) => other.row + other.rowSpan === rowCount && isBelow(cell, other)) }));
  if (first.length === 0 || pairs.some(({ above }) => above === undefined)) return false;
  const inked = pairs.filter(({ cell }) => cell.text !== "");
  if (inked.length === 0) return unruled;
  // A short text that stands in the middle of its cell may fall below the break; what is ruled off there may not.
  const goOn = inked.filter(({ above }) => continuesText(above, inked.length === 1));
  if (goOn.length === 0 || !inked.every((pair) => goOn.includes(pair) || (unruled && pair.above?.text === ""))) return false;
  // A blank label below a printed one: without it a row that merely looks like the rest of another would be taken for it.
  const label = pairs[0];
  return unruled || (label?.cell.text === "" && label.above?.text !== "");
}

function isBelow(lower: Cell, upper: Cell): boolean {
  return lower.column === upper.column && lower.columnSpan === upper.columnSpan;
}

function continuesText(cell: Cell | undefined, alone: boolean): boolean {
  if (cell === undefined || cell.text.length < LEAST_CHARACTERS) return false;
  if (endsSentence(cell.text)) return alone && cell.text.length >= PROSE_CHARACTERS;
  const place = cell.at.at(-1);
  const line = lastLine(cell);
  if (line === undefined || place === undefined || !("box" in place)) return false;
  const room = place.box[2] - line[2];
  return room <= FULL_LINE_EM * (line[3] - line[1]) && line[2] - line[0] >= FULL_LINE_SHARE * (place.box[2] - place.box[0]);
}

/** The box of the last line of a cell's text. */
function lastLine(cell: Cell): Box | undefined {
  const boxes = cell.runs.flatMap((run) => ("box" in run.at ? [run.at.box] : []));
  const last = boxes.at(-1);
  return last === undefined ? undefined : unite(boxes.filter((box) => overlap(box[1], box[3], last[1], last[3]) > (last[3] - last[1]) / 2));
}

function stack(upper: readonly Cell[], rowCount: number, rest: readonly Cell[], cut: boolean): Cell[] {
  const shift = cut ? rowCount - 1 : rowCount;
  const cells = [...upper];
  const leading = cut ? new Set<Cell>() : findContinuedLabels(upper, rowCount, rest);
  for (const cell of rest) {
    const index = cell.row === 0 ? cells.findIndex((other) => other.row + other.rowSpan === rowCount && isBelow(cell, other)) : -1;
    const above = cells[index];
    if (above !== undefined && (cut || leading.has(cell))) cells[index] = joinCells(above, cell, cell.rowSpan - (cut ? 1 : 0));
    else cells.push({ ...cell, row: cell.row + shift });
  }
  return cells.toSorted((a, b) => a.row - b.row || a.column - b.column);
}

/** Blank cells with which the lower part's first row begins, below labels: the rest of merged cells that the break cut. */
function findContinuedLabels(upper: readonly Cell[], rowCount: number, rest: readonly Cell[]): Set<Cell> {
  const first = rest.filter((cell) => cell.row === 0);
  const found = new Set<Cell>();
  let column = 0;
  for (const cell of first.toSorted((a, b) => a.column - b.column)) {
    const above = upper.find((other) => other.row + other.rowSpan === rowCount && isBelow(cell, other));
    if (cell.column !== column || cell.text !== "" || above === undefined || above.text === "") break;
    found.add(cell);
    column += cell.columnSpan;
  }
  // With nothing printed to their right they are no labels, but a blank row.
  return first.some((cell) => cell.text !== "") ? found : new Set();
}

function joinCells(upper: Cell, lower: Cell, addedRows: number): Cell {
  const separator = separatorBetween(upper.text, lower.text);
  const runs = shiftRuns(lower.runs, upper.text.length + separator.length);
  const at: Place[] = [...upper.at, ...lower.at];
  return { ...upper, rowSpan: upper.rowSpan + addedRows, text: upper.text + separator + lower.text, runs: [...upper.runs, ...runs], at };
}

/**
 * Whether a table reaches so far down that it may go on on the next page. Rows that are kept together, as those of one
 * merged label are, can leave most of a page blank.
 */
export function endsLow(table: Table, heightPt: number): boolean {
  return boxOf({ at: table.at.slice(-1) })[3] > LOW_SHARE * heightPt;
}
