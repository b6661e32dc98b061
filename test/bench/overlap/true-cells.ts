import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import type { Box } from "../../../src/document/place.ts";
import type { PrintedForm } from "../../../samples/make/form.ts";
import { printHtml, type PageStyle } from "../../../samples/make/print/html.ts";
import type { PdfPrinter } from "../../../samples/make/render/pdf.ts";

/** A cell as it was printed: its text, and its box on one of the pages that it lies on, in points. */
export interface TrueCell {
  readonly text: string;
  readonly page: number;
  readonly box: Box;
}

const run = promisify(execFile);
/** Half a point for a pixel, so that a box is right to a quarter of a point on each side. */
const dpi = 144;
/** Shades of red and green tell cells apart; blue is one for them all, so that no blend with print or paper is a cell's colour. */
const shadesPerChannel = 40;
const shadeStep = 5;
const lightest = 250;
const blue = 130;

/**
 * Where each cell of a form stands in print, seen and not computed: the form is printed once more with every cell in a colour of
 * its own, and the colours are looked for on the pages.
 * @throws when the form has more cells than there are colours, or poppler-utils is not installed.
 */
export async function findTrueCells(form: PrintedForm, style: PageStyle, printer: PdfPrinter, pageNumbers: boolean): Promise<TrueCell[]> {
  const texts = form.blocks.flatMap((block) => (block.kind === "table" ? listTexts(block) : []));
  if (texts.length > shadesPerChannel ** 2) throw new Error(`${texts.length} cells are more than there are colours`);
  let cell = 0;
  const html = printHtml(form, style).replaceAll("<td ", () => `<td style="background:rgb(${colourOf(cell++).join()})" `);
  const pages = await drawPages(await printer.print(html, { pageNumbers }));
  const found: TrueCell[] = [];
  for (const [index, png] of pages.entries()) {
    for (const [key, box] of await findColours(png)) {
      const text = texts[key];
      if (text !== undefined) found.push({ text, page: index + 1, box });
    }
  }
  return found;
}

/** Texts in the order in which HTML lists the cells. */
function listTexts({ cells }: Extract<PrintedForm["blocks"][number], { kind: "table" }>): string[] {
  return cells.toSorted((a, b) => a.row - b.row || a.column - b.column).map((cell) => cell.text);
}

function colourOf(cell: number): [number, number, number] {
  const shade = (digit: number) => lightest - shadeStep * (digit % shadesPerChannel);
  return [shade(cell), shade(Math.floor(cell / shadesPerChannel)), blue];
}

/** The cell that has a colour; undefined for white, print and blends. */
function cellOf(red: number, green: number, blueSeen: number): number | undefined {
  if (blueSeen !== blue) return undefined;
  const digits = [red, green].map((shade) => (lightest - shade) / shadeStep);
  if (digits.some((digit) => !Number.isInteger(digit) || digit < 0 || digit >= shadesPerChannel)) return undefined;
  return digits.reduceRight((sum, digit) => sum * shadesPerChannel + digit, 0);
}

async function drawPages(pdf: Uint8Array): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), "true-cells-"));
  try {
    await writeFile(join(folder, "in.pdf"), pdf);
    await run("pdftoppm", ["-r", `${dpi}`, "-png", join(folder, "in.pdf"), join(folder, "page")]);
    const names = (await readdir(folder)).filter((name) => name.endsWith(".png")).sort();
    return await Promise.all(names.map(async (name) => readFile(join(folder, name))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The box, in points, around the pixels of each cell's colour. */
async function findColours(png: Uint8Array): Promise<Map<number, Box>> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const boxes = new Map<number, [number, number, number, number]>();
  for (let y = 0; y < info.height; y += 1) {
    for (let x = 0; x < info.width; x += 1) {
      const at = (y * info.width + x) * info.channels;
      const cell = cellOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
      if (cell !== undefined) grow(boxes, cell, x, y);
    }
  }
  const toPoints = (pixels: number) => (pixels * 72) / dpi;
  return new Map([...boxes].map(([cell, [x0, y0, x1, y1]]) => [cell, [toPoints(x0), toPoints(y0), toPoints(x1), toPoints(y1)]]));
}

function grow(boxes: Map<number, [number, number, number, number]>, cell: number, x: number, y: number): void {
  const box = boxes.get(cell);
  if (box === undefined) boxes.set(cell, [x, y, x + 1, y + 1]);
  else [box[0], box[1], box[2], box[3]] = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x + 1), Math.max(box[3], y + 1)];
}
