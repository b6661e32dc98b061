import type { OoxmlPackage } from "../open-package.ts";
import { TreeBuilder, type XmlVisitor } from "../parse-xml.ts";
import { readInteger, readSwitch, type XmlElement } from "../xml-element.ts";
import { MAX_COLUMNS, parseCellRange, parseCellReference } from "./cell-reference.ts";
import { plainStyle, type CellStyle } from "./cell-styles.ts";
import { displayNumber, displayText } from "./number-display.ts";
import { readRichText, showInFont } from "./rich-text.ts";
import type { SharedString } from "./shared-strings.ts";
import type { SheetCell, SheetContent } from "./sheet-content.ts";

/** What the sheets of a workbook share. */
export interface Workbook {
  readonly strings: readonly SharedString[];
  readonly styles: readonly CellStyle[];
  readonly counts1904: boolean;
}

/** A sheet of more filled cells than this is read so far and no further. */
const MAX_FILLED_CELLS = 1_000_000;
/** Blank cells matter inside a form; sheets that are styled to their last row hold millions. */
const MAX_BLANK_CELLS = 200_000;
const MAX_MERGES = 100_000;

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: CellStyle;
  value: string | undefined;
  hasFormula: boolean;
  inline: TreeBuilder | undefined;
}

class SheetScanner implements XmlVisitor {
  readonly content: SheetContent = {
    ...{ cells: [], merges: [], hiddenRows: new Set(), hiddenColumns: [], controls: [], running: [], uncalculated: [] },
    truncated: false,
  };
  private readonly book: Workbook;
  private row = -1;
  private column = -1;
  private filled = 0;
  private cell: OpenCell | undefined;
  /** Which element's characters are being collected. */
  private collecting: string | undefined;
  private collected = "";

  constructor(book: Workbook) {
    this.book = book;
  }

  open(element: XmlElement): void {
    if (this.cell?.inline !== undefined) this.cell.inline.open(element);
    else SheetScanner.openers[element.name]?.(this, element);
  }

  text(text: string): void {
    if (this.cell?.inline !== undefined) this.cell.inline.text(text);
    else if (this.collecting !== undefined) this.collected += text;
  }

  close(name: string): void {
    if (this.cell?.inline?.isOpen === true) this.cell.inline.close();
    else if (name === this.collecting) this.endCollecting(name);
    else if (name === "s:c") this.endCell();
  }

  private static readonly openers: Partial<Record<string, (scanner: SheetScanner, element: XmlElement) => void>> = {
    "s:row": (scanner, element) => { scanner.openRow(element); },
    "s:c": (scanner, element) => { scanner.openCell(element); },
    "s:v": (scanner) => { scanner.collect("s:v"); },
    "s:f": (scanner) => { if (scanner.cell !== undefined) scanner.cell.hasFormula = true; },
    "s:is": (scanner, element) => { scanner.openInline(element); },
    "s:col": (scanner, element) => { scanner.readColumns(element); },
    "s:mergeCell": (scanner, element) => { scanner.readMerge(element); },
    "s:control": (scanner, element) => { scanner.readControl(element); },
    "s:oddHeader": (scanner) => { scanner.collect("s:oddHeader"); },
    "s:oddFooter": (scanner) => { scanner.collect("s:oddFooter"); },
  };

  private collect(name: string): void {
    this.collecting = name;
    this.collected = "";
  }

  private endCollecting(name: string): void {
    if (name === "s:v" && this.cell !== undefined) this.cell.value = this.collected;
    if (name === "s:oddHeader") this.content.running.push({ part: "header", code: this.collected });
    if (name === "s:oddFooter") this.content.running.push({ part: "footer", code: this.collected });
    this.collecting = undefined;
  }

  private openRow(element: XmlElement): void {
    const stated = readInteger(element, "r") ?? 0;
    this.row = stated >= 1 ? stated - 1 : this.row + 1;
    this.column = -1;
    const isHidden = element.attributes.has("hidden") && readSwitch(element, "hidden") === true;
    if (isHidden || element.attributes.get("ht") === "0") this.content.hiddenRows.add(this.row);
  }

