import type { PrintedCell, PrintedTable } from "../form.ts";

/** The width of a text in Chinese characters: a Latin letter or digit takes half. */
export function measureWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) < 0x2000 ? 0.5 : 1;
  return width;
}

/** Latin words, numbers and dates stay on one line; so does closing punctuation with what it closes. */
const tokens = /[!-~]+[，。、；：）”》！？]*|.[，。、；：）”》！？]*/gsu;

/** Breaks a text in lines of at most `width` Chinese characters, as word processors do; forced breaks stay. */
export function wrapText(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const [token] of paragraph.matchAll(tokens)) {
      if (measureWidth(line + token) > width && line !== "") {
        lines.push(line);
        line = "";
      }
      line += token;
    }
    return line === "" ? lines : [...lines, line];
  });
}

/** The width of a cell in Chinese characters in a table that is `tableWidth` wide. */
export function measureCell(table: PrintedTable, cell: PrintedCell, tableWidth: number): number {
  const all = table.columnWidths.reduce((sum, width) => sum + width, 0);
  const own = table.columnWidths.slice(cell.column, cell.column + cell.columnSpan).reduce((sum, width) => sum + width, 0);
  return Math.max(1, Math.floor((own / all) * tableWidth));
}
