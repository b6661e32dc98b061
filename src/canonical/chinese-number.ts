const digits = new Map<string, number>([
  ...Array.from("零一二三四五六七八九", (char, value): [string, number] => [char, value]),
  ...Array.from("零壹贰叁肆伍陆柒捌玖", (char, value): [string, number] => [char, value]),
  ["〇", 0], ["○", 0], ["两", 2], ["貳", 2], ["叄", 3], ["陸", 6],
]);
const tens = new Map<string, number>([
  ["十", 10], ["拾", 10], ["百", 100], ["佰", 100], ["千", 1000], ["仟", 1000],
]);
const myriads = new Map<string, number>([["万", 1e4], ["萬", 1e4], ["亿", 1e8], ["億", 1e8]]);

/** Every character that a Chinese integer may be written with; for use inside a character class. */
export const chineseNumberChars = "零〇○一二三四五六七八九两壹贰貳叁叄肆伍陆陸柒捌玖十拾百佰千仟万萬亿億";

/**
 * The whole number that a Chinese numeral writes, either with its powers (一百二十三, 壹佰万, 三千零五) or digit by digit
 * (二〇二三). Undefined where the text is anything else, also a numeral out of order (百一千).
 */
export function parseChineseNumber(text: string): number | undefined {
  const chars = Array.from(text);
  if (chars.length === 0) return undefined;
  if (chars.length > 1 && chars.every((char) => digits.has(char))) {
    return Number(chars.map((char) => String(digits.get(char))).join(""));
  }
  return readPowers(chars);
}

function readPowers(chars: readonly string[]): number | undefined {
  let total = 0;
  let lastMyriad = Number.POSITIVE_INFINITY;
  let part: string[] = [];
  for (const char of chars) {
    const myriad = myriads.get(char);
    if (myriad === undefined) {
      part.push(char);
      continue;
    }
    const factor = readBelowMyriad(part);
    if (factor === undefined || factor === 0 || myriad >= lastMyriad) return undefined;
    total += factor * myriad;
    lastMyriad = myriad;
    part = [];
  }
  if (part.length === 0) return total;
  const rest = readBelowMyriad(part);
  return rest === undefined ? undefined : total + rest;
}

function readBelowMyriad(chars: readonly string[]): number | undefined {
  let total = 0;
  let pending: number | undefined;
  let lastPower = Number.POSITIVE_INFINITY;
  for (const [index, char] of chars.entries()) {
    const digit = digits.get(char);
    if (digit !== undefined) {
      if (pending !== undefined && pending !== 0) return undefined;
      pending = digit;
      continue;
    }
    const power = tens.get(char);
    // 十五 stands for 一十五; no other power may lead.
    const factor = pending === undefined || pending === 0 ? (power === 10 && index === 0 ? 1 : undefined) : pending;
    if (power === undefined || factor === undefined || power >= lastPower) return undefined;
    total += factor * power;
    lastPower = power;
    pending = undefined;
  }
  if (chars.length === 0) return undefined;
  return total + (pending ?? 0);
}
