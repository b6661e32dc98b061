import { childElements, findChild, readInteger, type XmlElement } from "../xml-element.ts";
import { findBuiltInFormat } from "./number-display.ts";

/** How a cell shows its value. */
export interface CellStyle {
  /** A number format's pattern. */
  readonly pattern: string;
  readonly font: string | undefined;
}

export const plainStyle: CellStyle = { pattern: "General", font: undefined };

function readFonts(root: XmlElement): (string | undefined)[] {
  const fonts = findChild(root, "s:fonts");
  return fonts === undefined ? [] : childElements(fonts).map((font) => findChild(font, "s:name")?.attributes.get("val"));
}

function readPatterns(root: XmlElement): Map<number, string> {
  const formats = findChild(root, "s:numFmts");
  const patterns = formats === undefined ? [] : childElements(formats);
  return new Map(patterns.map((each) => [readInteger(each, "numFmtId") ?? -1, each.attributes.get("formatCode") ?? "General"]));
}

/** The cell styles of a workbook, by the number that cells name them with. */
export function readCellStyles(root: XmlElement | undefined): CellStyle[] {
  const formats = findChild(root, "s:cellXfs");
  if (root === undefined || formats === undefined) return [];
  const fonts = readFonts(root);
  const patterns = readPatterns(root);
  return childElements(formats).map((format) => {
    const id = readInteger(format, "numFmtId") ?? 0;
    return { pattern: patterns.get(id) ?? findBuiltInFormat(id), font: fonts[readInteger(format, "fontId") ?? 0] };
  });
}
