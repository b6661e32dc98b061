import sharp from "sharp";
import { findComponents } from "../../src/ocr/components.ts";
import type { GrayImage, PixelBox } from "../../src/ocr/gray-image.ts";
import { groupAtoms } from "../../src/ocr/ink-atoms.ts";
import { describeMark } from "../../src/ocr/mark-features.ts";
import { thresholdInk } from "../../src/ocr/threshold.ts";
import { drawCell, type Cell } from "./draw-cell.ts";
import { between, gaussian, type Random } from "./random.ts";

/** One sign to learn from: its description and its class. */
export interface Sample {
  readonly features: Float32Array;
  readonly label: string;
  readonly size: number;
}

/** A sheet holds this many cells in each direction. */
const COLUMNS = 32;
const ROWS = 32;
/** A cell is this many characters wide and high, so that neighbours never touch. */
const PITCH = 2.2;

/** Renders a sheet of signs in one size of print, wears it down as a scan would be, and describes what the reader's own steps find on it. */
export async function renderSheet(random: Random, chooseCell: (random: Random) => Cell): Promise<Sample[]> {
  const size = between(random, 14, 46);
  const pitch = Math.round(size * PITCH);
  const cells = Array.from({ length: COLUMNS * ROWS }, () => chooseCell(random));
  const page = await wearSheet(random, drawSheet(random, cells, size, pitch), COLUMNS * pitch, size);
  const ink = thresholdInk(page, Math.max(12, Math.round(size * 1.2)));
  const components = findComponents(ink).filter((part) => part.area >= 0.004 * size * size);
  const byCell = Map.groupBy(components, (part) => cellAt((part.x0 + part.x1) / 2, (part.y0 + part.y1) / 2, pitch));
  return cells.flatMap((cell, index) => {
    const atoms = groupAtoms(byCell.get(index) ?? []);
    // Parts of a character (川) are each no sign; a sign that fell apart is not to be learnt from.
    if (cell.label !== "other" && atoms.length !== 1) return [];
    const middle = (Math.floor(index / COLUMNS) + 0.5) * pitch;
    return atoms.map((box) => describe(random, page, box, { middle, size }, cell.label));
  });
}

function describe(random: Random, page: GrayImage, box: PixelBox, line: { middle: number; size: number }, label: string): Sample {
  // The size of a line's print is known to a tenth or so, its middle not much better.
  const context = { size: line.size * between(random, 0.88, 1.12), middle: line.middle + line.size * 0.06 * gaussian(random) };
  return { features: describeMark(page, box, context), label, size: line.size };
}

function cellAt(x: number, y: number, pitch: number): number {
  return Math.floor(y / pitch) * COLUMNS + Math.floor(x / pitch);
}

/** Drawn at twice the size and scaled down, as a scanner's optics would blend the edges. */
const OVERSAMPLING = 2;

function drawSheet(random: Random, cells: readonly Cell[], size: number, pitch: number): string {
  const width = COLUMNS * pitch * OVERSAMPLING;
  const height = ROWS * pitch * OVERSAMPLING;
  const drawn = cells.map((cell, index) => {
    const x = ((index % COLUMNS) + 0.5) * pitch + between(random, -0.5, 0.5);
    const y = (Math.floor(index / COLUMNS) + 0.5) * pitch + between(random, -0.5, 0.5);
    return drawCell(random, cell, x * OVERSAMPLING, y * OVERSAMPLING, size * OVERSAMPLING);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${drawn.join("")}</svg>`;
}

/** A drawn sheet as a scanner would give it, `width` pixels wide, its print `size` pixels high. */
export async function wearSheet(random: Random, svg: string, width: number, size: number): Promise<GrayImage> {
  const drawn = sharp(Buffer.from(svg), { limitInputPixels: false }).flatten({ background: "white" }).resize({ width, kernel: "cubic" }).toColourspace("b-w");
  const blur = random() < 0.6 ? between(random, 0.3, Math.max(0.35, size * 0.032)) : 0;
  const blurred = blur > 0.3 ? sharp(await drawn.png({ compressionLevel: 1 }).toBuffer()).blur(blur) : drawn;
  const { data, info } = await blurred.extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  addNoise(random, data);
  const grainy = sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } });
  const pressed = random() < 0.6 ? sharp(await grainy.jpeg({ quality: Math.round(between(random, 30, 85)) }).toBuffer()) : grainy;
  const page = await pressed.extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return { width: page.info.width, height: page.info.height, data: new Uint8Array(page.data) };
}

/** Pales the ink, darkens the paper, and adds grain. */
function addNoise(random: Random, data: Buffer): void {
  const ink = between(random, 0, 110);
  const paper = between(random, Math.max(190, ink + 100), 255);
  const grain = random() < 0.6 ? between(random, 0, 16) : 0;
  // A copier's hard edge: everything darker than a level becomes ink.
  const hard = random() < 0.2 ? between(random, 90, 200) : undefined;
  for (let at = 0; at < data.length; at++) {
    const level = hard === undefined ? (data[at] ?? 0) / 255 : (data[at] ?? 0) < hard ? 0 : 1;
    data[at] = Math.max(0, Math.min(255, ink + level * (paper - ink) + (grain > 0 ? grain * gaussian(random) : 0)));
  }
}
