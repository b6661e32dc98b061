import type { Engine } from "./page-messages.ts";
import type { Readers } from "./read-lines.ts";
import { loadRecognizer, type Recognizer } from "./recognizer.ts";

/** The readers of this process, and why one is missing. */
export interface LoadedReaders {
  /** Which one reads first; undefined where none could be started. */
  readonly engine: Engine | undefined;
  readonly readers: Readers | undefined;
  /** One sentence for each reader that was wanted and could not be started; grows when the second one fails. */
  readonly faults: string[];
}

/** Loads the readers among those allowed. PP-OCR reads first where it loads, else Tesseract, alone. */
export async function loadReaders(allowed: readonly Engine[], threads: number): Promise<LoadedReaders> {
  const faults: string[] = [];
  const ppOcr = allowed.includes("pp-ocr") ? await attempt("PP-OCR (onnxruntime)", () => loadRecognizer(threads), faults) : undefined;
  if (ppOcr !== undefined) {
    let second: Promise<Recognizer | undefined> | undefined;
    const readers = { first: ppOcr, second: () => (second ??= allowed.includes("tesseract") ? startTesseract(faults) : Promise.resolve(undefined)) };
    return { engine: "pp-ocr", readers, faults };
  }
  const tesseract = allowed.includes("tesseract") ? await startTesseract(faults) : undefined;
  if (tesseract === undefined) return { engine: undefined, readers: undefined, faults };
  return { engine: "tesseract", readers: { first: tesseract, second: () => Promise.resolve(undefined) }, faults };
}

function startTesseract(faults: string[]): Promise<Recognizer | undefined> {
  return attempt("Tesseract", async () => (await import("./tesseract.ts")).loadTesseract(), faults);
}

/** A reader that does not load is told as a fault of the installation; the other one goes on alone. */
async function attempt(name: string, load: () => Promise<Recognizer>, faults: string[]): Promise<Recognizer | undefined> {
  try {
    return await load();
  } catch (error) {
    faults.push(`${name} does not load: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
