import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Drawing } from "./layouts/drawing.ts";
import { layoutNames, layouts, type LayoutName } from "./layouts/index.ts";
import { drawOtherRegions } from "./layouts/other/index.ts";
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

async function writeFamily(folder: string, name: string, drawing: Drawing, formats: readonly SampleFormat[], openPrinter: OpenPrinter): Promise<void> {
  await mkdir(join(filingsFolder, folder), { recursive: true });
  const { layout, statement, filings } = drawing.truth;
  await writeFile(join(recordsFolder, `${name}.record.json`), `${JSON.stringify({ document: { layout }, statement, filings }, null, 1)}\n`);
  for (const format of formats) {
    const file = await writeFormat(drawing, format, new Random(`${seed}/${name}/${format}`), openPrinter, true);
    const suffix = format === file.extension || format === "text" || format === "markdown" ? "" : `-${format}`;
    const path = join(filingsFolder, folder, `${name}${suffix}.${file.extension}`);
    await writeFile(path, file.bytes);
    console.log(`${path} ${file.bytes.length} bytes`);
  }
}
