import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadMapper, mappingFolders, type Mapper } from "../../src/pipeline/mapper.ts";
import { PdfPrinter } from "../../samples/make/render/pdf.ts";
import { writeFormat, type OpenPrinter, type SampleFormat } from "../../samples/make/write-format.ts";
import { addCounts, rateCounts, type LeafVerdict } from "../support/leaf-score.ts";
import { generateDocument } from "./generate.ts";
import { measureDocument, type Measured } from "./measure-document.ts";
import { countDocuments, parseOptions, usage, type AccuracyOptions, type MeasuredLayout } from "./options.ts";
import { floorOf, printHead, printRow, type Row } from "./accuracy-table.ts";

const folder = join("out", "bench");
/** Long texts are cut in the list of faults: enough to find the place. */
const shownLength = 160;

const args = process.argv.slice(2);
try {
  if (args.includes("--help")) console.log(usage);
  else process.exitCode = await measureAll(parseOptions(args));
} catch (error) {
  console.error(error instanceof Error && error.message.includes("none of") ? `${error.message}\n${usage}` : error);
  process.exitCode = 1;
}

/** Measures each layout in each format and prints the table; the exit status is 1 when a floor was asked for and missed. */
async function measureAll(options: AccuracyOptions): Promise<number> {
  await mkdir(folder, { recursive: true });
  const mapper = await loadMapper(mappingFolders());
  let printer: PdfPrinter | undefined;
  const openPrinter: OpenPrinter = async () => (printer ??= await PdfPrinter.open());
  let below = 0;
  console.log(`seed ${options.seed}, damage ${options.damage}`);
  console.log(printHead());
  try {
    for (const format of options.formats) {
      for (const layout of options.layouts) {
        const row = await measureRow(layout, format, options, mapper, openPrinter);
        console.log(printRow(row));
        if (row.f1 < floorOf(format, layout)) below += 1;
      }
    }
  } finally {
    await printer?.close();
  }
  return options.check && below > 0 ? 1 : 0;
}

async function measureRow(layout: MeasuredLayout, format: SampleFormat, options: AccuracyOptions, mapper: Mapper, openPrinter: OpenPrinter): Promise<Row> {
  const measured: Measured[] = [];
  const faults: string[] = [];
  const cellFaults: string[] = [];
  for (let index = 0; index < countDocuments(options, format); index += 1) {
    const { drawing, random } = generateDocument(layout, format, index, options);
    const file = await writeFormat(drawing, format, random, openPrinter);
    const fileName = `${layout}-${index}.${file.extension}`;
    const one = await measureDocument(fileName, file.bytes, drawing, mapper);
    measured.push(one);
    cellFaults.push(...(one.cells?.faults ?? []).map((fault) => `${fileName}: ${fault}`));
    if (one.score.faults.length === 0) continue;
    faults.push(`== ${fileName}  F1 ${one.score.f1.toFixed(4)}${one.failure === null ? "" : `  refused: ${one.failure}`}`, ...one.score.faults.map(describeFault), "");
    await writeFile(join(folder, fileName.replace(".", `-${format}-${options.damage}.`)), file.bytes);
  }
  await writeFile(join(folder, `${layout}-${format}-${options.damage}.txt`), faults.join("\n"));
  await writeFile(join(folder, `${layout}-${format}-${options.damage}.cells.txt`), cellFaults.join("\n"));
  await writeFile(join(folder, `${layout}-${format}-${options.damage}.leaves.ndjson`), measured.flatMap((one) => one.given.map((leaf) => JSON.stringify(leaf))).join("\n"));
  return summarize(layout, format, measured);
}

function summarize(layout: MeasuredLayout, format: SampleFormat, measured: readonly Measured[]): Row {
  const counts = addCounts(measured.map((one) => one.score));
  const targets = measured.reduce((sum, one) => sum + one.targets.targets, 0);
  const rightTargets = measured.reduce((sum, one) => sum + one.targets.right, 0);
  const mean = (pick: (one: Measured) => number): number => measured.reduce((sum, one) => sum + pick(one), 0) / Math.max(1, measured.length);
  return {
    layout,
    format,
    documents: measured.length,
    perfect: measured.filter((one) => one.score.faults.length === 0).length,
    ...rateCounts(counts),
    faults: measured.reduce((sum, one) => sum + one.score.faults.length, 0),
    leaves: counts.expected,
    // The traps of Word change the grid on purpose.
    cellF1: format === "docx-traps" || measured.every((one) => one.cells === null) ? null : rateCounts(addCounts(measured.flatMap((one) => one.cells ?? []))).f1,
    targetShare: targets === 0 ? 1 : rightTargets / targets,
    unmappedShare: mean((one) => one.unmappedShare),
    milliseconds: mean((one) => one.milliseconds),
  };
}

function describeFault(fault: LeafVerdict): string {
  const show = (value: unknown): string => JSON.stringify(value).slice(0, shownLength);
  const expected = fault.kind === "extra" ? "" : ` expected ${show(fault.expected)}`;
  const actual = fault.kind === "missing" ? "" : ` actual ${show(fault.actual)}`;
  return `${fault.kind.padEnd(7)} ${fault.path}${expected}${actual}`;
}
