import type { PrintedBlock, PrintedForm, PrintedTable } from "../form.ts";
import { listCellFormats, writeCellValue, type FormatTable } from "./xlsx-values.ts";
import { escapeXml, packParts } from "./xml.ts";

/** Column borders of all tables are rounded to this many parts of the sheet's width, so that nearly equal ones fall together. */
const widthParts = 48;
/** Width of the sheet in characters, as Excel counts column widths. */
const sheetCharacters = 96;

interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly typed: boolean;
}

/** The form as a workbook of one sheet: all tables below each other on one grid, spans as merged cells. */
export function writeXlsx(form: PrintedForm): Uint8Array {
  const borders = listBorders(form);
  const cells = placeBlocks(form, borders);
  const formats: FormatTable = { codes: [] };
  const rows = writeRows(cells, formats);
  const merges = cells.filter((cell) => cell.rowSpan > 1 || cell.columnSpan > 1).map((cell) => `<mergeCell ref="${reference(cell.row, cell.column)}:${reference(cell.row + cell.rowSpan - 1, cell.column + cell.columnSpan - 1)}"/>`);
  const columns = borders.slice(1).map((right, index) => {
    const width = ((right - (borders[index] ?? 0)) / widthParts) * sheetCharacters;
    return `<col min="${index + 1}" max="${index + 1}" width="${width.toFixed(2)}" customWidth="1"/>`;
  });
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const merged = merges.length === 0 ? "" : `<mergeCells count="${merges.length}">${merges.join("")}</mergeCells>`;
  return packParts({
    "[Content_Types].xml": contentTypes,
    "_rels/.rels": links([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="绩效目标表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": links([["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"]]),
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><cols>${columns.join("")}</cols><sheetData>${rows}</sheetData>${merged}</worksheet>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}">${listCellFormats(formats)}</styleSheet>`,
  });
}

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const contentTypes =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`;

function links(targets: readonly (readonly [type: string, target: string])[]): string {
  const written = targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${written.join("")}</Relationships>`;
}

function listBorders(form: PrintedForm): number[] {
  const borders = new Set([0, widthParts]);
  for (const block of form.blocks) if (block.kind === "table") for (const border of tableBorders(block)) borders.add(border);
  return [...borders].sort((left, right) => left - right);
}

/** A table's column borders in parts of the sheet's width; each column keeps at least one part. */
function tableBorders(table: PrintedTable): number[] {
  const all = table.columnWidths.reduce((sum, width) => sum + width, 0);
  let width = 0;
  const borders = [0];
  for (const [index, one] of table.columnWidths.entries()) {
    width += one;
    const left = borders.at(-1) ?? 0;
    const latest = widthParts - (table.columnCount - 1 - index);
    borders.push(Math.min(latest, Math.max(left + 1, Math.round((width / all) * widthParts))));
  }
  borders[borders.length - 1] = widthParts;
  return borders;
}

function placeBlocks(form: PrintedForm, borders: readonly number[]): SheetCell[] {
  const cells: SheetCell[] = [];
  let row = 0;
  for (const block of form.blocks) {
    cells.push(...placeBlock(block, row, borders));
    row += block.kind === "table" ? block.rowCount : block.kind === "paragraph" ? 1 : 0;
  }
  return cells;
}

function placeBlock(block: PrintedBlock, row: number, borders: readonly number[]): SheetCell[] {
  if (block.kind === "page-break") return [];
  if (block.kind === "paragraph") return [{ row, column: 0, rowSpan: 1, columnSpan: borders.length - 1, text: block.text, typed: false }];
  const own = tableBorders(block);
  const columnAt = (border: number): number => borders.indexOf(own[border] ?? 0);
  return block.cells.map((cell) => {
    const column = columnAt(cell.column);
    const columnSpan = columnAt(cell.column + cell.columnSpan) - column;
    return { row: row + cell.row, column, rowSpan: cell.rowSpan, columnSpan, text: cell.text, typed: cell.role === "value" };
  });
}

function writeRows(cells: readonly SheetCell[], formats: FormatTable): string {
  const byRow = Map.groupBy(cells, (cell) => cell.row);
  const rows = [...byRow.keys()].sort((left, right) => left - right);
  return rows
    .map((row) => {
      const written = (byRow.get(row) ?? []).sort((left, right) => left.column - right.column).map((cell) => writeCell(cell, formats));
      return `<row r="${row + 1}">${written.join("")}</row>`;
    })
    .join("");
}

function writeCell(cell: SheetCell, formats: FormatTable): string {
  const place = reference(cell.row, cell.column);
  const typed = cell.typed ? writeCellValue(cell.text, formats) : null;
  if (typed !== null) return `<c r="${place}" s="${typed.style}"><v>${typed.number}</v></c>`;
  return cell.text === "" ? `<c r="${place}"/>` : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.text)}</t></is></c>`;
}

/** A cell's name, e.g. `B3` for row 2, column 1. */
function reference(row: number, column: number): string {
  let letters = "";
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return `${letters}${row + 1}`;
}
