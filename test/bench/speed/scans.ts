import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPdfExtractor } from "../../../extractors/pdf/index.ts";
import { layoutNames, layouts } from "../../../samples/make/layouts/index.ts";
import { Random } from "../../../samples/make/random.ts";
import { noDepartures } from "../../../samples/make/sections.ts";
import { writeFormat, type OpenPrinter } from "../../../samples/make/write-format.ts";
import type { Source } from "../../../src/document/extractor.ts";
import type { OpenPageReader, PageImage } from "../../../src/document/page-reader.ts";
import { toGray } from "../../../src/ocr/gray-image.ts";
import { ReaderPool } from "../../../src/ocr/index.ts";
import { loadReaders } from "../../../src/ocr/load-readers.ts";
import { encodePgm } from "../../../src/ocr/montage.ts";
import { readPage } from "../../../src/ocr/read-page.ts";
import { mapRecord } from "../../../src/pipeline/extract-record.ts";
import type { Mapper } from "../../../src/pipeline/mapper.ts";
import { BARE_OCR, loadBareOcr } from "./bare-ocr.ts";

/** Seconds of processor time that a page takes, on one thread; wall time for the pools. */
export interface ScanSpeed {
  readonly pages: number;
  readonly wholeSeconds: number;
  readonly bareSeconds: number;
  /** Null where the program is not installed. */
  readonly tesseractSeconds: number | null;
  /** Pages a second with one process and with two. */
  readonly throughput: readonly [number, number];
}

/** Documents, pages of the bare networks, and pages of each process that warm it up and are not counted. */
const WARM_UP = 2;
/** Every page is read so many times by the pools, or the wait for the last page would weigh too much. */
const POOL_ROUNDS = 3;

/** Measures reading scans at 200 dpi against bare PP-OCR and Tesseract on the same pages in the same run. */
export async function measureScans(mapper: Mapper, openPrinter: OpenPrinter): Promise<ScanSpeed> {
  const sources = await makeScans(openPrinter);
  const images = await takePages(sources);
  const pages = images.length;
  const wholeSeconds = await timeWhole(sources, mapper);
  const bareSeconds = await timeBare(images);
  const tesseractSeconds = await timeTesseract(images);
  const throughput = [await timePool(images, 1), await timePool(images, 2)] as const;
  return { pages, wholeSeconds: wholeSeconds / pages, bareSeconds: bareSeconds / pages, tesseractSeconds: tesseractSeconds === null ? null : tesseractSeconds / pages, throughput };
}

/** The measurement as a line to print. */
export function describeScans({ pages, wholeSeconds, bareSeconds, tesseractSeconds, throughput: [one, two] }: ScanSpeed): string {
  const tesseract = tesseractSeconds === null ? "tesseract is not installed" : `tesseract ${tesseractSeconds.toFixed(2)} s, ratio ${(wholeSeconds / tesseractSeconds).toFixed(2)}`;
  return `scan-200, ${pages} pages, processor time a page: whole ${wholeSeconds.toFixed(2)} s; bare PP-OCR (${BARE_OCR}) ${bareSeconds.toFixed(2)} s, ratio ${(wholeSeconds / bareSeconds).toFixed(2)}; ${tesseract}; one process ${one.toFixed(2)} pages/s, two ${two.toFixed(2)}, ${(two / one).toFixed(2)} times as many`;
}

async function makeScans(openPrinter: OpenPrinter): Promise<Source[]> {
  const sources: Source[] = [];
  for (const layout of layoutNames) {
    const random = new Random(`speed/scan/${layout}`);
    const drawing = layouts[layout](random, { departures: noDepartures, checks: "boxes", brief: true });
    const { extension, bytes } = await writeFormat(drawing, "scan-200", random, openPrinter);
    sources.push({ fileName: `${layout}.${extension}`, bytes });
  }
  return sources;
}

/** The pictures of the pages as the pipeline takes them out of the files. */
async function takePages(sources: readonly Source[]): Promise<PageImage[]> {
  const images: PageImage[] = [];
  const open = openInProcess((image) => {
    images.push(image);
    return Promise.reject(new Error("not to be read"));
  });
  for (const source of sources) await createPdfExtractor(open).extract(source, "pdf");
  return images;
}

/** The reader runs in this process, whose time is what is measured. */
function openInProcess(read: (image: PageImage) => ReturnType<typeof readPage>): OpenPageReader {
  return () =>
    Promise.resolve({
      concurrency: 1,
      close: () => Promise.resolve(),
      readPage: async (image, number) => {
        const { toPage, ...page } = await read(image);
        return { content: { ...page, number, source: "ocr" }, toPage, findings: [] };
      },
    });
}

async function timeWhole(sources: readonly Source[], mapper: Mapper): Promise<number> {
  const { readers } = await loadReaders(["pp-ocr", "tesseract"], 1);
  if (readers === undefined) throw new Error("No reader could be started.");
  // The second reader's start is once a process, not once a page.
  await readers.second();
  const extractor = createPdfExtractor(openInProcess((image) => readPage({ image: toGray(image), dpi: image.dpi }, readers)));
  const readAll = async (some: readonly Source[]): Promise<void> => {
    for (const source of some) mapRecord(source, await extractor.extract(source, "pdf"), mapper);
  };
  await readAll(sources.slice(0, WARM_UP));
  const seconds = await timeProcessor(() => readAll(sources));
  await readers.first.close();
  await (await readers.second())?.close();
  return seconds;
}

async function timeBare(images: readonly PageImage[]): Promise<number> {
  const bare = await loadBareOcr();
  const readAll = async (some: readonly PageImage[]): Promise<void> => {
    for (const image of some) await bare.read(toGray(image));
  };
  await readAll(images.slice(0, WARM_UP));
  const seconds = await timeProcessor(() => readAll(images));
  await bare.close();
  return seconds;
}

/** Seconds of processor time, of all threads of this process. */
async function timeProcessor(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function timeTesseract(images: readonly PageImage[]): Promise<number | null> {
  if (spawnSync("tesseract", ["--version"]).error !== undefined) return null;
  const folder = await mkdtemp(join(tmpdir(), "jixiao-bench-"));
  try {
    let seconds = 0;
    for (const [index, image] of images.entries()) {
      const file = join(folder, `${index}.pgm`);
      await writeFile(file, encodePgm(toGray(image)));
      seconds += timeCommand(`tesseract ${file} - -l chi_sim --dpi ${Math.round(image.dpi)}`);
    }
    return seconds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The processor time of a command, as the shell tells it. */
function timeCommand(command: string): number {
  const { stderr, status } = spawnSync("bash", ["-c", `TIMEFORMAT='%U %S'; time ${command} >/dev/null 2>&1`], { encoding: "utf8", env: { ...process.env, OMP_THREAD_LIMIT: "1" } });
  if (status !== 0) throw new Error(`“${command}” ended with status ${status ?? "none"}`);
  return stderr.trim().split(/\s+/u).reduce((sum, part) => sum + Number(part), 0);
}

/** Pages a second in so many processes, their start not counted. */
async function timePool(images: readonly PageImage[], processes: number): Promise<number> {
  const pool = new ReaderPool({ processes });
  const readAll = (pages: readonly PageImage[]): Promise<unknown> => Promise.all(pages.map((image, index) => pool.readPage(image, index + 1)));
  for (let page = 0; page < WARM_UP; page++) await readAll(Array.from({ length: processes }, () => images[page]).filter((image) => image !== undefined));
  const pages = Array.from({ length: POOL_ROUNDS }, () => images).flat();
  const started = performance.now();
  await readAll(pages);
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return pages.length / seconds;
}
