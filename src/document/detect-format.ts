import type { DetectedFormat } from "./detected-format.ts";
import { ExtractionError, type Source } from "./extractor.ts";
import { makeFinding, type Finding } from "./finding.ts";
import { detectBySignature } from "./format-signatures.ts";
import { detectTextFormat } from "./text-format.ts";

/**
 * Decides by its bytes what a file is; undefined when they are of no format this program knows. The name only chooses
 * between formats whose bytes are alike (`.wps` or `.doc`, `.md` or `.txt`).
 * @throws {ExtractionError} `empty` without bytes; `encrypted` for an office file under a password.
 */
export function detectFormat(source: Source): DetectedFormat | undefined {
  if (source.bytes.length === 0) throw new ExtractionError("empty", `${source.fileName} has no bytes.`);
  const bySignature = detectBySignature(source);
  if (bySignature === "unknown-binary") return undefined;
  return bySignature ?? detectTextFormat(source);
}

const texts: readonly DetectedFormat[] = ["text", "markdown", "tesseract-tsv"];
const word: readonly DetectedFormat[] = ["doc", "wps"];
const json: readonly DetectedFormat[] = ["paddleocr", "docling", "mineru"];

/** What an extension promises. An extension that is not here promises nothing. */
const promises: Partial<Record<string, readonly DetectedFormat[]>> = {
  txt: texts,
  text: texts,
  md: texts,
  markdown: texts,
  csv: texts,
  tsv: texts,
  htm: ["html", "hocr"],
  html: ["html", "hocr"],
  xhtml: ["html", "hocr"],
  mht: ["html"],
  mhtml: ["html"],
  hocr: ["hocr"],
  xml: ["alto", "hocr", "html", "doc", "xls"],
  json,
  docx: ["docx"],
  docm: ["docx"],
  dotx: ["docx"],
  doc: word,
  dot: word,
  wps: word,
  rtf: ["rtf"],
  xlsx: ["xlsx"],
  xlsm: ["xlsx"],
  xltx: ["xlsx"],
  xls: ["xls"],
  xlsb: ["xls"],
  et: ["xls"],
  pdf: ["pdf"],
  zip: ["zip"],
  "7z": ["7z"],
  rar: ["rar"],
  ...Object.fromEntries(
    ["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "jp2", "avif", "heic"].map((name) => [name, ["image"]]),
  ),
};

/** The finding `file-extension-wrong` where the name's extension promises another format than the one detected. */
export function findWrongExtension(fileName: string, detected: DetectedFormat): Finding | undefined {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const promised = promises[extension];
  if (promised === undefined || promised.includes(detected)) return undefined;
  const message = `${fileName} is ${detected} by its content, not what ".${extension}" says; it was read as ${detected}.`;
  return makeFinding("file-extension-wrong", message, { expected: extension, actual: detected });
}
