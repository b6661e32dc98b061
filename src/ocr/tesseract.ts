import { createRequire } from "node:module";
import path from "node:path";
import { createWorker, OEM, PSM, type Page, type Symbol as TesseractSymbol } from "tesseract.js";
import type { ReadCharacter } from "./ctc.ts";
import { RASTER_HEIGHT, type LineRaster } from "./line-raster.ts";
import { buildMontage, encodePgm, type Montage } from "./montage.ts";
import type { LineReading, Recognizer } from "./recognizer.ts";

/** Lines a sheet: more make the reader look for columns. */
const LINES_PER_SHEET = 24;
/** A line of print is some 48 pixels high on the sheet, as 10.5 points are at 300 dots an inch. */
const SHEET_DPI = "300";

/**
 * Starts Tesseract with the Chinese data of the installed package; nothing is fetched and nothing written.
 * @throws whatever tesseract.js throws where its WebAssembly does not load.
 */
export async function loadTesseract(): Promise<Recognizer> {
  const data = createRequire(import.meta.url).resolve("@tesseract.js-data/chi_sim");
  const worker = await createWorker("chi_sim", OEM.LSTM_ONLY, {
    langPath: path.join(path.dirname(data), "4.0.0_best_int"),
    gzip: true,
    cacheMethod: "none",
    errorHandler: () => undefined,
  });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_BLOCK, user_defined_dpi: SHEET_DPI, preserve_interword_spaces: "1" });
  const readSheet = async (lines: readonly LineRaster[]): Promise<LineReading[]> => {
    const montage = buildMontage(lines);
    const { data: page } = await worker.recognize(encodePgm(montage.image), {}, { text: false, blocks: true });
    return sortByLine(page, montage);
  };
  return {
    read: async (lines) => {
      const readings: LineReading[] = [];
      for (let from = 0; from < lines.length; from += LINES_PER_SHEET) readings.push(...(await readSheet(lines.slice(from, from + LINES_PER_SHEET))));
      return readings;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** The sheet's symbols given back to the lines they stand in, by their middle. */
function sortByLine(page: Page, montage: Montage): LineReading[] {
  const lines = montage.tops.map((): ReadCharacter[] => []);
  for (const symbol of listSymbols(page)) {
    const middle = (symbol.bbox.y0 + symbol.bbox.y1) / 2;
    const line = lines[montage.tops.findIndex((top) => middle >= top - 4 && middle < top + RASTER_HEIGHT + 4)];
    // Symbols come in reading order, but their boxes are rough and may overtake each other.
    const fromStep = Math.max(symbol.bbox.x0 - montage.left, (line?.at(-1)?.fromStep ?? -1) + 1);
    line?.push({
      text: symbol.text,
      fromStep,
      toStep: Math.max(symbol.bbox.x1 - montage.left, (line.at(-1)?.toStep ?? -1) + 1, fromStep + 1),
      confidence: symbol.confidence / 100,
      alternatives: [],
    });
  }
  return lines.map((characters) => ({ characters, columnsPerStep: 1 }));
}

function listSymbols(page: Page): TesseractSymbol[] {
  const lines = (page.blocks ?? []).flatMap((block) => block.paragraphs).flatMap((paragraph) => paragraph.lines);
  return lines.flatMap((line) => line.words).flatMap((word) => word.symbols);
}
