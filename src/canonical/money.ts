import { chineseNumberChars, parseChineseNumber } from "./chinese-number.ts";
import { foldTight, foldWidth } from "./fold.ts";
import { findProduct } from "./product.ts";

const fenPerUnit = {
  元: 100n,
  百元: 10_000n,
  千元: 100_000n,
  万元: 1_000_000n,
  十万元: 10_000_000n,
  百万元: 100_000_000n,
  千万元: 1_000_000_000n,
  亿元: 10_000_000_000n,
} as const;

/** A unit that amounts are printed in. */
export type MoneyUnit = keyof typeof fenPerUnit;

/**
 * What a cell says of money. `amount`: `fen` is exact, but rounded half away from zero where more places are printed than
 * a fen has; `ownUnit` tells that the unit stands in the text itself; `decimals` counts the places printed, in `unit`.
 * `no-unit`: a number whose unit is neither in the text nor given.
 */
export type MoneyReading =
  | { readonly kind: "amount"; readonly fen: number; readonly unit: MoneyUnit; readonly ownUnit: boolean; readonly decimals: number }
  | { readonly kind: "no-unit"; readonly number: number; readonly decimals: number };

const magnitude = "亿|千万|百万|十万|万|千|百";
const labelUnit = new RegExp(`(${magnitude})?元`, "gu");
const opening = new Set(["(", "[", "【", "〔", "{", ":", "：", "/", "、", ",", ";", "|", "位", "币"]);

/**
 * The unit of money that a label or caption states: 资金申请（万元）, 资金单位：元, 金额 (元), 元/人. The 元 of 单元, 多元, 公元 is none.
 * Undefined where none is stated, or two different ones with equal right.
 */
export function findMoneyUnit(text: string): MoneyUnit | undefined {
  const tight = foldTight(text).replaceAll("圆", "元");
  const found = [...tight.matchAll(labelUnit)].map((match) => ({ unit: toUnit(match[1]), rank: rankUnit(tight, match) }));
  const best = Math.max(0, ...found.map((one) => one.rank));
  const units = new Set(found.filter((one) => one.rank > 0 && one.rank === best).map((one) => one.unit));
  const [unit] = units;
  return units.size === 1 ? unit : undefined;
}

/** 2: set off as a unit by a bracket or 单位; 1: a bare 万元, or 元 after a number; 0: part of another word. */
function rankUnit(text: string, match: RegExpExecArray): number {
  const before = text[match.index - 1] ?? "";
  const after = text[match.index + match[0].length] ?? "";
  const closed = after === "" || !/\p{Script=Han}/u.test(after) || after === "整";
  if (!closed) return 0;
  if (before === "" || opening.has(before)) return 2;
  if (match[1] !== undefined || /\d/u.test(before)) return 1;
  return 0;
}

function toUnit(printedMagnitude: string | undefined): MoneyUnit {
  const name = `${printedMagnitude ?? ""}元`;
  if (!isMoneyUnit(name)) throw new Error(`no such unit of money: ${name}`);
  return name;
}

/** Whether the text is exactly one of the units of money. */
export function isMoneyUnit(text: string): text is MoneyUnit {
  return Object.hasOwn(fenPerUnit, text);
}

/** How many fen one of the unit is. */
export function getFenPerUnit(unit: MoneyUnit): number {
  return Number(fenPerUnit[unit]);
}

