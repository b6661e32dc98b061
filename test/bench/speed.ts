import { availableParallelism, loadavg } from "node:os";
import type { Source } from "../../src/document/extractor.ts";
import { loadMapper, mappingFolders, type Mapper } from "../../src/pipeline/mapper.ts";
import { layoutNames, layouts } from "../../samples/make/layouts/index.ts";
import { printOcrText } from "../../samples/make/print/text-ocr.ts";
import { Random } from "../../samples/make/random.ts";
import { PdfPrinter } from "../../samples/make/render/pdf.ts";
import { noDepartures } from "../../samples/make/sections.ts";
import { writeFormat, type OpenPrinter, type SampleFormat } from "../../samples/make/write-format.ts";
import { readBareDoc, readBareDocx, readBarePdf, readBareXlsx, type BareReader } from "./speed/bare-readers.ts";
import { measureImport } from "./speed/import-growth.ts";
import { describeScans, measureScans } from "./speed/scans.ts";
import { measureStages } from "./speed/stages.ts";

/** What is measured against a library alone, on the same files in the same run, and how many files of each layout. */
const compared: readonly (readonly [format: SampleFormat, library: string, read: BareReader, perLayout: number])[] = [
  ["pdf", "pdf.js getTextContent + getOperatorList", readBarePdf, 3],
  ["docx", "mammoth", readBareDocx, 5],
  ["xlsx", "unzip + saxes", readBareXlsx, 5],
  ["doc", "LibreOffice to docx", readBareDoc, 1],
];

/** Projects in the longest of the real filings (53 kB of text), for the time that one such text takes. */
const longestFilingProjects = 14;
const growth = process.argv.includes("--quick") ? [100, 400] : [500, 5000];

const usage = `usage: node test/bench/speed.ts [--quick]
Times of each stage against bare libraries on the same files, and of imports as the database grows (--quick: smaller ones).`;

if (process.argv.includes("--help")) console.log(usage);
else await measureAll();

async function measureAll(): Promise<void> {
  const mapper = await loadMapper(mappingFolders());
  // On a busy machine the times say little; the ratios hold all the same.
  console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`);
  await measureLongText(mapper);
  await measureAgainstLibraries(mapper);
  await measureGrowth();
}

/** A Songjiang text as long as the longest filing, in a warm process. */
async function measureLongText(mapper: Mapper): Promise<void> {
  const random = new Random("speed/long");
  const { form } = layouts.songjiang(random, { departures: noDepartures, checks: "boxes", brief: false, projectCount: longestFilingProjects });
  const source: Source = { fileName: "long.txt", bytes: Buffer.from(printOcrText(form, random)) };
  const times = await measureStages([source], mapper, 5);
  console.log(`text of ${Math.round(source.bytes.length / 1000)} kB: whole ${times.wholeMs.toFixed(0)} ms (extract ${times.extractMs.toFixed(0)}, map ${times.mapMs.toFixed(0)})`);
}

async function measureAgainstLibraries(mapper: Mapper): Promise<void> {
  let printer: PdfPrinter | undefined;
  const openPrinter: OpenPrinter = async () => (printer ??= await PdfPrinter.open());
  try {
    for (const [format, library, read, perLayout] of compared) {
      const sources = await makeSources(format, perLayout, openPrinter);
      const rounds = format === "doc" ? 1 : 5;
      const times = await measureStages(sources, mapper, rounds);
      const bareMs = await measureBare(sources, read, rounds);
      console.log(
        `${format}: ${times.wholeMs.toFixed(1)} ms a document (extract ${times.extractMs.toFixed(1)}, map ${times.mapMs.toFixed(1)}); ${library} alone ${bareMs.toFixed(1)} ms; ratio ${(times.wholeMs / bareMs).toFixed(2)}`,
      );
    }
    console.log(describeScans(await measureScans(mapper, openPrinter)));
  } finally {
    await printer?.close();
  }
}

async function makeSources(format: SampleFormat, perLayout: number, openPrinter: OpenPrinter): Promise<Source[]> {
  const sources: Source[] = [];
  for (const layout of layoutNames) {
    for (let index = 0; index < perLayout; index += 1) {
      const random = new Random(`speed/${format}/${layout}/${index}`);
      const drawing = layouts[layout](random, { departures: noDepartures, checks: "boxes", brief: false });
      const { extension, bytes } = await writeFormat(drawing, format, random, openPrinter);
      sources.push({ fileName: `${layout}-${index}.${extension}`, bytes });
    }
  }
  return sources;
}

/** Mean milliseconds a document; the first round warms up and is not counted. */
async function measureBare(sources: readonly Source[], read: BareReader, rounds: number): Promise<number> {
  for (const source of sources) await read(source.bytes);
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const source of sources) await read(source.bytes);
  return (performance.now() - start) / (rounds * sources.length);
}

/** The real command over more and more documents: the rate should not fall, and memory should not grow. */
async function measureGrowth(): Promise<void> {
  for (const documents of growth) {
    const { seconds, peakBytes } = await measureImport(documents);
    console.log(`import of ${documents} texts: ${(documents / seconds).toFixed(1)} documents/s, ${((seconds * 1000) / documents).toFixed(1)} ms each, peak memory ${(peakBytes / 2 ** 20).toFixed(0)} MiB`);
  }
}
