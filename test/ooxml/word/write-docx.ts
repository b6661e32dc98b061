import type { Source } from "../../../src/document/extractor.ts";
import { writePackage, type OutsideTarget, type PackagePart } from "../write-package.ts";

/** The namespaces that every part of a Word file declares. */
export const wordNamespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(" ");

/** A part of a Word file: `styles`, `numbering`, `header`, `footnotes` … with its root's name and inside. */
export function wordPart(type: string, root: string, inside: string, id = type): PackagePart {
  return { path: `word/${id}.xml`, type, id, xml: `<w:${root} ${wordNamespaces}>${inside}</w:${root}>` };
}

/** Writes a Word file with that body. */
export function writeDocx(body: string, parts: readonly PackagePart[] = [], outside: readonly OutsideTarget[] = []): Source {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><w:document ${wordNamespaces}><w:body>${body}</w:body></w:document>`;
  const contentType = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const bytes = writePackage({ folder: "word", name: "document.xml", xml, contentType }, parts, outside);
  return { bytes, fileName: "表.docx" };
}

export function run(text: string, properties = ""): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

export function paragraph(content: string, properties = ""): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${content.includes("<") ? content : run(content)}</w:p>`;
}

export function cell(content: string, properties = ""): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${content.includes("<") ? content : paragraph(content)}</w:tc>`;
}

export function row(cells: readonly string[], properties = ""): string {
  return `<w:tr><w:trPr>${properties}</w:trPr>${cells.join("")}</w:tr>`;
}

export function table(rows: readonly string[]): string {
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join("")}</w:tbl>`;
}

/** A content control around something. */
export function control(properties: string, content: string): string {
  return `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
}