const lead = "(?:约|共计|合计|总计|共|计)?(?:人民币)?(?:[¥￥]|RMB|CNY)?";
const numberPart = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+`;
const tail = "(?:人民币|左右)?(?:/[^\\d/]{1,8})?[。.;,]?";
const arabic = new RegExp(`^${lead}([-−]?)${lead}(${numberPart})(?:(${magnitude})?(元)?(?:整|正)?)${tail}$`, "u");
const compound = new RegExp(`^${lead}((?:(?:${numberPart})(?:亿|万|千|百))+(?:${numberPart})?)元(?:整|正)?$`, "u");
const chinese = new RegExp(`^${lead}([${chineseNumberChars}]+)(元)?(?:([零一二三四五六七八九壹贰叁肆伍陆柒捌玖])角)?(?:([零一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?(?:整|正)?$`, "u");

/**
 * Reads a cell that holds one amount. The unit printed with the number beats `unit`, which is what the cell's column,
 * table or form states. A printed product (800×50=40000) gives its result. Zero needs no unit: it is the same in all.
 * Undefined where there is no single amount (blank, 无, a dash, two numbers, a count such as 12人).
 */
export function parseMoney(text: string, unit?: MoneyUnit): MoneyReading | undefined {
  const product = findProduct(text);
  const tight = tighten(product === undefined ? text : product.resultText);
  if (tight === undefined) return undefined;
  const bracketed = /^\(([^()]+)\)$/u.exec(tight);
  // Accountants bracket what is negative.
  if (bracketed?.[1] !== undefined && /^\D{0,3}\d/u.test(bracketed[1])) return readAmount(`-${bracketed[1]}`, unit);
  return readAmount(tight, unit);
}

/** White space beside a separator or a word is dropped; between two digits it is one only between groups of three. */
function tighten(text: string): string | undefined {
  const folded = foldWidth(text).replaceAll("圆", "元").replaceAll("，", ",").trim();
  const joined = folded.replace(/ *([.,]) */gu, "$1").replace(/(?<!\d) +| +(?!\d)/gu, "");
  if (!/\d \d/u.test(joined)) return joined;
  return /(?<!\d)\d{1,3}(?: \d{3})+(?![\d ])/u.test(joined) && !joined.includes(",") ? joined.replaceAll(" ", "") : undefined;
}

function readAmount(tight: string, unit: MoneyUnit | undefined): MoneyReading | undefined {
  const plain = arabic.exec(tight);
  if (plain !== null) return readArabic(plain, unit);
  return readCompound(tight) ?? readChinese(tight);
}

function readArabic(match: RegExpExecArray, unit: MoneyUnit | undefined): MoneyReading | undefined {
  const [, sign, printed = "", printedMagnitude, yuan] = match;
  const own = printedMagnitude !== undefined || yuan !== undefined ? toUnit(printedMagnitude) : undefined;
  const number = (sign === "" ? "" : "-") + printed.replaceAll(",", "");
  const decimals = number.split(".")[1]?.length ?? 0;
  // A yuan sign names 元 only where nothing else does: columns in 万元 carry it too.
  const implied = Number(number) === 0 || /[¥￥]|RMB|CNY/u.test(match[0]) ? "元" : undefined;
  const used = own ?? unit ?? implied;
  if (used === undefined) return { kind: "no-unit", number: Number(number), decimals };
  return makeAmount(toFen(number, used), used, own !== undefined, decimals);
}

function readCompound(tight: string): MoneyReading | undefined {
  const parts = compound.exec(tight)?.[1]?.matchAll(new RegExp(`(${numberPart})(亿|万|千|百)?`, "gu"));
  if (parts === undefined) return undefined;
  let fen = 0n;
  let last: { unit: MoneyUnit; size: bigint } | undefined;
  for (const [, number = "", size] of parts) {
    const unit = toUnit(size);
    if (last !== undefined && fenPerUnit[unit] >= last.size) return undefined;
    fen += toFen(number.replaceAll(",", ""), unit);
    last = { unit, size: fenPerUnit[unit] };
  }
  return last === undefined ? undefined : makeAmount(fen, last.unit, true, 0);
}

function readChinese(tight: string): MoneyReading | undefined {
  const match = chinese.exec(tight);
  if (match === null) return undefined;
  const [, numeral = "", yuan, jiao = "零", fen = "零"] = match;
  const size = /[万萬]$/u.test(numeral) ? "万元" : /[亿億]$/u.test(numeral) ? "亿元" : "元";
  const whole = parseChineseNumber(numeral);
  if (whole === undefined || (yuan === undefined && size === "元")) return undefined;
  const small = (parseChineseNumber(jiao) ?? 0) * 10 + (parseChineseNumber(fen) ?? 0);
  return makeAmount(BigInt(whole) * 100n + BigInt(small), small === 0 ? size : "元", true, small === 0 ? 0 : 2);
}

function makeAmount(fen: bigint, unit: MoneyUnit, ownUnit: boolean, decimals: number): MoneyReading | undefined {
  const amount = Number(fen);
  return Number.isSafeInteger(amount) ? { kind: "amount", fen: amount, unit, ownUnit, decimals } : undefined;
}

/** Exact fen of a decimal number (ASCII digits, optional sign and point), rounded half away from zero below a fen. */
function toFen(number: string, unit: MoneyUnit): bigint {
  const negative = number.startsWith("-");
  const [whole = "", fraction = ""] = number.replace("-", "").split(".");
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(`0${whole}${fraction}`) * fenPerUnit[unit];
  const fen = (scaled * 2n + scale) / (scale * 2n);
  return negative ? -fen : fen;
}
