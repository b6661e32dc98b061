import { parseChineseNumber } from "./chinese-number.ts";
import { foldTight, foldWidth } from "./fold.ts";

/** Years that a filing can speak of; other numbers in a year's place are no year. */
const firstYear = 1900;
const lastYear = 2199;

interface DateParts {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

const clockTime = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u;
const inWords = /^(?<year>\d{4})年度?(?:(?<month>\d{1,2})月份?)?(?:(?<day>\d{1,2})[日号])?/u;
const inSigns = /^(?<year>\d{4})(?<sign>[-./])(?<month>\d{1,2})(?:\k<sign>(?<day>\d{1,2}))?日?/u;
const compact = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})?(?!\d)/u;
const yearOnly = /^(?<year>\d{4})(?!\d)/u;
/** What may follow a date without changing its day: blanks of a template, a vague part, a deadline's 前. */
const remainder = /^(?:月日?|日)?(?:初|末|底|中旬|上旬|下旬)?(?:以前|之前|前|起|止)?[.。]?$/u;
const chineseDigit = "[零〇○一二三四五六七八九十]";

/**
 * The date that a cell prints, as ISO: `2023-01-01`, `2023-01` without a day, `2023` with a year only. Reads 2023年1月1日,
 * 2023-01-01, 2023.1.1, 2023/1/1, 20230101, full-width digits, 二〇二三年一月一日, inner spaces, a time behind it.
 * Undefined for anything else, also an impossible day and a template's blank `年 月 日`.
 */
export function parseDate(text: string): string | undefined {
  const parts = readDate(text);
  return parts === undefined ? undefined : formatDate(parts);
}

function readDate(text: string): DateParts | undefined {
  const tight = foldChineseDigits(foldTight(foldWidth(text).trim().replace(clockTime, "")));
  for (const pattern of [inWords, compact, inSigns, yearOnly]) {
    const match = pattern.exec(tight);
    if (match === null || !remainder.test(tight.slice(match[0].length))) continue;
    return makeParts(match.groups?.["year"], match.groups?.["month"], match.groups?.["day"]);
  }
  return undefined;
}

function makeParts(...printed: readonly (string | undefined)[]): DateParts | undefined {
  const [year, month, day] = printed.map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || year < firstYear || year > lastYear) return undefined;
  if (month === undefined) return day === undefined ? { year } : undefined;
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return { year, month };
  const isReal = day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return isReal ? { year, month, day } : undefined;
}

/** 二〇二三年十一月三日 with Arabic digits; text that is no such date stays as it is. */
function foldChineseDigits(text: string): string {
  const match = new RegExp(`^(${chineseDigit}{4})年(?:(${chineseDigit}{1,3})月)?(?:(${chineseDigit}{1,3})[日号])?`, "u").exec(text);
  if (match === null) return text;
  const [all, ...parts] = match;
  const suffixes = ["年", "月", "日"];
  const arabic = parts.map((part: string | undefined, index) => {
    const value = part === undefined ? undefined : parseChineseNumber(part);
    return value === undefined ? "" : `${value}${suffixes[index] ?? ""}`;
  });
  return arabic.join("") + text.slice(all.length);
}

function formatDate({ year, month, day }: DateParts): string {
  const parts = [String(year), month, day].filter((part) => part !== undefined);
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** A start and an end as ISO dates, each as exact as it is printed. The order is as printed, even where it is wrong. */
export interface DateRange {
  readonly start: string;
  readonly end: string;
}

/** Strong separators first: a hyphen may also stand inside a date. */
const rangeSeparators = [/起?[至到]|[~～〜]|—+|–+|―+/gu, /[-－]+/gu];

/**
 * The two dates of a period: 2023年1月1日到2023年12月31日, 2023-01-01至2023-12-31, 2023.1-2023.12, 2023年1月—12月. The second
 * may leave out its year (or year and month). Undefined where the text is one date, or no period.
 */
export function parseDateRange(text: string): DateRange | undefined {
  const whole = foldTight(text).replace(/^(?:自|从)/u, "").replace(/(?:期间|结束|为止|止)?[.。]?$/u, "");
  if (readDate(whole) !== undefined) return undefined;
  for (const separator of rangeSeparators) {
    for (const match of whole.matchAll(separator)) {
      const range = readRange(whole.slice(0, match.index), whole.slice(match.index + match[0].length));
      if (range !== undefined) return range;
    }
  }
  return undefined;
}

function readRange(first: string, second: string): DateRange | undefined {
  const start = readDate(first);
  if (start === undefined) return undefined;
  const end = readDate(second) ?? readDateWithin(start, second);
  return end === undefined ? undefined : { start: formatDate(start), end: formatDate(end) };
}

/** A date that leaves out what it has in common with `start`; as exact as `start` is. */
function readDateWithin(start: DateParts, text: string): DateParts | undefined {
  if (start.month === undefined) return undefined;
  const monthAndDay = /^(\d{1,2})(?:月|[-./])(?:(\d{1,2})[日号]?|[底末])?$/u.exec(text);
  if (monthAndDay !== null) return makeParts(String(start.year), monthAndDay[1], monthAndDay[2]);
  const day = /^(\d{1,2})[日号]$/u.exec(text);
  if (day !== null && start.day !== undefined) return makeParts(String(start.year), String(start.month), day[1]);
  return undefined;
}

/**
 * The one year that a label or title names: （2023年）, 2020 年部门…, (2023年度), 二〇二三年度, 总计(2020_项目支出). A year with 年 goes
 * before a bare one. Undefined where none is named, or several.
 */
export function findYear(text: string): number | undefined {
  const folded = foldWidth(text).replace(new RegExp(`${chineseDigit}{4}(?= *年)`, "gu"), (digits) => String(parseChineseNumber(digits) ?? digits));
  const named = [...folded.matchAll(/(?<!\d)(\d{4})(?= *年)/gu)];
  const bare = [...folded.matchAll(/(?<![\d.,〔[])(\d{4})(?![\d.,〕\]%])/gu)];
  const years = new Set((named.length > 0 ? named : bare).map((match) => Number(match[1])).filter(isYear));
  const [year] = years;
  return years.size === 1 ? year : undefined;
}

function isYear(number: number): boolean {
  return number >= firstYear && number <= lastYear;
}
