import { detectFormat } from "../../src/document/detect-format.ts";
import type { Block, Document, Format } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions, type Extractor, type FileToPrepare, type Source } from "../../src/document/extractor.ts";
import { makeFinding, type Finding } from "../../src/document/finding.ts";
import { requireText } from "../../src/document/require-text.ts";
import { isOleFile } from "../../src/container/ole-directory.ts";
import { readWorkbook } from "../../src/ooxml/sheet/read-workbook.ts";
import { readWordDocument } from "../../src/ooxml/word/read-word-document.ts";
import { ConversionQueue } from "./conversion-queue.ts";
import { findLibreOffice } from "./find-libreoffice.ts";
import { findLegacyFaults } from "./legacy-faults.ts";
import { readPlainWord } from "./read-plain-word.ts";
import type { Target } from "./run-libreoffice.ts";

const INSTALL = "Install LibreOffice (https://www.libreoffice.org, or `apt-get install libreoffice-writer libreoffice-calc`)";
const formats = ["doc", "wps", "rtf", "xls"] as const satisfies readonly Format[];

/** LibreOffice takes any bytes for some sort of text or picture; what is none of these formats is not given to it. */
function requireLegacy(source: Source, format: Format): void {
  const detected = detectFormat(source);
  if (formats.some((each) => each === detected)) return;
  const found = detected === undefined ? "of no known format" : detected;
  throw new ExtractionError("corrupt", `${source.fileName} is no ${format} file; by its content it is ${found}.`);
}

interface Content {
  readonly blocks: Block[];
  readonly findings: Finding[];
}

function targetOf(format: Format): Target {
  return format === "xls" ? "xlsx" : "docx";
}

async function convertAndRead(queue: ConversionQueue, source: Source, format: Format, options: ExtractOptions = {}): Promise<Content> {
  const target = targetOf(format);
  const bytes = options.prepared ?? (await queue.convert({ bytes: source.bytes, extension: format }, target, source.fileName, options));
  const converted = { bytes, fileName: source.fileName };
  return target === "xlsx" ? readWorkbook(converted) : readWordDocument(converted);
}

async function readWithout(source: Source, format: Format): Promise<Content> {
  const isWord = (format === "doc" || format === "wps") && isOleFile(source.bytes);
  if (!isWord) throw new ExtractionError("tool-missing", `${source.fileName}: a ${format} file is read with LibreOffice. ${INSTALL} and import it again.`);
  const message = `Without LibreOffice only the text of ${source.fileName} could be read, not how its cells are merged. ${INSTALL} and import it again with --refresh.`;
  return { blocks: await readPlainWord(source), findings: [makeFinding("reader-fallback", message)] };
}

/** The conversion adds its own word on macros only where it keeps them. */
function joinFindings(own: readonly Finding[], read: readonly Finding[]): Finding[] {
  const codes = new Set(own.map((finding) => finding.code));
  return [...own, ...read.filter((finding) => finding.code !== "content-macro" || !codes.has(finding.code))];
}

/** Undefined also for what must not be given to LibreOffice; `extract` says why. */
async function convertTogether(queue: ConversionQueue, { source, format }: FileToPrepare, signal: AbortSignal | undefined): Promise<Uint8Array | undefined> {
  try {
    requireLegacy(source, format);
    findLegacyFaults(source);
  } catch (error) {
    if (error instanceof ExtractionError) return undefined;
    throw error;
  }
  return queue.convertTogether({ bytes: source.bytes, extension: format }, targetOf(format), source.fileName, { signal });
}

function makePrepare(queue: ConversionQueue): NonNullable<Extractor["prepare"]> {
  return async (files, { signal, onProgress } = {}) => {
    let done = 0;
    const convert = async (file: FileToPrepare): Promise<Uint8Array | undefined> => {
      const bytes = await convertTogether(queue, file, signal);
      done += 1;
      onProgress?.(done, files.length);
      return bytes;
    };
    return Promise.all(files.map(convert));
  };
}

/**
 * Makes the extractor of old office files. `program` is LibreOffice's path; without one the text of Word files is read plainly
 * (finding `reader-fallback`) and other formats fail with `tool-missing`. `timeScale` shortens time limits for tests.
 */
export function makeOfficeLegacyExtractor(program: string | undefined, timeScale = 1): Extractor {
  const queue = program === undefined ? undefined : new ConversionQueue(program, timeScale);
  return {
    formats,
    ...(queue === undefined ? {} : { prepare: makePrepare(queue) }),
    extract: async (source: Source, format: Format, options?: ExtractOptions): Promise<Document> => {
      options?.signal?.throwIfAborted();
      requireLegacy(source, format);
      const own = findLegacyFaults(source);
      const { blocks, findings } = queue === undefined ? await readWithout(source, format) : await convertAndRead(queue, source, format, options);
      options?.onProgress?.(1, 1);
      return requireText({ format, pages: [], blocks, findings: joinFindings(own, findings) }, source.fileName);
    },
  };
}

/**
 * Reads .doc, .wps, .rtf and .xls files through LibreOffice, as the .docx or .xlsx that it makes of them; places are those of
 * that file. Findings: `reader-fallback`, `content-macro` and those of the readers of .docx and .xlsx.
 */
export const officeLegacyExtractor: Extractor = makeOfficeLegacyExtractor(findLibreOffice());
