import { childElements, findChild, findPath, readInteger, readSwitch, type XmlElement } from "../xml-element.ts";
import { markContent, unwrap, type Unwrapped } from "./content-control.ts";
import type { Aside, WordCell, WordContent, WordTable } from "./content.ts";
import { mergeGrid, type GridCell } from "./merge-grid.ts";
import type { Story } from "./story.ts";

/** A span beyond this many columns is no span of a real table; Word itself stops at 63. */
const MAX_COLUMNS = 1024;

/** Reads paragraphs and tables that stand under content controls. */
export type ReadUnwrapped = (items: readonly Unwrapped[]) => WordContent[];

interface Row {
  readonly cells: readonly GridCell<readonly WordContent[]>[];
  /** Grid columns the row covers, with those it leaves out at its ends. */
  readonly width: number;
}

function readSpan(properties: XmlElement | undefined, name: string, least: number): number {
  const span = readInteger(findChild(properties, name), "w:val") ?? least;
  return Math.min(Math.max(span, least), MAX_COLUMNS);
}

/** A merge mark without a value goes on with the cell before it. */
function readMerge(properties: XmlElement | undefined, name: string): "restart" | "continue" | undefined {
  const mark = findChild(properties, name);
  if (mark === undefined) return undefined;
  return mark.attributes.get("w:val") === "restart" ? "restart" : "continue";
}

function readRow(row: XmlElement, outer: Unwrapped["control"], read: ReadUnwrapped): Row {
  const rowProperties = findChild(row, "w:trPr");
  let column = readSpan(rowProperties, "w:gridBefore", 0);
  const cells: GridCell<readonly WordContent[]>[] = [];
  for (const { element, control } of unwrap(childElements(row), outer)) {
    if (element.name !== "w:tc") continue;
    const properties = findChild(element, "w:tcPr");
    const columnSpan = readSpan(properties, "w:gridSpan", 1);
    const items = unwrap(childElements(element).filter((child) => child.name !== "w:tcPr"), control);
    const content = markContent(read(items), control.mark);
    const merges = { vertical: readMerge(properties, "w:vMerge"), horizontal: readMerge(properties, "w:hMerge") };
    cells.push({ column, columnSpan, content, ...merges });
    column += columnSpan;
  }
  return { cells, width: column + readSpan(rowProperties, "w:gridAfter", 0) };
}

function isHiddenRow(row: XmlElement): boolean {
  return readSwitch(findPath(row, "w:trPr", "w:hidden")) === true;
}

function isDeletedRow(row: XmlElement): boolean {
  return findPath(row, "w:trPr", "w:del") !== undefined;
}

/** Every piece of text in content, as asides; plain text takes the given role, what was apart in it keeps its own. */
function flattenAsides(content: readonly WordContent[], role: Aside["role"]): Aside[] {
  return content.flatMap((item) => {
    if (item.kind === "table") return [...item.cells.flatMap((cell) => flattenAsides(cell.content, role)), ...item.asides];
    return [{ role, text: item.text }, ...item.asides, ...flattenAsides(item.boxes, role)];
  });
}

/** The text of a row that is not printed: one aside for each role that is in it. */
function setAside(row: Row, role: "hidden" | "deleted"): Aside[] {
  const pieces = row.cells.flatMap((cell) => flattenAsides(cell.content, role)).filter((piece) => piece.text !== "");
  const textOf = (wanted: Aside["role"]): string => pieces.filter((piece) => piece.role === wanted).map((piece) => piece.text).join("\n");
  // What is deleted as a whole is deleted in all its parts.
  if (role === "deleted") return [{ role, text: pieces.map((piece) => piece.text).join("\n") }];
  return (["hidden", "note", "deleted"] as const).map((each) => ({ role: each, text: textOf(each) }));
}

/**
 * Reads an element `w:tbl` by its true grid: columns from `gridBefore`, `gridSpan` and `gridAfter`, spans from `vMerge` and
 * the older `hMerge`, rows and cells also inside content controls. Hidden and deleted rows are asides.
 */
export function readTable(element: XmlElement, story: Story, read: ReadUnwrapped): WordTable {
  const rows: Row[] = [];
  const asides: Aside[] = [];
  for (const { element: child, control } of unwrap(childElements(element))) {
    if (child.name !== "w:tr") continue;
    const row = readRow(child, control, read);
    if (isDeletedRow(child)) asides.push(...setAside(row, "deleted"));
    else if (isHiddenRow(child)) asides.push(...setAside(row, "hidden"));
    else rows.push(row);
  }
  const cells: WordCell[] = mergeGrid(rows.map((row) => row.cells)).map(({ contents, ...cell }) => ({ ...cell, content: contents.flat() }));
  const widths = new Set(rows.map((row) => row.width));
  const name = findPath(element, "w:tblPr", "w:tblCaption")?.attributes.get("w:val");
  return {
    kind: "table",
    ...(name === undefined || name === "" ? {} : { name }),
    rowCount: rows.length,
    columnCount: Math.max(0, ...widths),
    grid: widths.size > 1 ? "ragged" : "ruled",
    cells,
    asides,
  };
}
