import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { findLibreOffice } from "../../extractors/office-legacy/find-libreoffice.ts";
import { label, makeTable, paragraph, value, type PrintedForm } from "../../samples/make/form.ts";
import { writeDocx } from "../../samples/make/office/docx.ts";
import { writeXlsx } from "../../samples/make/office/xlsx.ts";
import { printHtml } from "../../samples/make/print/html.ts";
import { printMarkdown } from "../../samples/make/print/markdown.ts";
import { printTextRows } from "../../samples/make/print/text-rows.ts";
import { Random } from "../../samples/make/random.ts";
import type { Format } from "../../src/document/document.ts";
import { writeDocling, writeHocr, writeMineru, writePaddle } from "./foreign/write-foreign.ts";
import { chinese, makePdf } from "./pdf/make-pdf.ts";

/** A good file and words that it prints, in reading order; the picture is blank. */
export interface ContractInput {
  readonly bytes: Uint8Array;
  readonly words: readonly string[];
}

const printedWords = ["项目名称", "示例事项甲", "联系电话"];
const oldWords = ["项目支出绩效目标申报表", "项目名称", "870.35"];

const form: PrintedForm = {
  blocks: [
    paragraph("项目支出绩效目标申报表", "title", "center"),
    makeTable(
      [
        [label("项目名称"), value("示例事项甲", 2)],
        [label("资金（万元）", 2), label("合计"), value("870.35")],
        [label("联系电话"), value("")],
      ],
      [1, 1, 1],
    ),
    paragraph("填报说明：无", "body"),
  ],
};

/** The first page of a small PDF: a ruled table of two cells. */
function writePdf(): Uint8Array {
  const lines = [[100, 700, 500, 700], [100, 660, 500, 660], [100, 700, 100, 660], [300, 700, 300, 660], [500, 700, 500, 660]];
  const rules = lines.map((line) => `${line.slice(0, 2).join(" ")} m ${line.slice(2).join(" ")} l S`).join("\n");
  const text = (content: string, x: number, y: number): string => `BT /C 10 Tf ${x} ${y} Td ${chinese(content)} Tj ET`;
  return makePdf([{ content: [rules, text("项目名称", 110, 675), text("示例事项甲", 310, 675), text("联系电话", 100, 600)].join("\n") }]);
}

function writeAlto(): string {
  const lines = printedWords.map((word, index) => {
    const place = `HPOS="100" VPOS="${100 + index * 60}" WIDTH="400" HEIGHT="40"`;
    return `<TextLine ${place}><String CONTENT="${word}" ${place}/></TextLine>`;
  });
  const block = `<TextBlock HPOS="100" VPOS="100" WIDTH="400" HEIGHT="200">${lines.join("")}</TextBlock>`;
  return `<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description><Layout><Page WIDTH="2100" HEIGHT="2970"><PrintSpace>${block}</PrintSpace></Page></Layout></alto>`;
}

function writeTsv(): string {
  const header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";
  const words = printedWords.map((word, index) => `5\t1\t1\t1\t${index + 1}\t1\t100\t${100 + index * 60}\t400\t40\t90\t${word}`);
  return [header, "1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t", ...words].join("\n");
}

/** The words as a workbook in Excel's XML of 2003, and as RTF: what LibreOffice reads and needs no binary file. */
function writeSpreadsheetXml(): string {
  const rows = printedWords.map((word) => `<Row><Cell><Data ss:Type="String">${word}</Data></Cell></Row>`).join("");
  const namespaces = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"';
  return `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook ${namespaces}><Worksheet ss:Name="表"><Table>${rows}</Table></Worksheet></Workbook>`;
}

function writeRtf(): string {
  const escape = (word: string): string => Array.from(word, (character) => `\\u${character.charCodeAt(0)}?`).join("");
  return `{\\rtf1\\ansi ${printedWords.map((word) => `${escape(word)}\\par `).join("")}}`;
}

const hasLibreOffice = findLibreOffice() !== undefined;

/** One good file of each format that can be read on this machine; .rtf and .xls need LibreOffice. */
export async function makeContractInputs(): Promise<Partial<Record<Format, ContractInput>>> {
  const input = (content: string | Uint8Array, words = printedWords): ContractInput => ({
    bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
    words,
  });
  const oldForm = input(readFileSync(join(import.meta.dirname, "office-legacy", "form.doc")), oldWords);
  const blank = await sharp({ create: { width: 300, height: 200, channels: 3, background: "white" } }).png().toBuffer();
  return {
    text: input(printTextRows(form, { wrapLabels: false, markup: false })),
    markdown: input(printMarkdown(form, { paragraphs: "p", blankHeader: true })),
    html: input(printHtml(form)),
    docx: input(writeDocx(form, new Random("contract"))),
    xlsx: input(writeXlsx(form)),
    pdf: input(writePdf()),
    image: input(blank, []),
    hocr: input(writeHocr(form)),
    alto: input(writeAlto()),
    "tesseract-tsv": input(writeTsv()),
    paddleocr: input(writePaddle(form)),
    docling: input(writeDocling(form)),
    mineru: input(writeMineru(form)),
    doc: oldForm,
    wps: oldForm,
    ...(hasLibreOffice ? { rtf: input(writeRtf()), xls: input(writeSpreadsheetXml()) } : {}),
  };
}
