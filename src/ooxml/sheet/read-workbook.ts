import { ContainerError } from "../../container/container-error.ts";
import type { Block, Paragraph } from "../../document/document.ts";
import type { Source } from "../../document/extractor.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import type { Place } from "../../document/place.ts";
import { findMainPart, openPackage, withExtractionErrors, type OoxmlPackage, type Relationship } from "../open-package.ts";
import { findPackageFaults } from "../package-findings.ts";
import { childElements, findChild, findDescendants, readSwitch, type XmlElement } from "../xml-element.ts";
import { parseCellReference } from "./cell-reference.ts";
import { readCellStyles } from "./cell-styles.ts";
import { readRichText } from "./rich-text.ts";
import { readRunningText } from "./running-text.ts";
import { scanSheet, type Workbook } from "./scan-sheet.ts";
import { readSharedStrings } from "./shared-strings.ts";
import type { SheetContent } from "./sheet-content.ts";
import { readSheetDrawing } from "./sheet-drawing.ts";
import { makeSheetTable } from "./sheet-table.ts";

/** What a workbook holds, whatever format it came in. */
export interface WorkbookDocument {
  readonly blocks: Block[];
  readonly findings: Finding[];
}

/** Told after each sheet: how many are done of how many. */
export type SheetProgress = (done: number, total: number) => void;

/** A finding names at most this many places. */
const MAX_PLACES = 20;

interface SheetReference {
  readonly name: string;
  readonly hidden: boolean;
  readonly path: string;
}

/** Reads a workbook's sheets one after the other and gathers blocks and what is to be said. */
class WorkbookReader {
  readonly blocks: Block[] = [];
  private readonly pack: OoxmlPackage;
  private readonly book: Workbook;
  private readonly sheets: readonly SheetReference[];
  private readonly hiddenSheets: string[] = [];
  private readonly hiddenAt: Place[] = [];
  private readonly uncalculatedAt: Place[] = [];
  private readonly truncated: string[] = [];
  private tableCount = 0;
  private runningCount = { header: 0, footer: 0 };
  private pictures = 0;
  private objects = 0;

  constructor(pack: OoxmlPackage) {
    this.pack = pack;
    const main = findMainPart(pack);
    const root = pack.readXml(main);
    const list = findChild(root, "s:sheets");
    if (root === undefined || list === undefined) throw new ContainerError("corrupt", "The workbook has no list of sheets.");
    const relationships = pack.readRelationships(main);
    this.book = readBook(pack, root, relationships);
    this.sheets = childElements(list).flatMap((sheet) => locateSheet(sheet, relationships) ?? []);
    this.objects += childElements(list).length - this.sheets.length;
  }

  read(onProgress: SheetProgress | undefined): void {
    this.sheets.forEach((sheet, index) => {
      this.readSheet(sheet);
      onProgress?.(index + 1, this.sheets.length);
    });
  }

  listFindings(): Finding[] {
    const places = (at: readonly Place[]): { at: Place[] } => ({ at: at.slice(0, MAX_PLACES) });
    const findings: Finding[] = [];
    if (this.hiddenAt.length > 0) {
      const sheets = this.hiddenSheets.length > 0 ? `, among them the sheets ${this.hiddenSheets.join(", ")}` : "";
      findings.push(makeFinding("text-hidden", `The workbook hides text in ${this.hiddenAt.length} cell(s)${sheets}; it is kept apart.`, places(this.hiddenAt)));
    }
    if (this.uncalculatedAt.length > 0) {
      const message = `${this.uncalculatedAt.length} formula(s) have no stored result. Open and save the file with Excel.`;
      findings.push(makeFinding("formula-uncalculated", message, places(this.uncalculatedAt)));
    }
    if (this.truncated.length > 0) {
      findings.push(makeFinding("content-truncated", `Only the first million cells were read of the sheets ${this.truncated.join(", ")}.`));
    }
    if (this.pictures + this.objects > 0) {
      const message = `The file holds ${this.pictures} picture(s) and ${this.objects} chart(s) or embedded object(s), whose inside was not read.`;
      findings.push(makeFinding("content-embedded", message));
    }
    return [...findings, ...findPackageFaults(this.pack, [])];
  }

