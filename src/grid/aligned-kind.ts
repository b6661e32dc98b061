import type { AlignedColumns } from "./aligned-columns.ts";
import { median } from "./lines.ts";
import { isNumeric, textOf } from "./segments.ts";

/** What rows in line are: a table, columns of prose, or nothing but text with gaps in it. */
export type AlignedKind = "table" | "prose" | "text";

/** Lines of prose are at least this long, in ems. */
const PROSE_EM = 13;
/** Columns of prose go on for so many lines. */
const PROSE_LINES = 4;
/** Two columns need more rows to be a table than three: two lines with a gap are no proof. */
const LEAST_ROWS = { two: 3, more: 2 };

const MARK = /^(?:[•●·◆■□☐➢\-–—−*]|[（(]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）.、．:]?|[①-⑳])$/u;

/** Tells what rows in line are. */
export function judgeAligned({ gutters, rows }: AlignedColumns): AlignedKind {
  const columns = gutters.length + 1;
  if (columns < 2) return "text";
  const crowded = rows.filter((row) => row.length >= 2);
  if (isProse({ gutters, rows })) return "prose";
  if (crowded.length < (columns === 2 ? LEAST_ROWS.two : LEAST_ROWS.more)) return "text";
  const texts = (column: number) => rows.flatMap((row) => row.filter((cell) => cell.first === column && cell.last === column).map((cell) => textOf(cell.segment)));
  if (columns === 2 && texts(0).every((text) => MARK.test(text))) return "text";
  if (columns === 2 && isContents(rows.map((row) => row.map((cell) => cell.segment)))) return "text";
  return "table";
}

/** Whether rows between level rules are a table: there, two rows in two columns are enough. */
export function isTableByRules(columns: AlignedColumns): boolean {
  if (columns.gutters.length === 0 || isProse(columns)) return false;
  return columns.rows.filter((row) => row.length >= 2).length >= LEAST_ROWS.more;
}

function isProse({ gutters, rows }: AlignedColumns): boolean {
  if (gutters.length > 2) return false;
  return Array.from({ length: gutters.length + 1 }, (_, column) => column).every((column) => {
    const lines = rows.flatMap((row) => row.filter((cell) => cell.first === column && cell.last === column).map((cell) => cell.segment));
    if (lines.length < PROSE_LINES) return false;
    const widths = lines.map((line) => (line.box[2] - line.box[0]) / line.emPt);
    const numeric = lines.filter((line) => isNumeric(textOf(line))).length;
    return median(widths) >= PROSE_EM && numeric < lines.length / 4;
  });
}

/** Whether rows are a table of contents: titles, dots, page numbers. */
function isContents(rows: readonly (readonly { glyphs: readonly { text: string }[] }[])[]): boolean {
  const dotted = rows.filter((row) => /[.·…．]{4}\s*$/.test((row[0]?.glyphs ?? []).map((glyph) => glyph.text.replace(/\s/g, "")).join("")));
  return dotted.length > rows.length / 2;
}
