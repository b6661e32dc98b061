import { readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { makeOfficeLegacyExtractor } from "../../../extractors/office-legacy/index.ts";
import { findExtractor } from "../../../extractors/index.ts";
import type { PrintedForm } from "../../../samples/make/form.ts";
import { writeDocx } from "../../../samples/make/office/docx.ts";
import { docxTraps } from "../../../samples/make/office/docx-traps.ts";
import { writeXlsx } from "../../../samples/make/office/xlsx.ts";
import { printHtml } from "../../../samples/make/print/html.ts";
import { printMarkdown } from "../../../samples/make/print/markdown.ts";
import { printTextCells } from "../../../samples/make/print/text-cells.ts";
import { printTextRows } from "../../../samples/make/print/text-rows.ts";
import { Random } from "../../../samples/make/random.ts";
import { detectFormat } from "../../../src/document/detect-format.ts";
import type { Document, Format } from "../../../src/document/document.ts";
import type { Extractor, Source } from "../../../src/document/extractor.ts";
import { makeContractInputs } from "../../extractors/contract-inputs.ts";
import { writeDocling, writeHocr, writeMineru, writePaddle } from "../../extractors/foreign/write-foreign.ts";
import { makePdf, writeChinese } from "../../extractors/pdf/make-pdf.ts";
import { findDocumentFault } from "../../support/document-faults.ts";
import { byteMutators } from "../mutate/bytes.ts";
import { mutateAttributes, mutateElements } from "../mutate/elements.ts";
import { mutateJson } from "../mutate/json.ts";
import type { Mutator } from "../mutate/mutator.ts";
import { editNumber, insertToken, shuffleFields, shuffleTags, shuffleWords, textMutators } from "../mutate/text.ts";
import { tokens } from "../mutate/tokens.ts";
import { mutateMembers } from "../mutate/zip.ts";
import { listForms } from "./sample-forms.ts";
import type { Target } from "./target.ts";

const wellFormed: readonly Mutator[] = [mutateElements, mutateElements, mutateAttributes, editNumber];
const markup: readonly Mutator[] = [...byteMutators, ...textMutators, shuffleTags, insertToken(tokens.xml), ...wellFormed, ...wellFormed];
const json: readonly Mutator[] = [...byteMutators, ...textMutators, mutateJson, mutateJson, mutateJson, mutateJson, insertToken(tokens.json)];

/** Mostly inside of the package; the package itself now and then. */
function packaged(inside: readonly Mutator[]): readonly Mutator[] {
  const member = Array<Mutator>(byteMutators.length * 2).fill(mutateMembers(inside));
  // What is not well formed is refused at once: most mutations keep it so.
  const deep = Array<Mutator>(byteMutators.length * 7).fill(mutateMembers(wellFormed));
  return [...deep, ...member, ...byteMutators];
}

async function readAs(extractor: Extractor, source: Source, format: Format): Promise<Document> {
  const document = await extractor.extract(source, format, { ocr: "never" });
  const fault = findDocumentFault(document);
  if (fault !== undefined) throw new Error(`no sound document: ${fault}`);
  return document;
}

/** The format's extractor, whatever the bytes are found to be; that they are looked at must do no harm either. */
function readFormat(format: Format): Target["read"] {
  return async (bytes) => {
    const source = { bytes, fileName: `文件.${format}` };
    const extractor = await findExtractor(format);
    if (extractor === undefined) throw new Error(`there is no extractor of ${format}`);
    if (bytes.length > 0) detectFormat(source);
    return readAs(extractor, source, format);
  };
}

function write(print: (form: PrintedForm) => string | Uint8Array): Target["makeSeeds"] {
  return () => Promise.resolve(listForms().map((form) => Buffer.from(print(form))));
}

/** The contract's own good input; its formats are written by no sample generator. */
function contractSeed(...formats: readonly Format[]): Target["makeSeeds"] {
  return async () => {
    const inputs = await makeContractInputs();
    return formats.flatMap((format) => inputs[format]?.bytes ?? []);
  };
}

function target(name: Format, makeSeeds: Target["makeSeeds"], mutators: readonly Mutator[]): Target {
  return { name, makeSeeds, mutators, read: readFormat(name) };
}

async function makePictures(): Promise<Uint8Array[]> {
  const picture = sharp({ create: { width: 24, height: 16, channels: 3, background: "white" } }).withMetadata({ density: 200 });
  const formats = ["png", "jpeg", "gif", "webp", "tiff"] as const;
  const bitmap = Buffer.from("Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAA////AA==", "base64");
  return [...(await Promise.all(formats.map((format) => picture.clone().toFormat(format).toBuffer()))), bitmap];
}

const pageOfPdf = `100 700 m 500 700 l S 100 660 m 500 660 l S 100 700 m 100 660 l S 300 700 m 300 660 l S 500 700 m 500 660 l S
${writeChinese("项目名称", 110, 675)}${writeChinese("示例事项甲", 310, 675)}q 1 0 0 1 10 10 cm /F0 Do Q 20 0 0 20 50 50 cm /I0 Do`;

function makePdfs(): Promise<Uint8Array[]> {
  const page = {
    content: pageOfPdf,
    images: [{ width: 4, height: 4, grey: new Uint8Array(16).fill(200) }],
    form: { content: writeChinese("联系电话", 100, 600), matrix: [1, 0, 0, 1, 0, 0] },
  };
  return Promise.resolve([makePdf([page]), makePdf([{ ...page, rotate: 90 }, { content: writeChinese("合计", 100, 100) }])]);
}

/** A saved page of a browser: the HTML in a MIME message. */
function writeMhtml(form: PrintedForm): string {
  const body = Buffer.from(printHtml(form)).toString("base64").replaceAll(/.{76}/gu, "$&\r\n");
  const part = `--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://x/\r\n\r\n${body}\r\n--b--\r\n`;
  return `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n${part}`;
}

async function makeHtml(): Promise<Uint8Array[]> {
  const pages = await write((form) => printHtml(form))();
  return [...pages, ...(await write(writeMhtml)())];
}

async function makeWordFiles(): Promise<Uint8Array[]> {
  const plain = await write((form) => writeDocx(form, new Random("fuzz")))();
  const [form] = listForms();
  return [...plain, ...(form === undefined ? [] : docxTraps.map((trap) => writeDocx(form, new Random("fuzz"), [trap])))];
}

const withoutLibreOffice = makeOfficeLegacyExtractor(undefined);

/** Old office files up to the door of LibreOffice, and Word's by the reader that stands in for it. */
const officeLegacy: Target = {
  name: "office-legacy",
  makeSeeds: async () => {
    const doc = readFileSync(path.join(import.meta.dirname, "..", "..", "extractors", "office-legacy", "form.doc"));
    return [doc, doc, ...(await contractSeed("rtf", "xls")())];
  },
  mutators: [...byteMutators, ...textMutators],
  read: async (bytes) => {
    const source = { bytes, fileName: "文件.doc" };
    const detected = bytes.length === 0 ? undefined : detectFormat(source);
    const format = (["wps", "rtf", "xls"] as const).find((each) => each === detected) ?? "doc";
    return readAs(withoutLibreOffice, source, format);
  },
};

/** Every format of file, each by its own extractor. */
export const formatTargets: readonly Target[] = [
  target("text", async () => [...(await write((form) => printTextRows(form, { wrapLabels: true, markup: true }))()), ...(await write(printTextCells)())], [...byteMutators, ...textMutators, shuffleFields, insertToken(tokens.text)]),
  target("markdown", write((form) => printMarkdown(form, { paragraphs: "p", blankHeader: true })), [...byteMutators, ...textMutators, shuffleFields, shuffleWords, insertToken(tokens.markdown), insertToken(tokens.html)]),
  target("html", makeHtml, [...markup, insertToken(tokens.html), insertToken(tokens.html)]),
  target("docx", makeWordFiles, packaged([...markup, insertToken(tokens.word), insertToken(tokens.word)])),
  target("xlsx", write(writeXlsx), packaged([...markup, insertToken(tokens.sheet), insertToken(tokens.sheet)])),
  target("pdf", makePdfs, [...byteMutators, ...textMutators, shuffleWords, shuffleWords, insertToken(tokens.pdf), insertToken(tokens.pdf)]),
  target("image", makePictures, byteMutators),
  target("hocr", write(writeHocr), [...markup, insertToken(tokens.hocr)]),
  target("alto", contractSeed("alto"), markup),
  target("tesseract-tsv", contractSeed("tesseract-tsv"), [...byteMutators, ...textMutators, shuffleFields, shuffleFields, insertToken(tokens.tsv)]),
  target("paddleocr", write(writePaddle), json),
  target("docling", write(writeDocling), json),
  target("mineru", write(writeMineru), json),
  officeLegacy,
];
