import type { ColumnType } from "../dictionary/column-note.ts";
import type { CellValue } from "./export-tables.ts";

/** Excel's own limit; a file with a longer cell does not open. Source: Excel specifications and limits, Microsoft. */
export const longestCell = 32_767;

/** Positions of the formats in {@link stylesXml}. */
const styles = { plain: 0, head: 1, whole: 2, money: 3, wanYuan: 4, date: 5, share: 6, text: 7 } as const;

/** The workbook's formats: `cellXfs` in the order of {@link styles}. */
export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="#,##0.00####"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF5"/></patternFill></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="8">
<xf/>
<xf fontId="1" fillId="2" applyFont="1" applyFill="1"/>
<xf numFmtId="1" applyNumberFormat="1"/>
<xf numFmtId="4" applyNumberFormat="1"/>
<xf numFmtId="165" applyNumberFormat="1"/>
<xf numFmtId="164" applyNumberFormat="1"/>
<xf numFmtId="2" applyNumberFormat="1"/>
<xf numFmtId="49" applyNumberFormat="1"/>
</cellXfs>
</styleSheet>`;

const styleOfType: Readonly<Record<ColumnType, number>> = {
  // A number in Excel has 15 digits, an id up to 16: ids are texts.
  id: styles.text,
  text: styles.text,
  json: styles.text,
  bytes: styles.text,
  scalar: styles.plain,
  time: styles.text,
  integer: styles.whole,
  fen: styles.whole,
  number: styles.plain,
  yuan: styles.money,
  "wan-yuan": styles.wanYuan,
  share: styles.share,
  date: styles.date,
};

/** How wide a column of a type is shown, in characters. */
export function columnWidth(type: ColumnType): number {
  const widths: Partial<Record<ColumnType, number>> = { text: 24, id: 18, date: 12, yuan: 16, "wan-yuan": 14, fen: 16, time: 24 };
  return widths[type] ?? 10;
}

/** A cell of the header. */
export function headCell(text: string): string {
  return textCell(text, styles.head);
}

/** A cell typed by its column: numbers as numbers, whole dates as dates, everything else as text; nothing for null. */
export function typedCell(value: CellValue, type: ColumnType): string {
  if (value === null) return "<c/>";
  const style = styleOfType[type];
  if (type === "date") return dateCell(value, style);
  if (typeof value === "number" && style !== styles.text) return `<c s="${style}"><v>${value}</v></c>`;
  return textCell(String(value), styles.text);
}

/** Day 0 of Excel's calendar, as it counts from March 1900 on. Source: ECMA-376-1, 18.17.4.1. */
const excelEpochMs = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

function dateCell(value: CellValue, style: number): string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/u.test(value)) return textCell(String(value), styles.text);
  return `<c s="${style}"><v>${(Date.parse(`${value}T00:00:00Z`) - excelEpochMs) / dayMs}</v></c>`;
}

function textCell(text: string, style: number): string {
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text.slice(0, longestCell))}</t></is></c>`;
}

const needsEscape = /[&<>]|[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|_x[0-9A-Fa-f]{4}_/u;

/** XML text; a character that XML cannot hold, and what looks like such an escape, is written as `_xHHHH_`. Source: ECMA-376-1, 22.9.2.19. */
function escapeText(text: string): string {
  if (!needsEscape.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, "_x005F_")
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
