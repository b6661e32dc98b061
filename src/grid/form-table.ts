import type { Cell, Table } from "../document/document.ts";
import type { Glyph } from "../document/page-content.ts";
import type { Box } from "../document/place.ts";
import { overlap, unite } from "./box.ts";
import { joinLines } from "./cell-text.ts";
import type { Edge } from "./edges.ts";
import { findFormColumns, type FormCell, type FormColumns } from "./form-columns.ts";
import { findFormRows, type FormRows, type PlacedBlock } from "./form-rows.ts";
import { middle } from "./aligned-columns.ts";
import { isBlank } from "./lines.ts";
import { isWide } from "./script.ts";
import { partAtNarrowGaps } from "./narrow-gaps.ts";
import type { Row } from "./segments.ts";
import { findTextBlocks, toBlock } from "./text-blocks.ts";

/** A form has so many rows with texts beside each other, and this share of all of its rows is so. */
const LEAST_ROWS = 2;
const BESIDE_SHARE = 0.4;
/** A text in which fewer of the characters are Chinese is broken at words, so that its lines do not tell where its cell ends. */
const WIDE_SHARE = 0.35;

/** Whether so much of a text is Chinese that it breaks anywhere. */
export function isWideText(glyphs: readonly Glyph[]): boolean {
  const inked = glyphs.filter((glyph) => !isBlank(glyph));
  return inked.length > 0 && inked.filter((glyph) => isWide(glyph.text)).length >= WIDE_SHARE * inked.length;
}

/**
 * The table that a form is whose upright rules, or all rules, are not drawn: rows from the level rules or from texts that are
 * level, columns from the gaps between texts. `box` is around it; undefined where fewer than `leastRows` of its rows hold texts
 * beside each other.
 */
export function buildForm(rows: readonly Row[], levels: readonly Edge[], box: Box, page: number, leastRows = LEAST_ROWS): Table | undefined {
  const inside = levels.filter((level) => level.position >= box[1] - 1 && level.position <= box[3] + 1 && overlap(level.from, level.to, box[0], box[2]) > 0);
  const joints = [...new Set(inside.flatMap((level) => level.joints ?? []).map((x) => Math.round(x)))].sort((a, b) => a - b);
  const blocks = findTextBlocks(partAtNarrowGaps(rows, joints), inside);
  if (blocks.length === 0) return undefined;
  const ink = unite(blocks.map((block) => block.box));
  const around: Box = [Math.min(box[0], ink[0]), Math.min(box[1], ink[1]), Math.max(box[2], ink[2]), Math.max(box[3], ink[3])];
  const formRows = findFormRows(blocks, inside, around);
  if (!isForm(formRows, leastRows)) return undefined;
  return toTable(formRows, findFormColumns(formRows, joints, around[0], around[2]), around, page);
}

function isForm({ ys, blocks }: FormRows, leastRows: number): boolean {
  const counts = Array.from({ length: ys.length - 1 }, (_, row) => blocks.filter((one) => one.top <= row && one.bottom >= row).length);
  const beside = counts.filter((count) => count > 1).length;
  return beside >= leastRows && beside >= BESIDE_SHARE * counts.filter((count) => count > 0).length;
}

function toTable({ ys, blocks }: FormRows, { lines, cells }: FormColumns, box: Box, page: number): Table {
  const xs = lines.map(middle);
  const whole = separate(addLeftOver(cells, blocks));
  return {
    kind: "table",
    at: [{ page, box }],
    rowCount: ys.length - 1,
    columnCount: xs.length - 1,
    grid: "aligned",
    cells: whole.map((cell) => toCell(cell, xs, ys, page)).toSorted((a, b) => a.row - b.row || a.column - b.column),
  };
}

/** Blocks for which a row had no cell of their own go into the nearest cell of that row: no character may be lost. */
function addLeftOver(cells: readonly FormCell[], blocks: readonly PlacedBlock[]): FormCell[] {
  const whole = [...cells];
  for (const { block, top } of blocks.filter((one) => !cells.some((cell) => cell.block === one.block))) {
    const distance = (cell: FormCell) => -overlap(cell.block.box[0], cell.block.box[2], block.box[0], block.box[2]);
    const near = whole.filter((cell) => cell.top <= top && cell.bottom >= top).toSorted((a, b) => distance(a) - distance(b))[0];
    if (near === undefined) whole.push({ block, top, bottom: top, first: 0, last: 0 });
    else whole[whole.indexOf(near)] = { ...near, block: toBlock([...near.block.lines, ...block.lines].toSorted((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0])) };
  }
  return whole;
}

/** Makes cells smaller that would cover a place of another; those that begin in one place become one. */
function separate(cells: readonly FormCell[]): FormCell[] {
  const taken = new Map<string, number>();
  const kept: FormCell[] = [];
  for (const cell of cells.toSorted((a, b) => a.top - b.top || a.first - b.first)) {
    const holder = taken.get(`${cell.top},${cell.first}`);
    const owner = holder === undefined ? undefined : kept[holder];
    if (owner !== undefined && holder !== undefined) {
      kept[holder] = { ...owner, block: toBlock([...owner.block.lines, ...cell.block.lines]) };
      continue;
    }
    const fitted = shrink(cell, taken);
    for (const place of placesOf(fitted)) taken.set(place, kept.length);
    kept.push(fitted);
  }
  return kept;
}

function shrink(cell: FormCell, taken: ReadonlyMap<string, number>): FormCell {
  const sizes = [cell, { ...cell, last: cell.first }, { ...cell, bottom: cell.top }];
  return sizes.find((size) => !placesOf(size).some((place) => taken.has(place))) ?? { ...cell, last: cell.first, bottom: cell.top };
}

function placesOf({ top, bottom, first, last }: FormCell): string[] {
  const columns = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return Array.from({ length: bottom - top + 1 }, (_, index) => top + index).flatMap((row) => columns.map((column) => `${row},${column}`));
}

function toCell({ block, top, bottom, first, last }: FormCell, xs: readonly number[], ys: readonly number[], page: number): Cell {
  const box: Box = [xs[first] ?? 0, ys[top] ?? 0, xs[last + 1] ?? 0, ys[bottom + 1] ?? 0];
  // The lines of the cell are only about known: how wide its text is tells better where its lines end.
  const { text, runs } = joinLines(block.lines, page, block.box[0], block.box[2]);
  return { row: top, column: first, rowSpan: bottom - top + 1, columnSpan: last - first + 1, text, at: [{ page, box }], runs };
}
