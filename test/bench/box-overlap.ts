import { parseArgs } from "node:util";
import { loadMapper, mappingFolders, type Mapper } from "../../src/pipeline/mapper.ts";
import { extractDocument, getFormat, mapRecord } from "../../src/pipeline/extract-record.ts";
import { isTracedValue } from "../../src/canonical/traced.ts";
import type { Box, PagePlace } from "../../src/document/place.ts";
import { area, commonArea } from "../../src/grid/box.ts";
import { printHtml } from "../../samples/make/print/html.ts";
import { readGray } from "../../samples/make/render/gray-image.ts";
import { writeImagePdf, type ScannedPage } from "../../samples/make/render/image-pdf.ts";
import { inventPageStyle, PdfPrinter } from "../../samples/make/render/pdf.ts";
import { rasterizePdf } from "../../samples/make/render/raster.ts";
import { inventCleanWear, inventHeavyWear, wearPage } from "../../samples/make/render/wear.ts";
import type { Random } from "../../samples/make/random.ts";
import { generateDocument } from "./generate.ts";
import { measuredLayouts, type MeasuredLayout } from "./options.ts";
import { findTrueCells, type TrueCell } from "./overlap/true-cells.ts";

/**
 * How well the boxes of values cover the cells that they were printed in, on generated documents:
 * `node test/bench/box-overlap.ts [--layouts a,b] [--formats pdf,scan-200,scan-150] [--count N] [--seed TEXT]`.
 * A value counts where a cell prints what it says (its `raw`); those of paragraphs have no cell.
 */
const { values: options } = parseArgs({
  options: {
    layouts: { type: "string", default: measuredLayouts.join() },
    formats: { type: "string", default: "pdf" },
    count: { type: "string", default: "5" },
    seed: { type: "string", default: "boxes-2024" },
    brief: { type: "boolean", default: false },
    faults: { type: "boolean", default: false },
  },
});

const scans = { "scan-200": { dpi: 200, worn: false }, "scan-150": { dpi: 150, worn: true } } as const;
type Format = "pdf" | keyof typeof scans;
/** The overlap of box and cell, as a share of what both cover, that counts as right. */
const enough = 0.8;

interface Overlap {
  readonly raw: string;
  readonly share: number;
}

const mapper = await loadMapper(mappingFolders());
const printer = await PdfPrinter.open();
try {
  console.log("format     layout      values  in cells  IoU >= 0.8   median");
  for (const format of options.formats.split(",").filter((name) => name === "pdf" || name in scans) as Format[]) {
    for (const layout of measuredLayouts.filter((name) => options.layouts.split(",").includes(name))) await measureLayout(layout, format);
  }
} finally {
  await printer.close();
}

async function measureLayout(layout: MeasuredLayout, format: Format): Promise<void> {
  let valueCount = 0;
  const overlaps: Overlap[] = [];
  for (let index = 0; index < Number(options.count); index += 1) {
    const { bytes, cells } = await makeDocument(layout, format, index);
    const found = await measureDocument(bytes, cells, mapper);
    valueCount += found.valueCount;
    overlaps.push(...found.overlaps);
    if (options.faults) for (const { raw, share } of found.overlaps) if (share < enough) console.log(`  ${layout}-${index} ${share.toFixed(2)} ${raw.slice(0, 50)}`);
  }
  const good = overlaps.filter(({ share }) => share >= enough).length;
  const median = overlaps.map(({ share }) => share).toSorted((a, b) => a - b)[Math.floor(overlaps.length / 2)] ?? 0;
  console.log(`${format.padEnd(10)} ${layout.padEnd(10)} ${`${valueCount}`.padStart(7)} ${`${overlaps.length}`.padStart(9)} ${(good / Math.max(1, overlaps.length)).toFixed(4).padStart(11)} ${median.toFixed(3).padStart(8)}`);
}

