import { listSlots, type PrintedCell, type PrintedTable } from "../form.ts";
import { writeNumbered, writeParagraph, writeTracked } from "./docx-paragraphs.ts";
import type { DocxContext } from "./docx-runs.ts";

/** Width of the text on the page in twentieths of a point. */
const textWidth = 9000;
/** Numbers at the head of points that Word can count itself. */
const countedPoint = /^(\d+)、/u;

/** A table with its true grid: spans to the right as `gridSpan`, downwards as `vMerge`. `lists` counts numbered lists. */
export function writeTable(context: DocxContext, table: PrintedTable, lists: { count: number }): string {
  const all = table.columnWidths.reduce((sum, width) => sum + width, 0);
  const widths = table.columnWidths.map((width) => Math.round((width / all) * textWidth));
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const rows = listSlots(table).map((cells, row) => writeRow(context, cells, row, widths, lists));
  const written = `<w:tbl>${tableProperties}<w:tblGrid>${grid}</w:tblGrid>${rows.join("")}</w:tbl>`;
  return context.traps.has("nested-tables") && table.purpose === "list" ? nest(written) : written;
}

const border = (side: string): string => `<w:${side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>`;
const tableProperties = `<w:tblPr><w:tblW w:w="${textWidth}" w:type="dxa"/><w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("")}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>`;

/** The table inside the one cell of another, as layouts of web pages leave it. */
function nest(table: string): string {
  const cell = `<w:tc><w:tcPr><w:tcW w:w="${textWidth}" w:type="dxa"/></w:tcPr>${table}<w:p/></w:tc>`;
  return `<w:tbl>${tableProperties}<w:tblGrid><w:gridCol w:w="${textWidth}"/></w:tblGrid><w:tr>${cell}</w:tr></w:tbl>`;
}

function writeRow(context: DocxContext, cells: readonly PrintedCell[], row: number, widths: readonly number[], lists: { count: number }): string {
  const skipped = context.traps.has("grid-before") ? countSkipped(cells, row) : 0;
  const before = skipped === 0 ? "" : `<w:gridBefore w:val="${skipped}"/>`;
  const written = cells
    .map((cell, column) => (cell.column === column && column >= skipped ? writeCell(context, cell, row, widths, lists) : ""))
    .join("");
  const wrapped = context.traps.has("content-controls") && row % 3 === 1;
  const line = `<w:tr><w:trPr>${before}<w:cantSplit/></w:trPr>${written}</w:tr>`;
  return wrapped ? `<w:sdt><w:sdtPr><w:id w:val="${row + 700}"/></w:sdtPr><w:sdtContent>${line}</w:sdtContent></w:sdt>` : line;
}

/** How many leading slots a row leaves out when it begins below merged cells. */
function countSkipped(cells: readonly PrintedCell[], row: number): number {
  const first = cells.findIndex((cell) => cell.row === row);
  return first < 0 ? 0 : first;
}

function writeCell(context: DocxContext, cell: PrintedCell, row: number, widths: readonly number[], lists: { count: number }): string {
  const begins = cell.row === row;
  // With gridBefore the rows below a merged cell leave its slots out, so nothing is merged downwards there.
  const merge = cell.rowSpan > 1 && !(context.traps.has("grid-before") && isLeading(cell)) ? (begins ? '<w:vMerge w:val="restart"/>' : "<w:vMerge/>") : "";
  const content = begins ? writeContent(context, cell, lists) : "<w:p/>";
  if (context.traps.has("h-merge") && cell.columnSpan > 1) return writeOldMerge(cell, widths, merge, content);
  const width = widths.slice(cell.column, cell.column + cell.columnSpan).reduce((sum, one) => sum + one, 0);
  const span = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : "";
  const written = `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}<w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`;
  const controlled = context.traps.has("content-controls") && cell.role === "value" && row % 3 === 0;
  return controlled ? `<w:sdt><w:sdtPr><w:id w:val="${row * 50 + cell.column + 10}"/></w:sdtPr><w:sdtContent>${written}</w:sdtContent></w:sdt>` : written;
}

function isLeading(cell: PrintedCell): boolean {
  return cell.column === 0;
}

/** Spans as Word 97 wrote them: one cell for each column, the later ones marked as going on. */
function writeOldMerge(cell: PrintedCell, widths: readonly number[], merge: string, content: string): string {
  return Array.from({ length: cell.columnSpan }, (_, offset) => {
    const mark = offset === 0 ? '<w:hMerge w:val="restart"/>' : "<w:hMerge/>";
    const width = widths[cell.column + offset] ?? 0;
    return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${mark}${merge}</w:tcPr>${offset === 0 ? content : "<w:p/>"}</w:tc>`;
  }).join("");
}

function writeContent(context: DocxContext, cell: PrintedCell, lists: { count: number }): string {
  if (cell.text === "") return "<w:p/>";
  const paragraphs = cell.text.split("\n");
  if (cell.role !== "value") return paragraphs.map((text) => writeParagraph(context, text, cell.align)).join("");
  if (context.traps.has("numbered-lists") && paragraphs.every((text, index) => countedPoint.exec(text)?.[1] === `${index + 1}`)) {
    lists.count += 1;
    return paragraphs.map((text) => writeNumbered(context, text.replace(countedPoint, ""), lists.count)).join("");
  }
  const tracked = context.traps.has("tracked-changes") && context.random.chance(0.3);
  return paragraphs.map((text) => (tracked ? writeTracked(context, text, cell.align) : writeParagraph(context, text, cell.align))).join("");
}
