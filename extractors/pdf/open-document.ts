import { createRequire } from "node:module";
import path from "node:path";
import { getDocument, VerbosityLevel, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { ExtractionError } from "../../src/document/extractor.ts";
import { bearStrayRejections } from "./stray-rejections.ts";

/** Pictures with more pixels are not decoded: 100 million are a sheet of A0 at 300 dpi. */
const MAX_IMAGE_PIXELS = 100_000_000;

/** pdf.js's own files; character maps are found only by a plain path that ends in a slash. */
const packageFolder = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const folder = (name: string) => path.join(packageFolder, name, "/");

/** A PDF that is open; `close` frees what it holds. */
export interface OpenPdf {
  readonly pdf: PDFDocumentProxy;
  readonly close: () => Promise<void>;
}

/** How a PDF is opened. `strict` makes a page with a fault fail, where else the fault is passed over. */
export interface OpenOptions {
  readonly strict?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a PDF. Scripts are not run, and nothing is fetched from outside.
 * @throws {ExtractionError} `empty`, `encrypted` or `corrupt`. Rejects with the signal's reason when it fires.
 */
export async function openPdf(bytes: Uint8Array, { strict = false, signal }: OpenOptions = {}): Promise<OpenPdf> {
  signal?.throwIfAborted();
  if (bytes.length === 0) throw new ExtractionError("empty", "The file is empty; ask for it again.");
  bearStrayRejections();
  const task = getDocument({
    // pdf.js takes the memory it is given for its own: the caller's bytes must outlive it.
    data: new Uint8Array(bytes),
    cMapUrl: folder("cmaps"),
    cMapPacked: true,
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    iccUrl: folder("iccs"),
    // Else a font tells neither its name nor its heights.
    fontExtraProperties: true,
    useSystemFonts: false,
    maxImageSize: MAX_IMAGE_PIXELS,
    stopAtErrors: strict,
    verbosity: VerbosityLevel.ERRORS,
  });
  const close = () => task.destroy();
  signal?.addEventListener("abort", () => void close(), { once: true });
  try {
    return { pdf: await task.promise, close };
  } catch (error) {
    await close();
    signal?.throwIfAborted();
    throw toExtractionError(error);
  }
}

/**
 * Opens a PDF; one that was cut off so that its index is lost, with an index made anew.
 * @throws {ExtractionError} as `openPdf` does.
 */
export async function openOrRepair(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<OpenPdf & { readonly isRepaired: boolean }> {
  try {
    return { ...(await openPdf(bytes, { signal })), isRepaired: false };
  } catch (error) {
    const repaired = error instanceof ExtractionError && error.failure === "corrupt" ? addTrailer(bytes) : undefined;
    if (repaired === undefined) throw error;
    return { ...(await openPdf(repaired, { signal })), isRepaired: true };
  }
}

const CATALOG = /(\d{1,8}) (\d{1,5}) obj\s*<<(?:(?!endobj)[\s\S]){0,4000}?\/Type\s*\/Catalog\b/;

/** The file with a trailer that names its root object, from which pdf.js finds the rest; undefined where no root is left. */
function addTrailer(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const catalog = CATALOG.exec(text);
  if (catalog === null) return undefined;
  const trailer = `\nendobj\ntrailer\n<</Root ${catalog[1] ?? ""} ${catalog[2] ?? ""} R>>\nstartxref\n0\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([bytes, Buffer.from(trailer, "latin1")]));
}

function toExtractionError(error: unknown): ExtractionError {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") {
    return new ExtractionError("encrypted", "The PDF is locked with a password; save a copy without one and import that.", { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ExtractionError("corrupt", `The PDF cannot be opened (${reason}); ask for the file again.`, { cause: error });
}
