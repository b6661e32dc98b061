import type { PrintedForm } from "../form.ts";
import type { Random } from "../random.ts";
import { writePrinted } from "./docx-paragraphs.ts";
import { writeRunProperties, writeRuns, type DocxContext } from "./docx-runs.ts";
import { writeTable } from "./docx-table.ts";
import type { DocxTrap } from "./docx-traps.ts";
import { escapeXml, packParts } from "./xml.ts";

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'mc:Ignorable="w14"',
].join(" ");

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** Text that a reader must not take for a value, and must not lose. */
const runningHeader = "内部资料 请勿外传";
const hiddenRemark = "填表时删除本行";

/** The form as a Word file with true spans, in the ways of the given traps. */
export function writeDocx(form: PrintedForm, random: Random, traps: readonly DocxTrap[] = []): Uint8Array {
  const context: DocxContext = { random, traps: new Set(traps), font: random.pick(["宋体", "仿宋_GB2312", "黑体"]), fontHalfPoints: 21 };
  const lists = { count: 0 };
  const blocks = form.blocks.map((block) => {
    if (block.kind === "page-break") return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
    // Word needs a paragraph between two tables, else it joins them.
    return block.kind === "paragraph" ? writePrinted(context, block) : `${writeTable(context, block, lists)}<w:p/>`;
  });
  if (context.traps.has("hidden-text")) blocks.push(writeHidden(context));
  const body = `<w:document ${namespaces}><w:body>${blocks.join("")}${writeSection(context)}</w:body></w:document>`;
  return packParts({
    "[Content_Types].xml": writeContentTypes(),
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": body,
    "word/_rels/document.xml.rels": writeDocumentLinks(),
    "word/styles.xml": `<w:styles ${namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>`,
    "word/numbering.xml": writeNumbering(lists.count),
    "word/header1.xml": `<w:hdr ${namespaces}><w:p>${writeRuns(context, runningHeader)}</w:p></w:hdr>`,
    "word/footer1.xml": `<w:ftr ${namespaces}><w:p><w:r><w:t>第 1 页</w:t></w:r></w:p></w:ftr>`,
  });
}

function writeHidden(context: DocxContext): string {
  const properties = writeRunProperties(context, {}).replace("<w:rPr>", "<w:rPr><w:vanish/>");
  return `<w:p><w:r>${properties}<w:t>${escapeXml(hiddenRemark)}</w:t></w:r></w:p>`;
}

function writeSection(context: DocxContext): string {
  const edges = context.traps.has("header-footer") ? '<w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>' : "";
  return `<w:sectPr>${edges}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1200" w:right="1440" w:bottom="1200" w:left="1440" w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>`;
}

function writeContentTypes(): string {
  const override = (part: string, type: string): string => `<Override PartName="/word/${part}.xml" ContentType="${wordType}.${type}+xml"/>`;
  const parts = [override("document", "document.main"), override("styles", "styles"), override("numbering", "numbering"), override("header1", "header"), override("footer1", "footer")];
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join("")}</Types>`;
}

function writeDocumentLinks(): string {
  const links = ["styles", "numbering", "header1", "footer1"].map((part, index) => {
    const type = part.replace(/\d/u, "");
    return `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${part}.xml"/>`;
  });
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join("")}</Relationships>`;
}

/** Each list counts from 1 by itself, so each has a definition of its own. */
function writeNumbering(count: number): string {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  const abstract = ids.map(
    (id) => `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>`,
  );
  const concrete = ids.map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`);
  return `<w:numbering ${namespaces}>${abstract.join("")}${concrete.join("")}</w:numbering>`;
}
