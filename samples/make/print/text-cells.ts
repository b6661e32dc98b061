import { listSlots, type PrintedForm, type PrintedTable } from "../form.ts";

/**
 * The form as Word's “save as text” of an old program gives it: each cell on a line of its own led by a tab, a blank cell and
 * a row's end each as a line with only the tab, an empty line after each row. A cell that is merged downwards gives a
 * blank one in the rows below; one merged sideways gives one line.
 */
export function printTextCells(form: PrintedForm): string {
  const parts = form.blocks.map((block) => {
    if (block.kind === "page-break") return "";
    return block.kind === "paragraph" ? `${block.text}\n` : printCells(block);
  });
  return parts.join("");
}

function printCells(table: PrintedTable): string {
  const lines: string[] = [];
  listSlots(table).forEach((slots, row) => {
    for (const [column, cell] of slots.entries()) {
      if (cell.column !== column) continue;
      // Word keeps an empty paragraph where a label was broken by hand.
      lines.push(`\t${cell.row === row ? cell.text.replaceAll("\n", "\n\n") : ""}`);
    }
    lines.push("\t", "");
  });
  return `${lines.join("\n")}\n`;
}