  private openCell(element: XmlElement): void {
    const stated = parseCellReference(element.attributes.get("r") ?? "");
    // Cells outside any row are the first row's.
    const { row, column } = stated ?? { row: Math.max(0, this.row), column: this.column + 1 };
    this.column = column;
    const style = this.book.styles[readInteger(element, "s") ?? 0] ?? plainStyle;
    const type = element.attributes.get("t") ?? "n";
    this.cell = { row, column, type, style, value: undefined, hasFormula: false, inline: undefined };
  }

  private openInline(element: XmlElement): void {
    if (this.cell === undefined) return;
    this.cell.inline = new TreeBuilder();
    this.cell.inline.open(element);
  }

  private readColumns(element: XmlElement): void {
    const isHidden = element.attributes.has("hidden") && readSwitch(element, "hidden") === true;
    if (!isHidden && element.attributes.get("width") !== "0") return;
    const first = readInteger(element, "min") ?? 1;
    this.content.hiddenColumns.push([first - 1, Math.min(readInteger(element, "max") ?? first, MAX_COLUMNS) - 1]);
  }

  private readMerge(element: XmlElement): void {
    const range = parseCellRange(element.attributes.get("ref") ?? "");
    if (range !== undefined && this.content.merges.length < MAX_MERGES) this.content.merges.push(range);
  }

  private readControl(element: XmlElement): void {
    const shapeId = element.attributes.get("shapeId");
    const relationshipId = element.attributes.get("r:id");
    if (shapeId !== undefined && relationshipId !== undefined) this.content.controls.push({ shapeId, relationshipId });
  }

  private endCell(): void {
    const cell = this.cell;
    this.cell = undefined;
    if (cell === undefined) return;
    const value = showValue(cell, this.book);
    if (cell.hasFormula && cell.value === undefined && value.raw === "") this.content.uncalculated.push({ row: cell.row, column: cell.column });
    this.addCell({ row: cell.row, column: cell.column, text: value.text, ...(value.text === "" && value.raw !== "" ? { unshown: value.raw } : {}) });
  }

  private addCell(cell: SheetCell): void {
    const isBlank = cell.text.trim() === "" && cell.unshown === undefined;
    if (!isBlank) this.filled += 1;
    if (this.filled > MAX_FILLED_CELLS) this.content.truncated = true;
    else if (!isBlank || this.content.cells.length - this.filled < MAX_BLANK_CELLS) this.content.cells.push(cell);
  }
}

/** A cell's value as displayed, and as it is stored. */
function showValue(cell: OpenCell, book: Workbook): { text: string; raw: string } {
  const { type, style, value = "" } = cell;
  if (cell.inline?.root !== undefined) return showString(readRichText(cell.inline.root), style);
  if (type === "s") return showString(book.strings[Number(value)] ?? { text: "", plain: true }, style);
  if (type === "b") return { text: value === "1" ? "TRUE" : value === "0" ? "FALSE" : value, raw: value };
  if (type !== "n" || value.trim() === "") return showString({ text: value.replace(/T00:00:00(?:\.0+)?Z?$/, ""), plain: true }, style);
  const number = Number(value);
  return { text: Number.isNaN(number) ? value : displayNumber(number, style.pattern, book.counts1904), raw: value };
}

function showString({ text, plain }: SharedString, style: CellStyle): { text: string; raw: string } {
  const shown = plain ? showInFont(text, style.font) : text;
  return { text: displayText(shown, style.pattern), raw: text };
}

/** Reads a sheet's part cell by cell; undefined where there is no such part. */
export function scanSheet(pack: OoxmlPackage, path: string, book: Workbook): SheetContent | undefined {
  const scanner = new SheetScanner(book);
  return pack.scanXml(path, scanner) ? scanner.content : undefined;
}
