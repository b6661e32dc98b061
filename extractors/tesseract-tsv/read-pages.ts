import type { Glyph, PageContent } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";
import { pointsPerPixel, scaleBox, uniteBoxes } from "../../src/foreign/page-scale.ts";
import { splitWord } from "../../src/foreign/split-word.ts";

/** Indexes of the columns that are read. */
interface Columns {
  readonly level: number;
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly confidence: number;
  readonly text: number;
}

/** Values of the column `level`. Source: Tesseract, TessResultRenderer for TSV. */
const PAGE_LEVEL = 1;
const WORD_LEVEL = 5;

interface OpenPage {
  size: Box | undefined;
  readonly glyphs: Glyph[];
}

function findColumns(header: string): Columns | undefined {
  const names = header.trim().split("\t");
  const find = (name: string): number => names.indexOf(name);
  const box = { left: find("left"), top: find("top"), width: find("width"), height: find("height") };
  const columns = { level: find("level"), page: find("page_num"), ...box, confidence: find("conf"), text: find("text") };
  return Object.values(columns).includes(-1) ? undefined : columns;
}

/** The pages of a TSV by its lines, header first; undefined where the header is not Tesseract's. It states no resolution. */
export function readPages([header = "", ...lines]: readonly string[]): PageContent[] | undefined {
  const columns = findColumns(header);
  if (columns === undefined) return undefined;
  const pages = new Map<number, OpenPage>();
  for (const line of lines) readLine(line.split("\t"), columns, pages);
  return [...pages].map(([number, page]) => closePage(number, page));
}

function readLine(values: readonly string[], columns: Columns, pages: Map<number, OpenPage>): void {
  const read = (column: number): number => Number(values[column] ?? "NaN");
  const [left, top] = [read(columns.left), read(columns.top)];
  const [right, bottom] = [left + read(columns.width), top + read(columns.height)];
  const number = read(columns.page);
  if (![right, bottom].every(Number.isFinite) || !Number.isSafeInteger(number) || number < 1) return;
  const page = pages.get(number) ?? { size: undefined, glyphs: [] };
  pages.set(number, page);
  const box = scaleBox([left, top, right, bottom], pointsPerPixel(undefined));
  if (read(columns.level) === PAGE_LEVEL) page.size = box;
  if (read(columns.level) === WORD_LEVEL) page.glyphs.push(...readWord(values[columns.text] ?? "", box, read(columns.confidence)));
}

/** Confidences are percentages; -1 is none. */
function readWord(text: string, box: Box, percent: number): Glyph[] {
  return splitWord(text, box, percent >= 0 ? Math.min(1, percent / 100) : undefined);
}

function closePage(number: number, { size, glyphs }: OpenPage): PageContent {
  const [, , right, bottom] = size ?? uniteBoxes(glyphs.map((glyph) => glyph.box)) ?? [0, 0, 1, 1];
  return { number, widthPt: right, heightPt: bottom, glyphs, rulings: [], source: "ocr" };
}
