import type { Block, Table } from "../document/document.ts";
import type { Glyph } from "../document/page-content.ts";
import { findAlignedColumns } from "./aligned-columns.ts";
import { judgeAligned } from "./aligned-kind.ts";
import { findAlignedRegions } from "./aligned-regions.ts";
import { buildAlignedTable } from "./aligned-table.ts";
import type { Edge } from "./edges.ts";
import { middle } from "./aligned-columns.ts";
import { unite } from "./box.ts";
import { findFormRegions, hasGutters } from "./form-regions.ts";
import { buildForm, isWideText } from "./form-table.ts";
import { findLevelStacks, widenStacks } from "./level-stacks.ts";
import { findLevelTables } from "./level-tables.ts";
import { linesToParagraphs } from "./paragraphs.ts";
import { insertTables } from "./reading-order.ts";
import { findRows, listGlyphs, type Row, type Segment } from "./segments.ts";
import { findTextBlocks } from "./text-blocks.ts";

/** With so many texts of several lines, rows are a form. */
const LEAST_WRAPPED = 2;

/** Blocks of text that stands in no ruled table: paragraphs, columns one after the other, and tables by level rules or alignment. */
export function findFlow(glyphs: readonly Glyph[], levels: readonly Edge[], page: number): Block[] {
  const tables: Table[] = [];
  let rest = glyphs;
  const found = findLevelStacks(levels);
  for (const stack of isWideText(glyphs) ? widenStacks(found, levels, glyphs) : found) {
    for (const { table, glyphs: used } of findLevelTables(stack, rest, levels, page)) {
      tables.push(table);
      rest = rest.filter((glyph) => !used.has(glyph));
    }
  }
  return insertTables(findUnruled(rest, levels, page), tables);
}

function findUnruled(glyphs: readonly Glyph[], levels: readonly Edge[], page: number): Block[] {
  const rows = findRows(glyphs);
  const blocks: Block[] = [];
  let from = 0;
  for (const region of findFormRegions(rows)) {
    const form = findForm(rows.slice(region.from, region.to), levels, page);
    if (form === undefined) continue;
    blocks.push(...findAligned(rows.slice(from, region.from), levels, page), form);
    from = region.to;
  }
  return [...blocks, ...findAligned(rows.slice(from), levels, page)];
}

/** The form that rows of text are, where some of its texts take several lines; what has one line in each cell shows its columns by itself. */
function findForm(rows: readonly Row[], levels: readonly Edge[], page: number): Table | undefined {
  if (!isWideText(listGlyphs(rows)) || !hasGutters(rows)) return undefined;
  const box = unite(rows.map((row) => row.box));
  const near = levels.filter((level) => level.position > box[1] && level.position < box[3]);
  const wrapped = findTextBlocks(rows, near).filter((block) => block.lines.length > 1);
  return wrapped.length < LEAST_WRAPPED ? undefined : buildForm(rows, near, box, page);
}

function findAligned(rows: readonly Row[], levels: readonly Edge[], page: number): Block[] {
  const blocks: Block[] = [];
  let plainFrom = 0;
  for (const { from, to } of findAlignedRegions(rows)) {
    const region = findRegionBlocks(rows.slice(from, to), levels, page);
    if (region === undefined) continue;
    blocks.push(...toParagraphs(rows.slice(plainFrom, from), page), ...region);
    plainFrom = to;
  }
  return [...blocks, ...toParagraphs(rows.slice(plainFrom), page)];
}

/** The table or the columns of prose that rows in line are; undefined where they are neither. */
function findRegionBlocks(rows: readonly Row[], levels: readonly Edge[], page: number): Block[] | undefined {
  const columns = findAlignedColumns(rows);
  const kind = judgeAligned(columns);
  if (kind === "text") return undefined;
  if (kind === "table") return [buildAlignedTable(columns, levels, page)];
  const stops = [...columns.gutters.map(middle), Infinity];
  return stops.flatMap((stop, index) => {
    const start = index === 0 ? -Infinity : (stops[index - 1] ?? -Infinity);
    const segments = rows.flatMap((row) => row.segments.filter(({ box }) => (box[0] + box[2]) / 2 > start && (box[0] + box[2]) / 2 <= stop));
    return findUnruled(segments.flatMap((segment) => segment.glyphs), levels, page);
  });
}

function toParagraphs(rows: readonly Row[], page: number): Block[] {
  const lines = rows.map((row): Segment => ({ glyphs: row.segments.flatMap((segment) => segment.glyphs), box: row.box, emPt: row.emPt }));
  return linesToParagraphs(lines, page);
}
