import { listSlots, type PrintedCell, type PrintedTable } from "../form.ts";
import type { Random } from "../random.ts";
import { formCharacters } from "./text-lines.ts";
import { measureCell, measureWidth, wrapText } from "./wrap.ts";

/** A text of more lines than this is left whole: torn, nobody could put it together again. */
const mostTornLines = 1;
/** Digits of one number stay together; all else may be torn apart. */
const unbroken = /[\d.]+|./gsu;

/**
 * Rows `[from, to)` as tab-separated slots in which column borders cut through the text of merged cells: where a border of
 * other rows crosses the printed words, they stand partly in one slot and partly in the next.
 */
export function printTornRows(table: PrintedTable, from: number, to: number, random: Random): string {
  const rows = listSlots(table).slice(from, to);
  const lines = rows.map((cells, index) => {
    const texts = cells.map(() => "");
    cells.forEach((cell, column) => {
      if (cell.column !== column || (cell.row !== from + index && !(index === 0 && cell.row < from))) return;
      tear(table, cell, random).forEach((text, offset) => {
        texts[column + offset] = text;
      });
    });
    return texts.join("\t");
  });
  return lines.join("\n");
}

/** Rows `[from, to)` as tab-separated cells, without the columns that no cell of these rows begins in. */
export function printCompactRows(table: PrintedTable, from: number, to: number): string {
  const rows = listSlots(table).slice(from, to);
  const starts = table.columnWidths.map((_, column) => rows.some((cells) => cells[column]?.column === column));
  const lines = rows.map((cells, index) => {
    const texts = cells.filter((_, column) => starts[column]).map((cell) => {
      const begins = cell.row === from + index;
      return begins ? wrapText(cell.text, measureCell(table, cell, formCharacters)).join(" ") : "";
    });
    // A cell merged over several of the kept columns counts once.
    const kept = cells.filter((_, column) => starts[column]);
    return texts.map((text, at) => (kept[at] === kept[at - 1] ? "" : text)).join("\t");
  });
  return lines.join("\n");
}

function tear(table: PrintedTable, cell: PrintedCell, random: Random): string[] {
  const lines = wrapText(cell.text, measureCell(table, cell, formCharacters));
  const whole = [lines.join(" ")];
  if (cell.columnSpan === 1 || lines.length !== mostTornLines || random.chance(0.25)) return whole;
  const text = lines[0] ?? "";
  let left = (measureCell(table, cell, formCharacters) - measureWidth(text)) / 2;
  const pieces = Array.from({ length: cell.columnSpan }, () => "");
  for (const [token] of text.matchAll(unbroken)) {
    const at = findColumn(table, cell, left + 0.25);
    pieces[at] = (pieces[at] ?? "") + token;
    left += measureWidth(token);
  }
  return pieces;
}

/** Which of the cell's columns, counted from its first, lies at so many characters from its left. */
function findColumn(table: PrintedTable, cell: PrintedCell, left: number): number {
  const all = table.columnWidths.reduce((sum, width) => sum + width, 0);
  let right = 0;
  for (let offset = 0; offset < cell.columnSpan; offset += 1) {
    right += ((table.columnWidths[cell.column + offset] ?? 0) / all) * formCharacters;
    if (left < right) return offset;
  }
  return cell.columnSpan - 1;
}
