import { chineseNumberChars, parseChineseNumber } from "./chinese-number.ts";
import { foldTight } from "./fold.ts";
import type { Comparator, Target } from "./record.ts";
import { mergeComparators, readLeadingComparators, readTrailingComparator } from "./target-comparator.ts";
import { findMeasure, isPlaceholderUnit, longestUnit, measureWords } from "./target-unit.ts";
import { normaliseInline } from "./text.ts";

/** A target's cells as printed: forms have one cell (`value`) or up to three. */
export interface PrintedTarget {
  readonly comparator?: string;
  readonly value?: string;
  readonly unit?: string;
}

/** What the number of a target says, before it is joined with its own cells. */
interface Quantity {
  readonly comparator: Comparator | null;
  readonly value: number;
  readonly upper: number | null;
  readonly unit: string | null;
}

/**
 * The target that the cells print, as the contract states it: `raw` joins them; comparators are read before the number
 * (≥ 》 不低于 至少) or behind it (以上, 以内); a range has `upper`; 左右 and 约 give no comparator; what has no single number
 * (words, a date, 7×24小时) is `text`. Null where nothing is printed.
 */
export function parseTarget(printed: PrintedTarget): Target | null {
  const cells = [printed.comparator, printed.value, printed.unit].map((cell) => normaliseInline(cell ?? ""));
  const raw = cells.filter((cell) => cell !== null).join("");
  if (raw === "") return null;
  const quantity = readCells(cells[0] ?? "", cells[1] ?? "", cells[2] ?? "");
  if (quantity !== undefined) return { raw, ...quantity, text: null };
  return { raw, comparator: null, value: null, upper: null, unit: null, text: cells[1] ?? raw };
}

function readCells(comparatorCell: string, valueCell: string, unitCell: string): Quantity | undefined {
  const unit = isPlaceholderUnit(unitCell) ? null : unitCell;
  const tight = foldTight(comparatorCell + valueCell);
  // 12月 is a date in one cell, and twelve months where 月 is a unit of its own.
  const quantity = unit === null ? readQuantity(tight) : (readQuantity(tight, "个") ?? readQuantity(tight + foldTight(unit)));
  if (quantity === undefined) return undefined;
  return { ...quantity, unit: quantity.unit ?? unit };
}

const numberPart = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const rangePart = String.raw`(?:-{1,2}|[—–―−]{1,2}|[~～〜]|至|到)`;
const unitBetween = String.raw`[^\d\s.,，、;；:：/×xX*+-]{0,3}?`;
const quantityPattern = new RegExp(
  `^(?<sign>[-−+]?)(?<value>${numberPart})(?:(?<between>${unitBetween})${rangePart}(?<upper>${numberPart}))?(?<rest>.*)$`,
  "u",
);
const fractionPattern = /^(?<numerator>\d+)\/(?<denominator>\d+)(?<rest>\D.*)?$/u;
/** Dates and deadlines have digits and are no quantity. */
const dateLike = /(?:19|20)\d{2}(?:年|[-./](?:0?[1-9]|1[0-2])(?!\d))|^(?:19|20)\d{2}[-—~至](?:19|20)\d{2}年?$|\d{1,2}月(?:\d|初|底|末|前|以前|之前|份|上旬|中旬|下旬|$)|\d{1,2}[月日号](?:以?前|之前)/u;
/** Numbers that count nothing: ordinals, 前3名, grades, round-the-clock. */
const nonQuantity = /第\d|前\d|[A-Za-z]\d|^\d{1,2}\.\d{1,2}日?(?:以|之)?前|±|\d[×xX*]\d|\d:\d|\d(?:\.\d+){2}/u;
/** Units with a digit in them; it is part of the unit, not a number. */
const unitDigits = /(?<=[A-Za-z/])[mM][23](?!\d)|(?<![A-Za-z])m[23](?!\d)|CO2|PM(?:2\.5|10)/gu;
const yearLead = /^(?:19|20)\d{2}年度?(?:内|全年)?(?=\D)/u;

function readQuantity(tight: string, assumedUnit = ""): Quantity | undefined {
  const text = writeAsRange(tight).replace(yearLead, (year) => (/\d/u.test(tight.slice(year.length)) ? "" : year));
  const lead = readLeadingComparators(text);
  if (lead === undefined || nonQuantity.test(text.replace(unitDigits, "")) || dateLike.test(text + assumedUnit)) return undefined;
  return readFraction(lead.rest, lead.comparators) ?? readNumber(lead.rest, lead.comparators) ?? readChinese(lead.rest, lead.comparators);
}

