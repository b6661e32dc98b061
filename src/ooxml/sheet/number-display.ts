import { format, getFormatFromId, isDateFormat } from "numfmt";
import { writeListNumber } from "../word/number-text.ts";

/** Formats that Excel keeps by number alone and that differ from land to land, as its Chinese edition shows them. */
const chineseFormats: Partial<Record<number, string>> = {
  14: "yyyy/m/d",
  22: "yyyy/m/d h:mm",
  ...Object.fromEntries([27, 36, 50, 52, 57].map((id) => [id, 'yyyy"年"m"月"'])),
  ...Object.fromEntries([28, 29, 51, 53, 54, 58].map((id) => [id, 'm"月"d"日"'])),
  30: "m-d-yy",
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  ...Object.fromEntries([34, 55].map((id) => [id, 'AM/PMh"时"mm"分"'])),
  ...Object.fromEntries([35, 56].map((id) => [id, 'AM/PMh"时"mm"分"ss"秒"'])),
};
/** Days between the two systems in which workbooks count dates. */
const DAYS_TO_1904 = 1462;
/** Excel shows longer whole numbers of the general format as powers of ten, which would lose the digits of codes. */
const EXACT_WHOLE = Number.MAX_SAFE_INTEGER;

/** The pattern of a format that the file knows by number only. */
export function findBuiltInFormat(id: number): string {
  const pattern = chineseFormats[id] ?? getFormatFromId(id, "zh-CN");
  return typeof pattern === "string" ? pattern : "General";
}

/** Rewrites what the Chinese Excel writes and the formatter does not know, outside quoted text. */
function normalisePattern(pattern: string): string {
  const parts = pattern.match(/"[^"]*"|\\.|!.|[^"\\!]+|[^]/gu) ?? [];
  return parts
    .map((part) => {
      if (part.startsWith('"') || part.startsWith("\\")) return part;
      // `0!.0,"万元"`: an exclamation mark sets off the next character, as a back slash does.
      if (part.startsWith("!")) return part.length > 1 ? `\\${part.slice(1)}` : part;
      return part.replaceAll("G/通用格式", "General").replaceAll("上午/下午", "AM/PM");
    })
    .join("");
}

/** `[DBNum1]` 一二三 and `[DBNum2]` 壹贰叁: years digit by digit, other numbers as they are said. */
function writeChineseDigits(text: string, kind: string): string {
  if (kind === "3") return text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  return text.replaceAll(/\d+/g, (digits) => {
    const isYear = digits.length === 4;
    if (kind === "1") return writeListNumber(Number(digits), isYear ? "ideographDigital" : "chineseCountingThousand");
    return writeListNumber(Number(digits), "chineseLegalSimplified");
  });
}

function formatSafely(pattern: string, value: number | string): string {
  try {
    return format(pattern, value, { locale: "zh-CN" });
  } catch {
    // A pattern that Excel would not take either shows the bare value.
    return String(value);
  }
}

/**
 * A number as a workbook shows it in a cell of that format: dates from their serial number, percentages, 万元 patterns.
 * Whole numbers of the general format keep all digits; a column's width is not looked at.
 */
export function displayNumber(value: number, pattern: string, counts1904: boolean): string {
  const normal = normalisePattern(pattern);
  if (normal === "General" && Number.isInteger(value) && Math.abs(value) <= EXACT_WHOLE) return String(value);
  const serial = counts1904 && isDate(normal) ? value + DAYS_TO_1904 : value;
  const shown = formatSafely(normal, serial);
  const kind = /\[DBNum([123])\]/i.exec(normal)?.[1];
  return (kind === undefined ? shown : writeChineseDigits(shown, kind)).trim();
}

/** Text as a cell of that format shows it: a text section can put words around it. */
export function displayText(text: string, pattern: string): string {
  return pattern.includes("@") && pattern !== "@" ? formatSafely(normalisePattern(pattern), text) : text;
}

function isDate(pattern: string): boolean {
  try {
    return isDateFormat(pattern);
  } catch {
    // A pattern that does not parse is no date's.
    return false;
  }
}
