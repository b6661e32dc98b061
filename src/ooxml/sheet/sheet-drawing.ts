import type { OoxmlPackage } from "../open-package.ts";
import { childElements, findChild, findDescendants, readInteger, textOf, type XmlElement } from "../xml-element.ts";
import type { CellReference } from "./cell-reference.ts";
import type { SheetContent } from "./sheet-content.ts";
import type { Overlay } from "./sheet-table.ts";

/** What lies over a sheet's cells. */
export interface SheetDrawing {
  /** Check boxes and radio buttons with their labels, from left to right. */
  readonly controls: readonly Overlay[];
  readonly textBoxes: readonly Overlay[];
  readonly pictures: number;
  /** Charts, diagrams. */
  readonly objects: number;
}

const nothing: SheetDrawing = { controls: [], textBoxes: [], pictures: 0, objects: 0 };

const isAnchor = (element: XmlElement): boolean => /:(?:twoCell|oneCell|absolute)Anchor$/.test(element.name);
const isShape = (element: XmlElement): boolean => /:sp$/.test(element.name);

function findLocal(element: XmlElement | undefined, local: string): XmlElement | undefined {
  return element === undefined ? undefined : childElements(element).find((child) => child.name.endsWith(`:${local}`));
}

function readWhole(element: XmlElement | undefined): number {
  const text = element === undefined ? "" : textOf(element).trim();
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function readAnchor(anchor: XmlElement): CellReference & { readonly offset: number } {
  const from = findLocal(anchor, "from");
  const read = (local: string): number => readWhole(findLocal(from, local));
  return { row: read("row"), column: read("col"), offset: read("colOff") };
}

function readShapeText(shape: XmlElement): string {
  const lines = findDescendants(shape, (element) => element.name === "a:p");
  return lines.map((line) => findDescendants(line, (element) => element.name === "a:t").map(textOf).join("")).join("\n").trim();
}

/** The state of each control of the sheet, by its shape: ☑ or ☐; other controls are left out. */
function readMarks(pack: OoxmlPackage, path: string, content: SheetContent): Map<string, string> {
  const relationships = new Map(pack.readRelationships(path).map((relationship) => [relationship.id, relationship]));
  const marks = new Map<string, string>();
  for (const control of content.controls) {
    const target = relationships.get(control.relationshipId);
    const properties = target === undefined || target.external ? undefined : pack.readXml(target.target);
    const type = properties?.attributes.get("objectType");
    if (type !== "CheckBox" && type !== "Radio") continue;
    marks.set(control.shapeId, properties?.attributes.get("checked") === "Checked" ? "☑" : "☐");
  }
  return marks;
}

function findShapeId(shape: XmlElement): string {
  const properties = findDescendants(shape, (element) => element.name.endsWith(":cNvPr"))[0];
  return String(readInteger(properties, "id") ?? "");
}

/** Reads what is drawn over a sheet. Every shape counts once, also where old and new Excel find it written twice. */
export function readSheetDrawing(pack: OoxmlPackage, path: string, content: SheetContent): SheetDrawing {
  const drawing = pack.readRelationships(path).find((relationship) => relationship.type === "drawing" && !relationship.external);
  const root = drawing === undefined ? undefined : pack.readXml(drawing.target);
  if (root === undefined) return nothing;
  const marks = readMarks(pack, path, content);
  const found: { overlay: Overlay; offset: number; isControl: boolean }[] = [];
  for (const anchor of findDescendants(root, isAnchor)) {
    const { row, column, offset } = readAnchor(anchor);
    for (const shape of findDescendants(anchor, isShape)) {
      const mark = marks.get(findShapeId(shape)) ?? "";
      const text = mark + readShapeText(shape);
      if (text !== "") found.push({ overlay: { row, column, text }, offset, isControl: mark !== "" });
    }
  }
  found.sort((a, b) => a.overlay.row - b.overlay.row || a.overlay.column - b.overlay.column || a.offset - b.offset);
  const pick = (isControl: boolean): Overlay[] => found.filter((each) => each.isControl === isControl).map((each) => each.overlay);
  const pictures = findDescendants(root, (element) => element.name === "a:blip").length;
  const isGraphic = (element: XmlElement): boolean => findChild(element, "a:graphicData") !== undefined;
  const objects = findDescendants(root, (element) => element.name === "a:graphic" && isGraphic(element)).length;
  return { controls: pick(true), textBoxes: pick(false), pictures, objects };
}
