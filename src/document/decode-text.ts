import { ExtractionError } from "./extractor.ts";
import { makeFinding, type Finding } from "./finding.ts";
import type { LinePlace } from "./place.ts";
import { rankEncodings } from "./rank-encodings.ts";
import { SourceText } from "./source-text.ts";

/** A text file's characters; places count in them, a byte order mark aside. */
export interface DecodedText {
  readonly source: SourceText;
  /** As the Encoding Standard names it, e.g. `utf-8`, `gb18030`, `utf-16le`. */
  readonly encoding: string;
  /** `encoding-detected` where the file is not plain UTF-8; `text-undecodable` where bytes are no characters. */
  readonly findings: readonly Finding[];
}

/** A text has next to no control characters; a stray one from a bad conversion does not make it binary. */
const MAX_CONTROL_SHARE = 0.01;
/** A file with more bytes than this share that are no characters is no text in any encoding tried. */
const MAX_UNDECODABLE_SHARE = 0.2;
/** A JavaScript string holds 2^29 UTF-16 units; half of that leaves room to work in. */
const MAX_BYTES = 1 << 28;
/** As many places as a person will look at. */
const MAX_PLACES = 100;

const marks: readonly (readonly [string, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["gb18030", [0x84, 0x31, 0x95, 0x33]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

function findMark(bytes: Uint8Array): string | undefined {
  return marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function countMatches(text: string, pattern: RegExp): number {
  let count = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) count += found[0].length;
  return count;
}

// A form feed and the end-of-file mark of DOS are no sign of a binary file.
const controls = (): RegExp => /[\0-\x08\x0e-\x19\x1c-\x1f\x7f]+/g;

function isReadable(text: string): boolean {
  const undecodable = countMatches(text, /\ufffd+/g);
  return countMatches(text, controls()) <= text.length * MAX_CONTROL_SHARE && undecodable <= text.length * MAX_UNDECODABLE_SHARE;
}

interface Decoding {
  readonly text: string;
  readonly encoding: string;
  readonly marked: boolean;
}

/** The text in the encoding that the file itself names; undefined where that is no encoding, or not the file's. */
function decodeAsDeclared(bytes: Uint8Array, declared: string | undefined): Decoding | undefined {
  try {
    const decoder = new TextDecoder(declared);
    const text = decoder.decode(bytes);
    return declared !== undefined && isReadable(text) ? { text, encoding: decoder.encoding, marked: false } : undefined;
  } catch (error) {
    // A page can name an encoding that there is not; its bytes are then asked.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function decode(bytes: Uint8Array, declared: string | undefined): Decoding | undefined {
  const marked = findMark(bytes);
  if (marked !== undefined) return { text: new TextDecoder(marked).decode(bytes).replace(/^\ufeff/, ""), encoding: marked, marked: true };
  const plain = decodeStrictly(bytes);
  // UTF-16 of ASCII is valid UTF-8, full of zero characters.
  if (plain !== undefined && !plain.includes("\0")) return { text: plain, encoding: "utf-8", marked: false };
  const asDeclared = decodeAsDeclared(bytes, declared);
  if (asDeclared !== undefined && asDeclared.encoding !== "utf-8") return asDeclared;
  for (const encoding of rankEncodings(bytes)) {
    const text = new TextDecoder(encoding).decode(bytes);
    if (isReadable(text)) return { text, encoding, marked: false };
  }
  return undefined;
}

function findUndecodable(source: SourceText): Finding[] {
  const places: LinePlace[] = [];
  let count = 0;
  for (const found of source.text.matchAll(/\ufffd+/g)) {
    count += found[0].length;
    if (places.length < MAX_PLACES) places.push(source.locate({ from: found.index, to: found.index + found[0].length }));
  }
  if (count === 0) return [];
  return [makeFinding("text-undecodable", `${count} characters of the file could not be decoded; they show as \ufffd.`, { at: places })];
}

function tellEncoding({ encoding, marked }: Decoding): Finding[] {
  if (encoding === "utf-8" && !marked) return [];
  const how = marked ? "by its byte order mark" : "by its bytes";
  return [makeFinding("encoding-detected", `The text is ${encoding}, recognised ${how}.`, { actual: encoding })];
}

/**
 * Decodes a text file: by its byte order mark, else as UTF-8 where that is valid, else as the encoding whose characters look
 * most like Chinese text (UTF-16 of either byte order, GB18030, Big5, damaged UTF-8). `declared` is the encoding that the
 * file names inside itself, such as a page's `charset`; it counts where the bytes are not UTF-8.
 * @throws {ExtractionError} `empty` for a file without a printed character; `unsupported` for one that is no text; `too-large` past
 * 256 MiB.
 */
export function decodeText(bytes: Uint8Array, fileName: string, declared?: string): DecodedText {
  if (bytes.length === 0) throw new ExtractionError("empty", `${fileName} has no bytes.`);
  if (bytes.length > MAX_BYTES) {
    throw new ExtractionError("too-large", `${fileName} has ${bytes.length} bytes; a text file may have ${MAX_BYTES}. Split it.`);
  }
  const decoding = decode(bytes, declared);
  if (decoding === undefined || !isReadable(decoding.text)) {
    throw new ExtractionError("unsupported", `${fileName} is no text in any encoding known here; it may be a binary file.`);
  }
  if (decoding.text.trim() === "") throw new ExtractionError("empty", `${fileName} holds nothing but white space.`);
  const source = new SourceText(decoding.text);
  return { source, encoding: decoding.encoding, findings: [...tellEncoding(decoding), ...findUndecodable(source)] };
}
