import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Drawing } from "./layouts/drawing.ts";
import { layoutNames, layouts, type LayoutName } from "./layouts/index.ts";
import { drawOtherRegions } from "./layouts/other/index.ts";
import { docxTraps, type DocxTrap } from "./office/docx-traps.ts";
import { writeDocx } from "./office/docx.ts";
import { encodeText, textEncodings } from "./print/encodings.ts";
import { printTextCells } from "./print/text-cells.ts";
import { Random } from "./random.ts";
import { PdfPrinter } from "./render/pdf.ts";
import { noDepartures } from "./sections.ts";
import { writeFormat, type OpenPrinter, type SampleFormat } from "./write-format.ts";

const samplesFolder = join(import.meta.dirname, "..");
const filingsFolder = join(samplesFolder, "filings");
const recordsFolder = join(samplesFolder, "records");

/** Change it, and all samples change. */
const seed = "samples-1";

/** What of each layout is kept in the repository: one brief form in every format, and one of full length in the small ones. */
const briefFormats: readonly SampleFormat[] = ["text", "markdown", "html", "docx", "docx-traps", "xlsx", "doc", "pdf", "scan-200", "scan-150", "photo"];
const fullFormats: readonly SampleFormat[] = ["text", "markdown", "docx"];
const otherFormats: readonly SampleFormat[] = ["text", "markdown", "docx", "html"];

/** Forms that are written once with each way of Word to lose a text, and which way goes with which form. */
const trapForms: readonly (readonly [layout: LayoutName, traps: readonly DocxTrap[]])[] = [
  ["changdu", docxTraps.filter((trap) => trap !== "nested-tables" && trap !== "numbered-lists")],
  ["jieyang", ["nested-tables", "numbered-lists", "h-merge", "grid-before"]],
];

await makeSamples();

/** Writes the committed samples anew, always the same from the same seed. */
async function makeSamples(): Promise<void> {
  await rm(filingsFolder, { recursive: true, force: true });
  await rm(recordsFolder, { recursive: true, force: true });
  await mkdir(recordsFolder, { recursive: true });
  let printer: PdfPrinter | undefined;
  const openPrinter: OpenPrinter = async () => (printer ??= await PdfPrinter.open());
  try {
    for (const layout of layoutNames) {
      await writeFamily(layout, layout, drawSample(layout, true), briefFormats, openPrinter);
      await writeFamily(layout, `${layout}-full`, drawSample(layout, false), fullFormats, openPrinter);
    }
    for (const [layout, traps] of trapForms) await writeTraps(layout, traps);
    await writeEncodings();
    for (const [name, draw] of Object.entries(drawOtherRegions)) {
      await writeFamily("other", name, draw(new Random(`${seed}/${name}`)), otherFormats, openPrinter);
    }
  } finally {
    await printer?.close();
  }
}

function drawSample(layout: LayoutName, brief: boolean): Drawing {
  return layouts[layout](new Random(`${seed}/${layout}/${brief ? "brief" : "full"}`), { departures: noDepartures, checks: "boxes", brief });
}

/** A brief form whose check box is marked and whose goal is counted 1、2、…, so that each trap has something to catch. */
function drawTrapForm(layout: LayoutName): Drawing {
  for (let attempt = 0; ; attempt += 1) {
    const drawing = layouts[layout](new Random(`${seed}/${layout}/traps/${attempt}`), { departures: noDepartures, checks: "boxes", brief: true });
    const filing = drawing.truth.filings[0];
    if (filing?.projects[0]?.nature != null || filing?.department?.goal?.startsWith("1、") === true) return drawing;
  }
}

async function writeTraps(layout: LayoutName, traps: readonly DocxTrap[]): Promise<void> {
  const drawing = drawTrapForm(layout);
  const name = `${layout}-word`;
  await writeRecord(name, drawing);
  for (const trap of traps) await writeSample(layout, `${name}_${trap}.docx`, writeDocx(drawing.form, new Random(`${seed}/${name}/${trap}`), [trap]));
}

/** One text in each encoding that old files come in. */
async function writeEncodings(): Promise<void> {
  const drawing = drawSample("changdu", true);
  for (const encoding of textEncodings) await writeSample("changdu", `changdu_${encoding}.txt`, encodeText(printTextCells(drawing.form), encoding));
}

async function writeFamily(folder: string, name: string, drawing: Drawing, formats: readonly SampleFormat[], openPrinter: OpenPrinter): Promise<void> {
  await writeRecord(name, drawing);
  for (const format of formats) {
    const file = await writeFormat(drawing, format, new Random(`${seed}/${name}/${format}`), openPrinter, true);
    const suffix = format === file.extension || format === "text" || format === "markdown" ? "" : `-${format}`;
    await writeSample(folder, `${name}${suffix}.${file.extension}`, file.bytes);
  }
}

async function writeRecord(name: string, { truth }: Drawing): Promise<void> {
  const { layout, statement, filings } = truth;
  await writeFile(join(recordsFolder, `${name}.record.json`), `${JSON.stringify({ document: { layout }, statement, filings }, null, 1)}\n`);
}

async function writeSample(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(filingsFolder, folder), { recursive: true });
  await writeFile(join(filingsFolder, folder, name), bytes);
  console.log(`${folder}/${name} ${bytes.length} bytes`);
}
