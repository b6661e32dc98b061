import { escapeXml } from "./xml.ts";

/** The number formats that a workbook uses beside Excel's default, in the order of their styles. */
export interface FormatTable {
  readonly codes: string[];
}

const millisecondsPerDay = 86_400_000;
/** Day 0 of Excel's calendar, as it counts from March 1900 on. */
const excelEpoch = Date.UTC(1899, 11, 30);
/** Custom formats have numbers from here on. */
const firstFormat = 164;

/** How a value that a clerk types becomes a number with a format that shows the same text; null where it stays text. */
export function writeCellValue(text: string, formats: FormatTable): { number: number; style: number } | null {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (date !== null) return { number: countDays(date), style: styleOf(formats, "yyyy\\-mm\\-dd") };
  const written = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/u.exec(text);
  if (written !== null) return { number: countDays(written), style: styleOf(formats, 'yyyy"年"m"月"d"日"') };
  // What begins with a zero is a code or a phone number, and stays text.
  const number = /^((?:0|[1-9]\d{0,10})(?:\.(\d+))?)(%?)$/u.exec(text);
  if (number === null) return grouped(text, formats);
  const decimals = number[2] === undefined ? "" : `.${"0".repeat(number[2].length)}`;
  if (number[3] === "%") return { number: Number((Number(number[1]) / 100).toPrecision(12)), style: styleOf(formats, `0${decimals}%`) };
  return { number: Number(number[1]), style: decimals === "" ? 0 : styleOf(formats, `0${decimals}`) };
}

function grouped(text: string, formats: FormatTable): { number: number; style: number } | null {
  const match = /^\d{1,3}(?:,\d{3})+(?:\.(\d+))?$/u.exec(text);
  if (match === null) return null;
  const decimals = match[1] === undefined ? "" : `.${"0".repeat(match[1].length)}`;
  return { number: Number(text.replaceAll(",", "")), style: styleOf(formats, `#,##0${decimals}`) };
}

function countDays(match: RegExpExecArray): number {
  return (Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) - excelEpoch) / millisecondsPerDay;
}

function styleOf(formats: FormatTable, code: string): number {
  if (!formats.codes.includes(code)) formats.codes.push(code);
  return formats.codes.indexOf(code) + 1;
}

/** The parts of a style sheet that define the formats; style 0 is Excel's default. */
export function listCellFormats({ codes }: FormatTable): string {
  const definitions = codes.map((code, index) => `<numFmt numFmtId="${firstFormat + index}" formatCode="${escapeXml(code)}"/>`);
  const uses = codes.map((_, index) => `<xf numFmtId="${firstFormat + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`);
  const numbers = codes.length === 0 ? "" : `<numFmts count="${codes.length}">${definitions.join("")}</numFmts>`;
  return (
    `${numbers}<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${codes.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${uses.join("")}</cellXfs>`
  );
}
