/** As much of a file as is looked at to rank encodings. */
const SAMPLE_BYTES = 1 << 18;
/** UTF-16 has to look like text this clearly, since any bytes are some UTF-16. */
const MIN_UTF16_SCORE = 0.7;
/** Zero bytes appear in no text but UTF-16. */
const ZERO = 0;

type Candidate = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "big5";

/** The share of a decoded sample's characters outside ASCII that are plausible in a Chinese text; 0 where there are none. */
function scoreCharacters(text: string, isCommon: (code: number) => boolean): number {
  let common = 0;
  let others = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    if (isCommon(code)) common += 1;
    else others += 1;
  }
  return common + others === 0 ? 0 : common / (common + others);
}

function isChinese(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3000 && code <= 0x301f) || (code >= 0xff01 && code <= 0xff5e) || (code >= 0x2010 && code <= 0x2026);
}

/** UTF-16 by its units: the share that is ASCII text or Chinese. */
function scoreUtf16(bytes: Uint8Array, littleEndian: boolean): number {
  if (bytes.length < 2) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength - (bytes.byteLength % 2));
  let plausible = 0;
  for (let at = 0; at < view.byteLength; at += 2) {
    const unit = view.getUint16(at, littleEndian);
    if ((unit >= 0x20 && unit < 0x7f) || unit === 0x09 || unit === 0x0a || unit === 0x0d || isChinese(unit)) plausible += 1;
  }
  return plausible / (view.byteLength / 2);
}

/** What share of a multi-byte text's pairs are of the characters that the encoding's makers put first, as the most used. */
function scorePairs(bytes: Uint8Array, isFrequent: (lead: number, trail: number) => boolean): number {
  let pairs = 0;
  let frequent = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    pairs += 1;
    at += 1;
    if (isFrequent(lead, bytes[at] ?? 0)) frequent += 1;
  }
  return pairs === 0 ? 0 : frequent / pairs;
}

/** GB 2312: rows 16 to 55 hold the 3,755 characters of the first level, by frequency; rows 1 and 3 punctuation and full-width ASCII. */
function isFrequentGb(lead: number, trail: number): boolean {
  return trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3);
}

/** Big5: A440 to C67E are the 5,401 frequent characters, A140 to A3BF punctuation. */
function isFrequentBig5(lead: number, trail: number): boolean {
  const validTrail = (trail >= 0x40 && trail <= 0x7e) || trail >= 0xa1;
  return validTrail && ((lead >= 0xa4 && lead <= 0xc6) || lead === 0xa1);
}

/** Damaged UTF-8 still has most of its characters. */
function scoreUtf8(bytes: Uint8Array): number {
  return scoreCharacters(new TextDecoder("utf-8").decode(bytes), (code) => code !== 0xfffd);
}

/**
 * The encodings a text without a byte order mark may be in, the likeliest first; for bytes that are no valid UTF-8, or hold
 * zero bytes. Chinese encodings are told apart by how many of the characters are frequent ones.
 */
export function rankEncodings(bytes: Uint8Array): Candidate[] {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const utf16: [Candidate, number][] = [
    ["utf-16le", scoreUtf16(sample, true)],
    ["utf-16be", scoreUtf16(sample, false)],
  ];
  const scores = utf16.filter(([, score]) => score >= MIN_UTF16_SCORE);
  if (!sample.includes(ZERO)) {
    scores.push(["utf-8", scoreUtf8(sample)]);
    scores.push(["gb18030", scorePairs(sample, isFrequentGb)], ["big5", scorePairs(sample, isFrequentBig5)]);
  }
  return scores.sort(([, a], [, b]) => b - a).map(([candidate]) => candidate);
}
