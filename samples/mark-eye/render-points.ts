import type { GrayImage, PixelBox } from "../../src/ocr/gray-image.ts";
import { describeMark } from "../../src/ocr/mark-features.ts";
import { softTrim } from "../../src/ocr/soft-trim.ts";
import { advanceOf, type PointCell } from "./choose-point.ts";
import { between, gaussian, type Random } from "./random.ts";
import { wearSheet, type Sample } from "./render-sheet.ts";

const COLUMNS = 22;
const ROWS = 36;
/** A cell holds three characters, and paper to the next cell. */
const PITCH = { x: 3.8, y: 1.9 };
/** Drawn at twice the size and scaled down, as a scanner's optics would blend the edges. */
const OVERSAMPLING = 2;
/** Shares of the print's height: half of what a line's frame is high, and how far the borders to the neighbours are off. */
const HALF_LINE = 0.52;
const BORDER_OFF = 0.05;

/** Renders points between characters in one size of print, worn as a scan would be, and describes the ink in each one's room. */
export async function renderPoints(random: Random, choose: (random: Random) => PointCell): Promise<Sample[]> {
  // Small print is worn the most, so it is met the most.
  const size = 15 * (44 / 15) ** random() ** 1.3;
  const [pitchX, pitchY] = [Math.round(size * PITCH.x), Math.round(size * PITCH.y)];
  const cells = Array.from({ length: COLUMNS * ROWS }, () => choose(random));
  const middles = cells.map((_, index) => ({ x: ((index % COLUMNS) + 0.5) * pitchX + between(random, -0.5, 0.5), y: (Math.floor(index / COLUMNS) + 0.5) * pitchY + between(random, -0.5, 0.5) }));
  const drawn = cells.map((cell, index) => drawPoint(random, cell, middles[index] ?? { x: 0, y: 0 }, size));
  const [width, height] = [COLUMNS * pitchX, ROWS * pitchY];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width * OVERSAMPLING}" height="${height * OVERSAMPLING}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="white"/>${drawn.join("")}</svg>`;
  const page = await wearSheet(random, svg, width, size);
  return cells.flatMap((cell, index) => describePoint(random, page, cell, middles[index] ?? { x: 0, y: 0 }, size));
}

interface Middle {
  readonly x: number;
  readonly y: number;
}

function drawPoint(random: Random, { before, text, after, font }: PointCell, { x, y }: Middle, size: number): string {
  const half = (advanceOf(text) * size) / 2;
  const weight = random() < 0.12 ? ` font-weight="bold"` : "";
  const spread = random() < 0.4 ? ` stroke="black" stroke-width="${between(random, 0, size * 0.03).toFixed(2)}"` : "";
  const baseline = (y + size * 0.36).toFixed(2);
  const draw = (one: string, at: number, anchor: string): string =>
    `<text x="${at.toFixed(2)}" y="${baseline}" text-anchor="${anchor}" font-family="${font}" font-size="${size.toFixed(2)}"${weight}${spread}>${one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}</text>`;
  return draw(before, x - half, "end") + draw(text, x, "middle") + draw(after, x + half, "start");
}

function describePoint(random: Random, page: GrayImage, cell: PointCell, { x, y }: Middle, size: number): Sample[] {
  const half = (advanceOf(cell.text) * size) / 2;
  const off = (): number => between(random, -BORDER_OFF, BORDER_OFF) * size;
  const level = y + size * 0.06 * gaussian(random);
  const room: PixelBox = { x0: Math.round(x - half + off()), x1: Math.round(x + half + off()), y0: Math.round(level - HALF_LINE * size), y1: Math.round(level + HALF_LINE * size + 2) };
  const box = softTrim(page, room);
  if (box === undefined) return [];
  // The size of a line's print is known to a tenth or so, its middle not much better.
  const context = { size: size * between(random, 0.88, 1.12), middle: level };
  return [{ features: describeMark(page, box, context), label: cell.label, size }];
}
