import type { Drawing } from "./layouts/drawing.ts";
import { writeDocx } from "./office/docx.ts";
import { docxTraps, type DocxTrap } from "./office/docx-traps.ts";
import { writeXlsx } from "./office/xlsx.ts";
import { encodeText, textEncodings } from "./print/encodings.ts";
import { printHtml } from "./print/html.ts";
import { printMarkdown, type MarkdownOptions } from "./print/markdown.ts";
import { printTextCells } from "./print/text-cells.ts";
import { printOcrText } from "./print/text-ocr.ts";
import { printTextRows } from "./print/text-rows.ts";
import type { Random } from "./random.ts";
import { convertOffice, type OfficeFormat } from "./render/office.ts";
import { inventPageStyle, type PdfPrinter } from "./render/pdf.ts";
import { photographPdf, scanPdf } from "./render/scan.ts";

/** The formats that a sample can be written in; `pdf` is printed by a browser, `pdf-word` by a word processor. */
export const sampleFormats = ["text", "markdown", "html", "docx", "docx-traps", "xlsx", "doc", "rtf", "xls", "pdf", "pdf-word", "scan-200", "scan-150", "photo"] as const;
export type SampleFormat = (typeof sampleFormats)[number];

/** A file of a sample, with the extension that its content asks for. */
export interface SampleFile {
  readonly extension: string;
  readonly bytes: Uint8Array;
}

/** Opens the printer when the first PDF is wanted. */
export type OpenPrinter = () => Promise<PdfPrinter>;

/**
 * Writes a drawing in a format. A photo of a form of several pages is a PDF of photos, as phones' scanning programs make it.
 * `compact` prints small, so that a short form stands on one page.
 * @throws when a program that the format needs (Chromium, LibreOffice, poppler-utils) is not installed.
 */
export async function writeFormat(drawing: Drawing, format: SampleFormat, random: Random, openPrinter: OpenPrinter, compact = false): Promise<SampleFile> {
  const one = (extension: string, bytes: Uint8Array): SampleFile => ({ extension, bytes });
  const { form } = drawing;
  switch (format) {
    case "text":
      return one("txt", encodeText(printText(drawing, random), random.chance(0.6) ? "utf8" : random.pick(textEncodings)));
    case "markdown":
      return one("md", encodeText(printMarkdown(form, inventMarkdown(random, drawing.truth.layout)), "utf8"));
    case "html":
      return one("html", encodeText(printHtml(form, inventPageStyle(random)), "utf8"));
    case "docx":
      return one("docx", writeDocx(form, random));
    case "docx-traps":
      return one("docx", writeDocx(form, random, pickTraps(random)));
    case "xlsx":
      return one("xlsx", writeXlsx(form));
    case "doc":
    case "rtf":
      return one(format, await convertOne(writeDocx(form, random), "docx", format));
    case "xls":
      return one("xls", await convertOne(writeXlsx(form), "xlsx", "xls"));
    case "pdf":
      return one("pdf", await printPdf(drawing, random, openPrinter, compact));
    case "pdf-word":
      return one("pdf", await convertOne(writeDocx(form, random), "docx", "pdf"));
    case "scan-200":
      return one("pdf", await scanPdf(await printPdf(drawing, random, openPrinter, compact), 200, false, random));
    case "scan-150":
      return one("pdf", await scanPdf(await printPdf(drawing, random, openPrinter, compact), 150, true, random));
    case "photo":
      return photographPdf(await printPdf(drawing, random, openPrinter, true), random);
  }
}

/** The form as text in the shape that files of its region have, or another that such files come in. */
export function printText({ truth, form }: Drawing, random: Random): string {
  if (truth.layout === "songjiang") return printOcrText(form, random);
  const asCells = random.chance(truth.layout === "changdu" ? 0.8 : truth.layout === "jieyang" ? 0.1 : 0.5);
  return asCells ? printTextCells(form) : printTextRows(form, { wrapLabels: random.chance(0.5), markup: random.chance(0.5) });
}

/** Markdown in one of the manners of converters. */
function inventMarkdown(random: Random, layout: string): MarkdownOptions {
  // Only a mapping that knows the form can tell that a row stands one column too far left.
  const mayShift = layout !== "generic";
  return { paragraphs: random.pick(["p", "br"]), blankHeader: random.chance(0.7), outerBars: random.chance(0.85), padded: random.chance(0.4), shiftLastRow: random.chance(0.3) && mayShift };
}

/** Three traps at once, of those that go together. */
function pickTraps(random: Random): DocxTrap[] {
  const checks: readonly DocxTrap[] = ["symbol-checks", "control-checks", "legacy-checks"];
  const others = docxTraps.filter((trap) => !checks.includes(trap) && trap !== "text-box");
  return [random.pick(checks), ...random.sample(others, 3)];
}

async function convertOne(bytes: Uint8Array, extension: string, format: OfficeFormat): Promise<Uint8Array> {
  const name = `sample.${extension}`;
  const converted = (await convertOffice(new Map([[name, bytes]]), format)).get(name);
  if (converted === undefined) throw new Error(`LibreOffice wrote no ${format} file`);
  return converted;
}

async function printPdf({ form }: Drawing, random: Random, openPrinter: OpenPrinter, compact: boolean): Promise<Uint8Array> {
  const printer = await openPrinter();
  return printer.print(printHtml(form, inventPageStyle(random, compact)), { pageNumbers: random.chance(0.5) });
}
