import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { label, makeTable, paragraph, value, type PrintedForm } from "../../samples/make/form.ts";
import { printHtml } from "../../samples/make/print/html.ts";
import { Random } from "../../samples/make/random.ts";
import { readGray } from "../../samples/make/render/gray-image.ts";
import { writeImagePdf, type ScannedPage } from "../../samples/make/render/image-pdf.ts";
import { PdfPrinter } from "../../samples/make/render/pdf.ts";
import { rasterizePdf } from "../../samples/make/render/raster.ts";
import { inventCleanWear, wearPage } from "../../samples/make/render/wear.ts";
import { measureTreeBytes } from "./speed/process-memory.ts";

/**
 * Memory of the real import of one long PDF, over all its processes: `node test/bench/memory.ts [--pages 300] [--dpi 100] [--digital]`.
 * The pages are small forms, scanned at 100 dpi unless told: what is asked is whether memory grows with the pages, not how fast they are.
 */
const { values } = parseArgs({ options: { pages: { type: "string", default: "300" }, dpi: { type: "string", default: "100" }, digital: { type: "boolean", default: false } } });

const dpi = Number(values.dpi);
const pollMs = 500;
/** Steps of the run for which the highest memory is told. */
const steps = 6;
/** Pages that differ; the file repeats them. */
const distinctPages = 6;
const program = join(import.meta.dirname, "..", "..", "src", "cli", "jixiao.js");

const folder = await mkdtemp(join(tmpdir(), "jixiao-memory-"));
try {
  const file = join(folder, "long.pdf");
  await writeFile(file, await makePdf(Number(values.pages), values.digital));
  report(await followImport(file));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function makePdf(pageCount: number, digital: boolean): Promise<Uint8Array> {
  const printer = await PdfPrinter.open();
  try {
    if (digital) return await printer.print(printHtml(makeForm(pageCount)));
    return await scanPages(await printer.print(printHtml(makeForm(distinctPages))), pageCount);
  } finally {
    await printer.close();
  }
}

async function scanPages(pdf: Uint8Array, pageCount: number): Promise<Uint8Array> {
  const random = new Random("memory");
  const drawn = await rasterizePdf(pdf, dpi);
  const scanned: ScannedPage[] = [];
  for (const png of drawn) {
    const page = await readGray(png);
    scanned.push({ jpeg: await wearPage(page, inventCleanWear(random), dpi, random), widthPx: page.width, heightPx: page.height, dpi });
  }
  return writeImagePdf(Array.from({ length: pageCount }, (_, index) => scanned[index % scanned.length]).filter((page) => page !== undefined));
}

/** A small form on each page. */
function makeForm(pageCount: number): PrintedForm {
  const random = new Random("memory/form");
  return {
    blocks: Array.from({ length: pageCount }, (_, index) => index).flatMap((index) => [
      paragraph("项目支出绩效目标申报表", "title", "center"),
      makeTable(
        [
          [label("项目名称"), value(`第${index + 1}号项目`), label("项目负责人"), value("张某某")],
          [label("主管部门"), value("某某局"), label("联系电话"), value(`${random.int(10_000_000, 99_999_999)}`)],
          [label("资金总额（万元）"), value(`${random.int(1, 999)}.${random.int(10, 99)}`, 3)],
        ],
        [2, 3, 2, 3],
      ),
      ...(index + 1 < pageCount ? [{ kind: "page-break" } as const] : []),
    ]),
  };
}

interface Sample {
  readonly seconds: number;
  readonly bytes: number;
}

async function followImport(file: string): Promise<Sample[]> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, "import", file, "--db", join(folder, "memory.db")], { stdio: ["ignore", "inherit", "inherit"] });
  const samples: Sample[] = [];
  const poll = setInterval(() => {
    samples.push({ seconds: (performance.now() - started) / 1000, bytes: measureTreeBytes(child.pid ?? 0) });
  }, pollMs);
  await once(child, "exit");
  clearInterval(poll);
  // 2: the forms have blank fields, and so findings; that is no matter of memory.
  if (child.exitCode !== 0 && child.exitCode !== 2) throw new Error(`the import ended with status ${child.exitCode ?? "none"}`);
  return samples;
}

/** The highest memory in each sixth of the run: pages take like times, so that a sixth is about as many pages. */
function report(samples: readonly Sample[]): void {
  const seconds = samples.at(-1)?.seconds ?? 0;
  const inMebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  const peaks = Array.from({ length: steps }, (_, step) =>
    Math.max(0, ...samples.filter((one) => Math.min(steps - 1, Math.floor((one.seconds / seconds) * steps)) === step).map((one) => one.bytes)),
  );
  console.log(`${values.pages} pages ${values.digital ? "born digital" : `scanned at ${dpi} dpi`}: ${seconds.toFixed(0)} s, peak ${inMebibytes(Math.max(...peaks))} MiB over all processes`);
  console.log(`peak in each sixth of the run: ${peaks.map(inMebibytes).join(" ")} MiB`);
}
