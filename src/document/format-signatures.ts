import { ContainerError } from "../container/container-error.ts";
import { isOleFile, readOleDirectory } from "../container/ole-directory.ts";
import { readZipDirectory, type ZipEntry } from "../container/zip-directory.ts";
import { readZipMember } from "../container/zip-member.ts";
import type { DetectedFormat } from "./detected-format.ts";
import { ExtractionError, type Source } from "./extractor.ts";

/** Readers accept a PDF whose header stands anywhere in the first kilobyte. */
const PDF_HEADER_WITHIN_BYTES = 1024;
/** The list of parts of an office file is short; a longer one is not looked at. */
const MAX_CONTENT_TYPES_BYTES = 1 << 20;

const imageSignatures: readonly RegExp[] = [
  /^\x89PNG\r\n\x1a\n/,
  /^\xff\xd8\xff/,
  /^GIF8[79]a/,
  /^BM[^]{4}\0\0\0\0/,
  /^(?:II[*+]\0|MM\0[*+])/,
  /^RIFF[^]{4}WEBP/,
  /^\0\0\0\x0cjP {2}\r\n\x87\n/,
  /^[^]{4}ftyp(?:avif|avis|heic|heix|mif1|msf1)/,
];

const openXmlTypes: readonly (readonly [RegExp, DetectedFormat])[] = [
  [/wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml/, "docx"],
  [/ms-excel\.sheet\.binary\.macroEnabled\.main/, "xls"],
  [/spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template|addin)\.macroEnabled\.main\+xml/, "xlsx"],
];

function asLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** Names of parts are compared without regard to case. */
function isTypesPart(path: string): boolean {
  return path.toLowerCase() === "[content_types].xml";
}

function detectOpenXml(bytes: Uint8Array, entries: readonly ZipEntry[]): DetectedFormat | undefined {
  const types = entries.find((entry) => isTypesPart(entry.path));
  if (types === undefined) return undefined;
  const text = asLatin1(readZipMember(bytes, types, MAX_CONTENT_TYPES_BYTES));
  const known = openXmlTypes.find(([pattern]) => pattern.test(text));
  return known?.[1] ?? guessByFolder(entries.map((entry) => entry.path).join("\n"));
}

function guessByFolder(paths: string): DetectedFormat | undefined {
  if (paths.includes("word/document")) return "docx";
  return paths.includes("xl/workbook") ? "xlsx" : undefined;
}

/** A damaged office file is still told from a damaged archive, so that the failure names the right thing. */
function detectDamagedZip(bytes: Uint8Array): DetectedFormat {
  const text = asLatin1(bytes);
  return text.includes("[Content_Types].xml") ? (guessByFolder(text) ?? "zip") : "zip";
}

function detectZip(bytes: Uint8Array): DetectedFormat | undefined {
  try {
    const entries = readZipDirectory(bytes);
    const isOffice = entries.some((entry) => isTypesPart(entry.path) || entry.path === "mimetype");
    return isOffice ? detectOpenXml(bytes, entries) : "zip";
  } catch (error) {
    if (error instanceof ContainerError) return detectDamagedZip(bytes);
    throw error;
  }
}

function detectOle(source: Source): DetectedFormat | undefined {
  const names = new Set(listOleNames(source.bytes));
  if (names.has("EncryptedPackage")) {
    throw new ExtractionError("encrypted", `${source.fileName} is protected by a password. Save it without one and import it again.`);
  }
  const isWps = /\.wp[st]$/i.test(source.fileName);
  // Kingsoft Writer stores what Word stores; only the name tells its files apart. Works has a stream of its own.
  if (names.has("WordDocument")) return isWps ? "wps" : "doc";
  if (names.has("Workbook") || names.has("Book")) return "xls";
  return names.has("MatOST") || isWps ? "wps" : undefined;
}

function listOleNames(bytes: Uint8Array): string[] {
  try {
    return readOleDirectory(bytes).entries.map((entry) => entry.name);
  } catch (error) {
    // A damaged directory: the stream names still stand somewhere in the bytes, as UTF-16.
    if (!(error instanceof ContainerError)) throw error;
    const text = asLatin1(bytes).replaceAll("\0", "");
    return ["EncryptedPackage", "WordDocument", "Workbook"].filter((name) => text.includes(name));
  }
}

function isPdf(head: string, bytes: Uint8Array): boolean {
  const at = head.indexOf("%PDF-");
  if (at === 0) return true;
  // A text may mention the mark; a file has objects too.
  return at > 0 && /\d+ \d+ obj\b/.test(asLatin1(bytes.subarray(at)));
}

/** The format that the bytes' signature tells; undefined for text and for what is not known. Throws as `detectFormat` does. */
export function detectBySignature(source: Source): DetectedFormat | "unknown-binary" | undefined {
  const { bytes } = source;
  const head = asLatin1(bytes.subarray(0, PDF_HEADER_WITHIN_BYTES));
  if (/^PK(?:\x03\x04|\x05\x06)/.test(head)) return detectZip(bytes) ?? "unknown-binary";
  if (head.startsWith("7z\xbc\xaf\x27\x1c")) return "7z";
  if (head.startsWith("Rar!\x1a\x07")) return "rar";
  if (isOleFile(bytes)) return detectOle(source) ?? "unknown-binary";
  if (imageSignatures.some((signature) => signature.test(head))) return "image";
  if (/^(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(head)) return "rtf";
  return isPdf(head, bytes) ? "pdf" : undefined;
}