  private readSheet(sheet: SheetReference): void {
    const content = scanSheet(this.pack, sheet.path, this.book);
    if (content === undefined) throw new ContainerError("corrupt", `The sheet "${sheet.name}" is missing.`);
    const drawing = readSheetDrawing(this.pack, sheet.path, content);
    this.pictures += drawing.pictures;
    this.objects += drawing.objects;
    if (content.truncated) this.truncated.push(sheet.name);
    const { table, hidden } = makeSheetTable(content, drawing.controls, this.tableCount, sheet.name);
    const placeOf = ({ row, column }: { row: number; column: number }): Place => ({ table: this.tableCount, row, column, sheet: sheet.name });
    const beside = [
      ...drawing.textBoxes.map((box) => makeParagraph(box.text, placeOf(box), "textbox")),
      ...this.readNotes(sheet.path).map((note) => makeParagraph(note.text, placeOf(note), "note")),
      ...this.readRunning(content),
    ];
    this.uncalculatedAt.push(...content.uncalculated.map(placeOf));
    if (sheet.hidden) {
      this.hideSheet(sheet.name, [...(table?.cells ?? []).map((cell) => makeParagraph(cell.text, cell.at[0], "hidden")), ...hidden, ...beside]);
      return;
    }
    if (table !== undefined) {
      this.blocks.push(table);
      this.tableCount += 1;
    }
    this.addHidden(hidden);
    this.blocks.push(...beside.filter((paragraph) => paragraph.text !== ""));
  }

  private hideSheet(name: string, paragraphs: readonly Paragraph[]): void {
    this.hiddenSheets.push(name);
    this.addHidden(paragraphs.filter((paragraph) => paragraph.text !== "").map((paragraph) => ({ ...paragraph, role: "hidden" })));
  }

  private addHidden(paragraphs: readonly Paragraph[]): void {
    this.blocks.push(...paragraphs);
    this.hiddenAt.push(...paragraphs.flatMap((paragraph) => paragraph.at));
  }

  private readNotes(path: string): { row: number; column: number; text: string }[] {
    const part = this.pack.readRelationships(path).find(({ type, external }) => type === "comments" && !external);
    const root = part === undefined ? undefined : this.pack.readXml(part.target);
    const comments = root === undefined ? [] : findDescendants(root, (element) => element.name === "s:comment");
    return comments.flatMap((comment) => {
      const cell = parseCellReference(comment.attributes.get("ref") ?? "");
      const text = findChild(comment, "s:text");
      return cell === undefined || text === undefined ? [] : [{ ...cell, text: readRichText(text).text.trim() }];
    });
  }

  private readRunning(content: SheetContent): Paragraph[] {
    return content.running.map(({ part, code }) => {
      const paragraph = this.runningCount[part];
      this.runningCount[part] += 1;
      return makeParagraph(readRunningText(code), { paragraph, part }, part);
    });
  }
}

function makeParagraph(text: string, at: Place | undefined, role: NonNullable<Paragraph["role"]>): Paragraph {
  const runs = at === undefined || text === "" ? [] : [{ from: 0, to: text.length, at }];
  return { kind: "paragraph", role, text, at: at === undefined ? [] : [at], runs };
}

function readBook(pack: OoxmlPackage, root: XmlElement, relationships: readonly Relationship[]): Workbook {
  const pathOf = (type: string): string => relationships.find((each) => each.type === type && !each.external)?.target ?? "";
  const properties = findChild(root, "s:workbookPr");
  return {
    strings: readSharedStrings(pack, pathOf("sharedStrings")),
    styles: readCellStyles(pack.readXml(pathOf("styles"))),
    counts1904: properties?.attributes.has("date1904") === true && readSwitch(properties, "date1904") === true,
  };
}

/** Undefined for sheets that are no tables: charts, dialogs. */
function locateSheet(sheet: XmlElement, relationships: readonly Relationship[]): SheetReference | undefined {
  const id = sheet.attributes.get("r:id");
  const part = relationships.find((relationship) => relationship.id === id);
  if (part?.type !== "worksheet" || part.external) return undefined;
  const state = sheet.attributes.get("state") ?? "visible";
  return { name: sheet.attributes.get("name") ?? "", hidden: state !== "visible", path: part.target };
}

/**
 * Reads an .xlsx file: each sheet that shows something is one table, named as the sheet, its values as displayed and its
 * formulas by their stored result. Places are `{ table, row, column, sheet }` with the sheet's own rows and columns.
 * Findings: `text-hidden`, `formula-uncalculated`, `content-truncated`, `content-embedded`, `content-external`, `content-macro`.
 * @throws {ExtractionError} `corrupt`, `encrypted`, `unsupported`, `too-large`.
 */
export function readWorkbook(source: Source, onProgress?: SheetProgress): WorkbookDocument {
  return withExtractionErrors(source.fileName, () => {
    const reader = new WorkbookReader(openPackage(source));
    reader.read(onProgress);
    return { blocks: reader.blocks, findings: reader.listFindings() };
  });
}
