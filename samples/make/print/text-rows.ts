import { listSlots, type PrintedCell, type PrintedForm, type PrintedTable } from "../form.ts";
import { measureCell, wrapText } from "./wrap.ts";

export interface TextRowOptions {
  /** Labels that wrap in their narrow column leave a space where the line ended. */
  readonly wrapLabels: boolean;
  /** Paragraphs of a cell in `<p>` elements, as some converters leave them; else joined by a space. */
  readonly markup: boolean;
}

/** Width of a page in Chinese characters, for where labels wrap. */
const pageCharacters = 46;

/** The form as tab-separated rows: one line for each row, a blank for each slot that a merged cell covers. */
export function printTextRows(form: PrintedForm, options: TextRowOptions): string {
  const parts = form.blocks.map((block) => {
    if (block.kind === "page-break") return "\n";
    return block.kind === "paragraph" ? `${block.text}\n\n` : `${printRows(block, options)}\n\n`;
  });
  return parts.join("");
}

function printRows(table: PrintedTable, options: TextRowOptions): string {
  const slots = listSlots(table);
  const lines: string[] = [];
  slots.forEach((cells, row) => {
    const broken = table.breakBefore.includes(row);
    if (broken) lines.push("");
    const texts = cells.map((cell, column) => (isPrintedAt(cell, row, column, table) ? printText(table, cell, options) : ""));
    // After a page break converters see one more column than there is.
    const pastBreak = table.breakBefore.some((at) => at <= row);
    lines.push(texts.join("\t") + (pastBreak ? "\t" : ""));
  });
  return lines.join("\n");
}

/** A cell is printed in its first slot; one that runs over a page break stands in its first row on the new page. */
function isPrintedAt(cell: PrintedCell, row: number, column: number, table: PrintedTable): boolean {
  if (cell.column !== column) return false;
  const crossed = table.breakBefore.filter((at) => at > cell.row && at < cell.row + cell.rowSpan);
  return row === (crossed.at(-1) ?? cell.row);
}

function printText(table: PrintedTable, cell: PrintedCell, options: TextRowOptions): string {
  if (cell.role === "value") {
    const paragraphs = cell.text.split("\n");
    return options.markup && paragraphs.length > 1 ? paragraphs.map((text) => `<p>${text}</p>`).join(" ") : paragraphs.join(" ");
  }
  if (!options.wrapLabels) return cell.text.replaceAll("\n", "");
  return wrapText(cell.text, measureCell(table, cell, pageCharacters)).join(" ");
}