/** A generated document, and where its cells stand on its pages: for a scan turned as its pages are. */
async function makeDocument(layout: MeasuredLayout, format: Format, index: number): Promise<{ bytes: Uint8Array; cells: TrueCell[] }> {
  const { drawing, random } = generateDocument(layout, format, index, { seed: options.seed, damage: "none", brief: options.brief });
  const style = inventPageStyle(random);
  const pageNumbers = random.chance(0.5);
  const pdf = await printer.print(printHtml(drawing.form, style), { pageNumbers });
  const cells = await findTrueCells(drawing.form, style, printer, pageNumbers);
  return format === "pdf" ? { bytes: pdf, cells } : scan(pdf, cells, scans[format], random);
}

async function scan(pdf: Uint8Array, cells: readonly TrueCell[], { dpi, worn }: (typeof scans)[keyof typeof scans], random: Random): Promise<{ bytes: Uint8Array; cells: TrueCell[] }> {
  const pages: ScannedPage[] = [];
  const turned: TrueCell[] = [];
  for (const [index, png] of (await rasterizePdf(pdf, dpi)).entries()) {
    const page = await readGray(png);
    const wear = worn ? inventHeavyWear(random) : inventCleanWear(random);
    pages.push({ jpeg: await wearPage(page, wear, dpi, random), widthPx: page.width, heightPx: page.height, dpi });
    const middle = [(page.width * 36) / dpi, (page.height * 36) / dpi] as const;
    turned.push(...cells.filter((cell) => cell.page === index + 1).map((cell) => ({ ...cell, box: turnBox(cell.box, middle, wear.skewDegrees) })));
  }
  return { bytes: writeImagePdf(pages), cells: turned };
}

/** The upright box around a box that was turned about a point, clockwise. */
function turnBox([x0, y0, x1, y1]: Box, [middleX, middleY]: readonly [number, number], degrees: number): Box {
  const angle = (degrees * Math.PI) / 180;
  const corners = [[x0, y0], [x1, y0], [x0, y1], [x1, y1]].map(([x = 0, y = 0]) => [
    middleX + Math.cos(angle) * (x - middleX) - Math.sin(angle) * (y - middleY),
    middleY + Math.sin(angle) * (x - middleX) + Math.cos(angle) * (y - middleY),
  ]);
  const [xs, ys] = [corners.map(([x = 0]) => x), corners.map(([, y = 0]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

async function measureDocument(bytes: Uint8Array, cells: readonly TrueCell[], by: Mapper): Promise<{ valueCount: number; overlaps: Overlap[] }> {
  const source = { fileName: "overlap.pdf", bytes };
  const record = mapRecord(source, await extractDocument(source, getFormat(source)), by);
  const overlaps: Overlap[] = [];
  let valueCount = 0;
  for (const { raw, at } of listTraced(record.filings)) {
    valueCount += 1;
    for (const place of at) {
      // A value that is put together from several cells has a place in each: any part of what it says is then in the cell.
      const share = bestShare(place.box, cells.filter((cell) => cell.page === place.page && sharesText(cell.text, raw)));
      if (share !== undefined) overlaps.push({ raw, share });
    }
  }
  return { valueCount, overlaps };
}

function squeeze(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "");
}

function sharesText(cell: string, raw: string): boolean {
  const [printed, read] = [squeeze(cell), squeeze(raw)];
  return printed !== "" && (printed.includes(read) || read.includes(printed));
}

/** The best overlap with one of the cells that a box touches; undefined where it touches none. */
function bestShare(box: Box, cells: readonly TrueCell[]): number | undefined {
  const shares = cells.map((cell) => commonArea(box, cell.box) / (area(box) + area(cell.box) - commonArea(box, cell.box))).filter((share) => share > 0);
  return shares.length === 0 ? undefined : Math.max(...shares);
}

function listTraced(node: unknown): { raw: string; at: readonly PagePlace[] }[] {
  if (isTracedValue(node)) return node.raw === null ? [] : [{ raw: node.raw, at: node.at.filter((place) => "box" in place) }];
  if (typeof node !== "object" || node === null) return [];
  return Object.values(node).flatMap(listTraced);
}
