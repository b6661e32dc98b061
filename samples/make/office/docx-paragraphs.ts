import type { PrintedParagraph } from "../form.ts";
import { writeRunProperties, writeRuns, type DocxContext, type RunStyle } from "./docx-runs.ts";
import { escapeXml } from "./xml.ts";

const changed = 'w:author="样例" w:date="2024-01-02T00:00:00Z"';

/** A paragraph; a line feed in the text is a forced line break. */
export function writeParagraph(context: DocxContext, text: string, align: PrintedParagraph["align"], style: RunStyle = {}): string {
  const lines = text.split("\n").map((line) => writeRuns(context, line, style));
  const properties = `<w:pPr><w:jc w:val="${align}"/></w:pPr>`;
  return `<w:p>${properties}${lines.join("<w:r><w:br/></w:r>")}</w:p>`;
}

/** A paragraph outside tables, in the looks of its style. */
export function writePrinted(context: DocxContext, paragraph: PrintedParagraph): string {
  const { text, align, style } = paragraph;
  if (style === "title" && (context.traps.has("text-box") || context.traps.has("text-box-without-vml"))) return writeTextBox(context, paragraph);
  const looks: RunStyle = style === "title" ? { bold: true, halfPoints: 36 } : style === "heading" ? { bold: true, halfPoints: 26 } : {};
  return writeParagraph(context, text, align, looks);
}

/** A value's paragraph with the marks of tracking: some of it was inserted, and beside it stands what was deleted. */
export function writeTracked(context: DocxContext, text: string, align: PrintedParagraph["align"]): string {
  const cut = context.random.int(0, Math.max(0, text.length - 1));
  const properties = writeRunProperties(context, {});
  const deleted = `<w:del w:id="${context.random.int(1, 9999)}" ${changed}><w:r>${properties}<w:delText xml:space="preserve">旧稿已删</w:delText></w:r></w:del>`;
  const inserted = `<w:ins w:id="${context.random.int(1, 9999)}" ${changed}>${writeRuns(context, text.slice(cut))}</w:ins>`;
  return `<w:p><w:pPr><w:jc w:val="${align}"/></w:pPr>${writeRuns(context, text.slice(0, cut))}${deleted}${inserted}</w:p>`;
}

/** A paragraph that Word numbers by itself: its number is in no text. */
export function writeNumbered(context: DocxContext, text: string, listId: number): string {
  return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${listId}"/></w:numPr></w:pPr>${writeRuns(context, text)}</w:p>`;
}

/** A paragraph whose text stands in a text box, with or without the older drawing that some readers need. */
function writeTextBox(context: DocxContext, paragraph: PrintedParagraph): string {
  const content = `<w:txbxContent>${writeParagraph(context, paragraph.text, paragraph.align, { bold: true, halfPoints: 36 })}</w:txbxContent>`;
  const extent = '<wp:extent cx="5400000" cy="500000"/>';
  const shape =
    `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">${extent}<wp:docPr id="1" name="${escapeXml("文本框 1")}"/>` +
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">' +
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>' +
    `<wps:txbx>${content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>`;
  const vml = `<w:pict><v:shape style="width:425pt;height:40pt" stroked="f"><v:textbox>${content}</v:textbox></v:shape></w:pict>`;
  const fallback = context.traps.has("text-box-without-vml") ? "" : `<mc:Fallback>${vml}</mc:Fallback>`;
  return `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">${shape}</mc:Choice>${fallback}</mc:AlternateContent></w:r></w:p>`;
}
