import { afterAll, expect, test } from "vitest";
import { layoutNames, layouts } from "../../samples/make/layouts/index.ts";
import type { PrintedForm } from "../../samples/make/form.ts";
import type { Drawing } from "../../samples/make/layouts/drawing.ts";
import { writeDocx } from "../../samples/make/office/docx.ts";
import { printTextRows } from "../../samples/make/print/text-rows.ts";
import { Random } from "../../samples/make/random.ts";
import { convertOffice } from "../../samples/make/render/office.ts";
import { PdfPrinter } from "../../samples/make/render/pdf.ts";
import { noDepartures } from "../../samples/make/sections.ts";
import { writeFormat, type SampleFormat } from "../../samples/make/write-format.ts";
import { officeLegacyExtractor } from "../../extractors/office-legacy/index.ts";
import { toPlainFiling } from "../../src/canonical/plain-record.ts";
import { extractDocument, getFormat } from "../../src/pipeline/extract-record.ts";
import { loadMapper, mappingFolders } from "../../src/pipeline/mapper.ts";
import { scoreLeaves } from "../support/leaf-score.ts";

type LayoutName = (typeof layoutNames)[number];

/** Formats that keep a form's grid and its paragraphs, and so must give one and the same record to the letter. */
const exactFormats = ["docx-traps", "html", "xlsx", "markdown", "doc"] as const;
/** Formats in which a paragraph's end is a matter of judgement: their leaves are held to contract.md's section 7. */
const judgedFormats = ["text", "pdf"] as const;
type AgreeingFormat = (typeof exactFormats)[number] | (typeof judgedFormats)[number];

/** For each of four layouts. `AGREE_DOCUMENTS=50` holds 200 documents in all seven formats against each other. */
const documentsPerLayout = Number(process.env["AGREE_DOCUMENTS"] ?? 4);

const mapper = await loadMapper(mappingFolders());
let printer: PdfPrinter | undefined;
afterAll(async () => {
  await printer?.close();
});
const openPrinter = async (): Promise<PdfPrinter> => (printer ??= await PdfPrinter.open());

interface Invented {
  readonly seed: string;
  readonly drawing: Drawing;
}

function invent(name: LayoutName, index: number): Invented {
  const seed = `agree/${name}/${index}`;
  const random = new Random(seed);
  return { seed, drawing: layouts[name](random.fork("drawing"), { departures: noDepartures, checks: random.pick(["boxes", "ticks"] as const), brief: true }) };
}

/** A table copied out of a document as text has no pages; where a page breaks, a conversion prints a merged label a page late. */
function withoutPages(form: PrintedForm): PrintedForm {
  return { blocks: form.blocks.map((block) => (block.kind === "table" ? { ...block, breakBefore: [] } : block)) };
}

/** All .doc files in one run of LibreOffice, by seed. */
async function writeDocs(all: readonly Invented[]): Promise<Map<string, Uint8Array>> {
  const files = new Map(all.map(({ seed, drawing }, index) => [`${index}.docx`, writeDocx(drawing.form, new Random(seed).fork("doc"))]));
  const converted = await convertOffice(files, "doc");
  return new Map(all.map(({ seed }, index) => [seed, converted.get(`${index}.docx`) ?? new Uint8Array()]));
}

async function writeFile({ seed, drawing }: Invented, format: AgreeingFormat, docs: ReadonlyMap<string, Uint8Array>): Promise<{ fileName: string; bytes: Uint8Array }> {
  if (format === "doc") return { fileName: "表.doc", bytes: docs.get(seed) ?? new Uint8Array() };
  if (format === "text") return { fileName: "表.txt", bytes: Buffer.from(printTextRows(withoutPages(drawing.form), { wrapLabels: false, markup: true })) };
  const sampleFormat: SampleFormat = format;
  const { bytes, extension } = await writeFormat(drawing, sampleFormat, new Random(seed).fork(format), openPrinter);
  return { fileName: `表.${extension}`, bytes };
}

async function readFilings(source: { fileName: string; bytes: Uint8Array }, prepared: Uint8Array | undefined): Promise<unknown> {
  const document = await extractDocument(source, getFormat(source), prepared === undefined ? {} : { prepared });
  return mapper.mapDocument(document).filings.map(toPlainFiling);
}

/** The .docx files that LibreOffice makes of the .doc files, many in one run. */
async function prepareDocs(docs: ReadonlyMap<string, Uint8Array>): Promise<Map<string, Uint8Array | undefined>> {
  const files = [...docs.values()].map((bytes) => ({ source: { bytes, fileName: "表.doc" }, format: "doc" as const }));
  const prepared = (await officeLegacyExtractor.prepare?.(files)) ?? [];
  return new Map([...docs.keys()].map((seed, index) => [seed, prepared[index]]));
}

test.each(layoutNames)("a form of %s gives the same record in every format", { timeout: 1_800_000 }, async (name) => {
  const all = Array.from({ length: documentsPerLayout }, (_, index) => invent(name, index));
  const docs = await writeDocs(all);
  const prepared = await prepareDocs(docs);
  for (const invented of all) {
    const { seed } = invented;
    const read = async (format: AgreeingFormat): Promise<unknown> => readFilings(await writeFile(invented, format, docs), format === "doc" ? prepared.get(seed) : undefined);
    const first = await read("docx-traps");
    expect.soft({ seed, faults: scoreLeaves(invented.drawing.truth.filings, first).faults }).toEqual({ seed, faults: [] });
    for (const format of exactFormats) expect.soft({ seed, format, filings: await read(format) }).toEqual({ seed, format, filings: first });
    for (const format of judgedFormats) expect.soft({ seed, format, faults: scoreLeaves(first, await read(format)).faults }).toEqual({ seed, format, faults: [] });
  }
});
