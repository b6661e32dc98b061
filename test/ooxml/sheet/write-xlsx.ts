import type { Source } from "../../../src/document/extractor.ts";
import { writePackage, type OutsideTarget, type PackagePart } from "../write-package.ts";

const spreadsheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** A sheet for `writeXlsx`; `state` as the workbook writes it. */
export interface SheetInput {
  readonly name: string;
  readonly xml: string;
  readonly state?: "hidden" | "veryHidden";
}

/** The inside of a sheet whose rows are given as XML; `more` follows them (merged cells), `before` precedes them (columns). */
export function sheet(rows: string, more = "", before = ""): string {
  return `<worksheet ${spreadsheet} ${relations}>${before}<sheetData>${rows}</sheetData>${more}</worksheet>`;
}

/** A cell with a string of its own. */
export function text(reference: string, value: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

/** A number in the cell style of that index. */
export function number(reference: string, value: number | string, style = 0): string {
  return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
}

/** Styles whose cell formats have those number patterns, in order. */
export function stylesWith(...patterns: readonly string[]): PackagePart {
  const escaped = patterns.map((pattern) => pattern.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;"));
  const formats = escaped.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`).join("");
  const styles = escaped.map((_, index) => `<xf numFmtId="${200 + index}" fontId="0"/>`).join("");
  const xml = `<styleSheet ${spreadsheet}><numFmts>${formats}</numFmts><fonts><font><name val="宋体"/></font></fonts><cellXfs>${styles}</cellXfs></styleSheet>`;
  return { path: "xl/styles.xml", type: "styles", xml };
}

/** A part that holds shared strings, each given as the inside of its `si`. */
export function sharedStrings(...items: readonly string[]): PackagePart {
  const xml = `<sst ${spreadsheet}>${items.map((item) => `<si>${item}</si>`).join("")}</sst>`;
  return { path: "xl/sharedStrings.xml", type: "sharedStrings", xml };
}

/** Writes a workbook of those sheets. */
export function writeXlsx(
  sheets: readonly SheetInput[],
  parts: readonly PackagePart[] = [],
  options: { properties?: string; outside?: readonly OutsideTarget[] } = {},
): Source {
  const list = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index}" ${state === undefined ? "" : `state="${state}"`}/>`,
  );
  const xml = `<workbook ${spreadsheet} ${relations}>${options.properties ?? ""}<sheets>${list.join("")}</sheets></workbook>`;
  const sheetParts = sheets.map((each, index) => ({ path: `xl/worksheets/sheet${index + 1}.xml`, type: "worksheet", id: `s${index}`, xml: each.xml }));
  const contentType = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
  const bytes = writePackage({ folder: "xl", name: "workbook.xml", xml, contentType }, [...sheetParts, ...parts], options.outside ?? []);
  return { bytes, fileName: "表.xlsx" };
}