const bound = String.raw`(\d+(?:\.\d+)?)([^\d,≤<≥>且]{0,4})`;
const bounds = [
  new RegExp(String.raw`^${bound}[≤<]=?[\p{L}]{1,4}[≤<]=?${bound}$`, "u"),
  new RegExp(String.raw`^[≥>]=?${bound}(?:且|,|并且)?[≤<]=?${bound}$`, "u"),
  new RegExp(String.raw`^[\[(]${bound},${bound}[\])]$`, "u"),
];

/** 95%≤X≤100%, ≥80%且≤100% and [90%,100%] as 95%-100% and so on; other text as it is. */
function writeAsRange(tight: string): string {
  for (const pattern of bounds) {
    const match = pattern.exec(tight);
    if (match === null) continue;
    const [, low = "", lowUnit = "", high = "", highUnit = ""] = match;
    return `${low}${lowUnit}-${high}${highUnit === "" ? lowUnit : highUnit}`;
  }
  return tight;
}

function readNumber(text: string, comparators: readonly (Comparator | null)[]): Quantity | undefined {
  const groups = quantityPattern.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const value = toNumber(groups["value"]) * (/[-−]/u.test(groups["sign"] ?? "") ? -1 : 1);
  const upper = groups["upper"] === undefined ? null : toNumber(groups["upper"]);
  const quantity = finish(value, upper, groups["rest"] ?? "", comparators);
  const between = groups["between"] ?? "";
  const agrees = between === "" || quantity?.unit?.startsWith(between) === true;
  return agrees && (upper === null || upper >= value) ? quantity : undefined;
}

function readFraction(text: string, comparators: readonly (Comparator | null)[]): Quantity | undefined {
  const groups = fractionPattern.exec(text)?.groups;
  const [numerator, denominator] = [Number(groups?.["numerator"]), Number(groups?.["denominator"])];
  // 7/24 is a share; 24/7 is a way to say always.
  if (groups === undefined || !(numerator <= denominator) || denominator === 0) return undefined;
  return finish(numerator / denominator, null, groups["rest"] ?? "", comparators);
}

const chineseQuantity = new RegExp(`^(?:(?<base>百|千)分之)?(?<numeral>[${chineseNumberChars}]+)(?<rest>.*)$`, "u");
/** After a Chinese numeral these make a name, not a count: 三级, 一类, 一班. */
const measureOnly = new RegExp(`^(?![级类班度分成点对路道门])(?:${measureWords})(?:以上|以下|以内|之内|内|及以上|及以下|左右)?$`, "u");

/** A Chinese numeral counts only with a measure word and nothing else: 一次性, 三级 and 统一 are words. */
function readChinese(text: string, comparators: readonly (Comparator | null)[]): Quantity | undefined {
  const groups = chineseQuantity.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const base = groups["base"];
  const rest = (base === undefined ? "" : base === "百" ? "%" : "‰") + (groups["rest"] ?? "");
  const numeral = groups["numeral"] ?? "";
  const value = base !== undefined && numeral === "百" ? 100 : parseChineseNumber(numeral);
  return value !== undefined && measureOnly.test(rest) ? finish(value, null, rest, comparators) : undefined;
}

function finish(
  value: number,
  upper: number | null,
  rest: string,
  leading: readonly (Comparator | null)[],
): Quantity | undefined {
  const trail = readTrailingComparator(rest);
  const comparator = mergeComparators([...leading, ...trail.comparators]);
  if (comparator === undefined || /\d/u.test(trail.unit.replace(unitDigits, ""))) return undefined;
  const unit = trail.unit === "" ? null : shortenUnit(trail.unit);
  return unit === undefined ? undefined : { comparator, value, upper, unit };
}

/** A long remainder keeps only the measure word that it begins with: `项工作并按时提交报告` counts 项. */
function shortenUnit(printed: string): string | undefined {
  // 300余人 are people, some more than are counted.
  const bare = printed.replace(/[(（][^()（）]*[)）]$/u, "").replace(/[。.;；,，]$/u, "").replace(/^[余多来](?=.)/u, "");
  if (bare.length <= longestUnit && !/[，。；、,;:：]/u.test(bare)) return bare === "" ? undefined : (findMeasure(bare) ?? bare);
  return findMeasure(bare);
}

function toNumber(printed: string | undefined): number {
  return Number((printed ?? "").replaceAll(",", ""));
}
