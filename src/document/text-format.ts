import type { Format } from "./document.ts";
import type { Source } from "./extractor.ts";
import { foreignSniffers } from "./foreign-formats.ts";
import { rankEncodings } from "./rank-encodings.ts";

/** As much of a file as is looked at to tell one text format from another. */
const SAMPLE_BYTES = 1 << 16;
/** A text has next to no control characters; a stray one from a bad conversion does not make it binary. */
const MAX_CONTROL_SHARE = 0.01;
/** No other encoding of text has zero bytes; line ends and digits alone give UTF-16 this many, all on one side. */
const MIN_ZERO_SHARE_OF_ONE_SIDE = 0.01;

function countZeroBytes(bytes: Uint8Array, first: 0 | 1): number {
  let zeros = 0;
  for (let at = first; at < bytes.length; at += 2) if (bytes[at] === 0) zeros += 1;
  return zeros;
}

/** The byte order of UTF-16 text by its mark or, failing that, by where the zero bytes of its ASCII characters are. */
function detectUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const pairs = bytes.length / 2;
  const high = countZeroBytes(bytes, 0);
  const low = countZeroBytes(bytes, 1);
  if (high === 0 && low > pairs * MIN_ZERO_SHARE_OF_ONE_SIDE) return "utf-16le";
  if (low === 0 && high > pairs * MIN_ZERO_SHARE_OF_ONE_SIDE) return "utf-16be";
  return undefined;
}

function decodeSample(bytes: Uint8Array): string {
  const utf16 = detectUtf16(bytes);
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes);
  try {
    // A sample may end inside a character, which is no fault of the text.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    const [likeliest = "gb18030"] = rankEncodings(bytes);
    return new TextDecoder(likeliest).decode(bytes);
  }
}

function isText(sample: string): boolean {
  let controls = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at);
    const isControl = code < 0x20 && (code < 0x09 || code > 0x0d) && code !== 0x1b;
    if (isControl || code === 0xfffd) controls += 1;
  }
  return controls <= sample.length * MAX_CONTROL_SHARE;
}

const markdownHeading = /^ {0,3}#{1,6}[ \t]+\S/m;
/** As many tags (columns, groups of rows) stand between a table's and its first row's. */
const htmlTable = /<table\b[^<>]*>\s*(?:<[^<>]+>\s*){0,100}?<tr\b/i;
// A comment is matched in one way only: tried in every other, some dozens of them would take for ever.
const htmlPage = /^\s*(?:<\?xml[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;
/** A page with its pictures in one file, as browsers and Word save it: a mail message of several parts. */
const webArchive = /^\s*(?:[\w-]+:.*\n(?:[ \t].*\n)*){0,20}?Content-Type:\s*(?:multipart\/related|text\/html)\b/i;
const htmlFragment = /^\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:table|div|p|section|article|center|span|font|style|meta|ul|ol|h[1-6])\b[^>]*>/i;

/** The row of dashes below a pipe table's head. */
function isDelimiterRow(line: string): boolean {
  const cells = line.trim().replace(/^\|/, "").replace(/\|$/, "").split("|");
  return cells.every((cell) => /^:?-+:?$/.test(cell.trim()));
}

function hasPipeTable(sample: string): boolean {
  const lines = sample.split("\n");
  return lines.some((line, index) => line.includes("|") && isDelimiterRow(line) && (lines[index - 1] ?? "").includes("|"));
}

function isMarkdown(sample: string): boolean {
  return markdownHeading.test(sample) || hasPipeTable(sample) || htmlTable.test(sample);
}

/** Text formats in the order in which they are asked; the first that says yes has it. */
const sniffers: readonly (readonly [Format, (sample: string, fileName: string) => boolean])[] = [
  ["doc", (sample) => /^\s*<\?xml[^]{0,4096}?<(?:\w+:)?(?:wordDocument|package)\b[^>]*schemas\.microsoft\.com\/office/.test(sample)],
  ["xls", (sample) => /^\s*<\?xml[^]{0,4096}?<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/.test(sample)],
  ...foreignSniffers,
  ["html", (sample) => htmlPage.test(sample)],
  ["html", (sample) => webArchive.test(sample)],
  ["html", (sample) => htmlFragment.test(sample) && !markdownHeading.test(sample) && !hasPipeTable(sample)],
  ["markdown", (sample, fileName) => isMarkdown(sample) || /\.(?:md|markdown)$/i.test(fileName)],
  ["text", () => true],
];

/** Which text format the bytes are; undefined when they are no text. */
export function detectTextFormat(source: Source): Format | undefined {
  const sample = decodeSample(source.bytes.subarray(0, SAMPLE_BYTES)).replace(/^\ufeff/, "");
  if (!isText(sample)) return undefined;
  // Line ends as one sort, so that a pattern's end of line is every file's.
  const lines = sample.replaceAll(/\r\n?/g, "\n");
  return sniffers.find(([, matches]) => matches(lines, source.fileName))?.[0];
}
