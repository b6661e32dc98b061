import type { Table } from "../document/document.ts";
import type { Glyph } from "../document/page-content.ts";
import type { Box } from "../document/place.ts";
import { findAlignedColumns, isCrossed, middle, type AlignedColumns } from "./aligned-columns.ts";
import { findAlignedRegions } from "./aligned-regions.ts";
import { isTableByRules } from "./aligned-kind.ts";
import { buildAlignedTable } from "./aligned-table.ts";
import { buildForm, isWideText } from "./form-table.ts";
import { joinLines } from "./cell-text.ts";
import type { Edge } from "./edges.ts";
import { findFullGrid, glyphsOfCells } from "./full-grid.ts";
import { isInStack, type LevelStack } from "./level-stacks.ts";
import { findLines, isBlank, median } from "./lines.ts";
import { findRows, listGlyphs, type Row } from "./segments.ts";

/** A table that level rules alone bound, and the characters in it. */
export interface LevelTable {
  readonly table: Table;
  readonly glyphs: ReadonlySet<Glyph>;
}

/** With so many rows of text between neighbouring rules or fewer, and so many bands or more, each band is a row of the table. */
const LINES_PER_BAND = 3;
const LEAST_BANDS = 3;
/** A single text this wide, as a share of the rules' length, is a line of prose and not a cell. */
const LINE_SHARE = 0.6;
/** Text of a size this much larger is the title of what follows. */
const TITLE_SIZE = 1.15;
/** Of the rows of a table whose rules part only its head and foot, this share must be in line. */
const ALIGNED_SHARE = 0.7;
/** Room for the text beyond the ends of the rules, in points. */
const SIDE_PT = 2;

/**
 * The tables that a stack of level rules bounds: one, or more where lines of prose stand between two of the rules. What is
 * no table is left out.
 */
export function findLevelTables(stack: LevelStack, glyphs: readonly Glyph[], levels: readonly Edge[], page: number): LevelTable[] {
  const inside = glyphs.filter((glyph) => isInStack(stack, glyph.box));
  const runs: Band[][] = [[]];
  const rows = findRows(inside);
  const em = median(rows.map((row) => row.emPt));
  for (const band of findBands(stack, rows)) {
    if (isProseBand(band) || band.rows.some((row) => row.emPt > TITLE_SIZE * em)) runs.push([]);
    else runs.at(-1)?.push(band);
  }
  return runs.flatMap((bands) => toLevelTable(bands, stack, inside, levels, page));
}

/** Whether nothing but whole lines of text stands between two rules. */
function isProseBand({ rows, left, right }: Band): boolean {
  const isLine = ({ segments, box }: Row) => segments.length === 1 && box[2] - box[0] > LINE_SHARE * (right - left);
  if (rows.length === 0 || rows.some((row) => row.segments.length > 1)) return false;
  // A label and the text beside it may not have one line level with another.
  if (rows.some((row) => rows.some((other) => other.box[2] < row.box[0]))) return false;
  return rows.some(isLine) || (rows.length > 1 && !isWideText(listGlyphs(rows)));
}

function toLevelTable(bands: readonly Band[], stack: LevelStack, inside: readonly Glyph[], levels: readonly Edge[], page: number): LevelTable[] {
  const rows = bands.flatMap((band) => band.rows);
  const [top, bottom] = [bands[0]?.top ?? 0, bands.at(-1)?.bottom ?? 0];
  const form = buildFormOf(rows, levels, [stack.box[0], top, stack.box[2], bottom], page);
  if (form !== undefined) return [{ table: form, glyphs: new Set(listGlyphs(rows)) }];
  const columns = rows.length < 2 ? undefined : findAlignedColumns(rows);
  if (columns === undefined || !isTableByRules(columns)) return [];
  const ofTable = inside.filter(({ box }) => (box[1] + box[3]) / 2 > top && (box[1] + box[3]) / 2 <= bottom);
  if (isRowPerBand(bands)) {
    const table = buildFromBands([stack.box[0], top, stack.box[2], bottom], bands, columns, ofTable, page);
    if (table !== undefined) return [{ table, glyphs: new Set(ofTable) }];
  }
  const aligned = findAlignedRegions(rows).reduce((count, region) => count + region.to - region.from, 0);
  if (aligned < ALIGNED_SHARE * rows.length) return [];
  const near = levels.filter((level) => level.position >= top - 1 && level.position <= bottom + 1);
  return [{ table: buildAlignedTable(columns, near, page), glyphs: new Set(ofTable) }];
}

/** Where text breaks anywhere, as Chinese does, each of its texts tells where its cell is. */
function buildFormOf(rows: readonly Row[], levels: readonly Edge[], box: Box, page: number): Table | undefined {
  return isWideText(listGlyphs(rows)) ? buildForm(rows, levels, box, page, 1) : undefined;
}

interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly rows: readonly Row[];
}

function findBands({ levels, box: [left, , right] }: LevelStack, rows: readonly Row[]): Band[] {
  return levels.slice(1).map((level, index) => {
    const top = levels[index]?.position ?? level.position;
    const within = rows.filter(({ box }) => (box[1] + box[3]) / 2 > top && (box[1] + box[3]) / 2 <= level.position);
    return { top, bottom: level.position, left, right, rows: within };
  });
}

function isRowPerBand(bands: readonly Band[]): boolean {
  const inked = bands.filter((band) => band.rows.length > 0);
  return inked.length >= LEAST_BANDS && median(inked.map((band) => band.rows.length)) <= LINES_PER_BAND;
}

/** Draws the upright rules that the table leaves out, in each band where no text runs over them, and reads it as a ruled one. */
function buildFromBands([x0, y0, x1, y1]: Box, bands: readonly Band[], { gutters }: AlignedColumns, glyphs: readonly Glyph[], page: number): Table | undefined {
  const inked = glyphs.filter((glyph) => !isBlank(glyph));
  const left = Math.min(x0, ...inked.map((glyph) => glyph.box[0] - SIDE_PT));
  const right = Math.max(x1, ...inked.map((glyph) => glyph.box[2] + SIDE_PT));
  const uprights = bands.flatMap(({ top, bottom, rows }) => {
    const free = gutters.filter((gutter) => !rows.some((row) => row.segments.some((segment) => isCrossed(gutter, segment))));
    return [left, ...free.map(middle), right].map((position): Edge => ({ axis: "vertical", position, from: top, to: bottom }));
  });
  const levels = [y0, ...bands.map((band) => band.bottom)].map((position): Edge => ({ axis: "horizontal", position, from: left, to: right }));
  const grid = findFullGrid([...levels, ...uprights], inked);
  if (grid === undefined) return undefined;
  const ofCells = glyphsOfCells(grid, glyphs);
  const cells = grid.cells.map(({ box, ...slot }, index) => {
    const { text, runs } = joinLines(findLines(ofCells[index] ?? []), page, box[0], box[2]);
    return { ...slot, text, at: [{ page, box: [...box] satisfies Box }], runs };
  });
  const box: Box = [left, y0, right, y1];
  return { kind: "table", at: [{ page, box }], rowCount: grid.ys.length - 1, columnCount: grid.xs.length - 1, grid: "aligned", cells };
}
