import type { OptionalContentConfig } from "pdfjs-dist/types/src/display/optional_content_config.js";
import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { toMatrix } from "./matrix.ts";
import { toPageFont, type PageFont } from "./page-font.ts";
import type { PageMarks } from "./page-marks.ts";
import { readOperators, type OperatorList } from "./read-operators.ts";

/** What a page draws, and its size in points after its own rotation. */
export interface DrawnPage extends PageMarks {
  readonly number: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly operatorCount: number;
}

/** Reads what a page draws. Rejects where its operators cannot be read at all. */
export async function readPageMarks(page: PDFPageProxy, layers: OptionalContentConfig): Promise<DrawnPage> {
  const viewport = page.getViewport({ scale: 1 });
  const list = toOperatorList(await page.getOperatorList());
  const marks = readOperators(list, {
    viewport: toMatrix(viewport.transform) ?? [1, 0, 0, 1, 0, 0],
    widthPt: viewport.width,
    heightPt: viewport.height,
    fonts: await loadFonts(page, list),
    isShown: (layer) => isShown(layers, layer),
  });
  return { ...marks, number: page.pageNumber, widthPt: viewport.width, heightPt: viewport.height, operatorCount: list.fnArray.length };
}

function toOperatorList(list: { fnArray: number[]; argsArray: unknown[] }): OperatorList {
  return { fnArray: list.fnArray, argsArray: list.argsArray };
}

async function loadFonts(page: PDFPageProxy, list: OperatorList): Promise<Map<string, PageFont>> {
  const names = new Set<string>();
  list.fnArray.forEach((operator, index) => {
    if (operator !== OPS.setFont && operator !== OPS.setGState) return;
    for (const name of fontNames(list.argsArray[index])) names.add(name);
  });
  const fonts = new Map<string, PageFont>();
  for (const name of names) fonts.set(name, toPageFont(await loadObject(page, name)));
  return fonts;
}

/** Names stand in `[name, size]`, which graphics states hold as `[[["Font", [name, size]], …]]`. */
function fontNames(args: unknown): string[] {
  if (!Array.isArray(args)) return [];
  const [first] = args as unknown[];
  if (typeof first === "string") return [first];
  if (!Array.isArray(first)) return [];
  return (first as unknown[]).flatMap((entry) => (Array.isArray(entry) && entry[0] === "Font" ? fontNames(entry[1]) : []));
}

/** The operators name a font before pdf.js has finished with it: this waits until it has. */
async function loadObject(page: PDFPageProxy, name: string): Promise<unknown> {
  const loaded = await new Promise<{ value: unknown }>((resolve) => {
    page.commonObjs.get(name, (value: unknown) => {
      resolve({ value });
    });
  });
  return loaded.value;
}

function isShown(layers: OptionalContentConfig, layer: unknown): boolean {
  if (typeof layer !== "object" || layer === null) return true;
  const visible: unknown = layers.isVisible(layer);
  return visible !== false;
}
