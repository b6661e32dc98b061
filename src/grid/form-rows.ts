import type { Box } from "../document/place.ts";
import { overlap } from "./box.ts";
import type { Edge } from "./edges.ts";
import { median } from "./lines.ts";
import { isNumeric, textOf } from "./segments.ts";
import { toBlock, type TextBlock } from "./text-blocks.ts";

/** A cell's text and the rows over which its cell reaches, 0-based, the last included. */
export interface PlacedBlock {
  readonly block: TextBlock;
  readonly top: number;
  readonly bottom: number;
}

/** The rows of a form: where each begins and ends on the page, in points, and what stands in them. */
export interface FormRows {
  /** One more than there are rows, ascending. */
  readonly ys: readonly number[];
  readonly blocks: readonly PlacedBlock[];
}

/** Blocks of one row have their middles, or their tops, within this of each other, in ems. */
const SAME_LEVEL_EM = 0.3;
/** Two texts tell whether middles or tops are level where these are this near, and nearer than those by so much, in ems. */
const EXACT_EM = 0.15;
const CLEAR_EM = 0.15;
/** Rules this near are one. */
const SAME_RULE_PT = 3;
/** A row that a label's cell does not reach costs as much as this many ems between the middles of the label and its rows. */
const UNREACHED_EM = 0.6;
/** Fewer rows of texts beside each other between two rules are the lines of one. */
const LEAST_LEVEL_ROWS = 2;
/** So many are the rows of a list also in a table whose other rows are all ruled. */
const LIST_ROWS = 5;
/** With so many bands between rules in which texts stand beside each other, and few lines in the usual one, each band is a row. */
const LEAST_BANDS = 3;
const LINES_PER_BAND = 3;

/** The rows of a form from the rules that part them and, between two rules, from the level of its texts. `box` is around all. */
export function findFormRows(blocks: readonly TextBlock[], levels: readonly Edge[], box: Box): FormRows {
  const bands = findRuledYs(levels, box);
  const zoned: Zoned[] = blocks.map((block) => ({ block, ...findZone(block, levels, bands) }));
  const isMiddle = areMiddlesLevel(blocks);
  const isRuled = isRowPerBand(zoned, bands.length - 1);
  const ys: number[] = [bands[0] ?? box[1]];
  const firstRows: number[] = [];
  const placed: PlacedBlock[] = [];
  bands.slice(1).forEach((bottom, band) => {
    const first = ys.length - 1;
    firstRows.push(first);
    const own = zoned.filter((zone) => zone.from === band && zone.to === band).map((zone) => zone.block);
    const inner = findInnerRows(own, [box[0], bands[band] ?? bottom, box[2], bottom], isMiddle, isRuled, bands.length > 2);
    placed.push(...inner.blocks.map((one) => ({ ...one, top: one.top + first, bottom: one.bottom + first })));
    ys.push(...inner.ys.slice(1));
  });
  firstRows.push(ys.length - 1);
  const over = zoned.filter((zone) => zone.from !== zone.to);
  placed.push(...over.map(({ block, from, to }) => ({ block, top: firstRows[from] ?? 0, bottom: (firstRows[to + 1] ?? ys.length - 1) - 1 })));
  return { ys, blocks: placed };
}

interface Zoned {
  readonly block: TextBlock;
  readonly from: number;
  readonly to: number;
}

/** Whether rules part all rows. */
function isRowPerBand(zoned: readonly Zoned[], bandCount: number): boolean {
  const ofBands = Array.from({ length: bandCount }, (_, band) => zoned.filter(({ from, to }) => from === band && to === band));
  const lines = ofBands.filter((own) => own.length > 1).map((own) => Math.min(...own.map(({ block }) => own.filter((other) => overlap(other.block.box[0], other.block.box[2], block.box[0], block.box[2]) > 0).reduce((sum, other) => sum + other.block.lines.length, 0))));
  return lines.length >= LEAST_BANDS && median(lines) <= LINES_PER_BAND;
}

function findRuledYs(levels: readonly Edge[], box: Box): number[] {
  const inside = levels.map((level) => level.position).filter((y) => y > box[1] + SAME_RULE_PT && y < box[3] - SAME_RULE_PT);
  const ys = [box[1]];
  for (const y of inside.sort((a, b) => a - b)) if (y - (ys.at(-1) ?? y) > SAME_RULE_PT) ys.push(y);
  return [...ys, box[3]];
}

/** From which to which band a block's cell reaches: between the rules above and below it. */
function findZone({ box }: TextBlock, levels: readonly Edge[], bands: readonly number[]): { from: number; to: number } {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const over = levels.filter((level) => level.from <= x && level.to >= x).map((level) => level.position);
  const above = Math.max(...over.filter((position) => position <= y), -Infinity);
  const below = Math.min(...over.filter((position) => position > y), Infinity);
  const from = Math.max(0, bands.findLastIndex((band) => band <= above + SAME_RULE_PT));
  const to = bands.findIndex((band) => band >= below - SAME_RULE_PT);
  return { from, to: Math.max(from, (to === -1 ? bands.length - 1 : to) - 1) };
}

/** Whether texts of different heights in one row stand with their middles level, as in most forms; else with their tops. */
function areMiddlesLevel(blocks: readonly TextBlock[]): boolean {
  let middles = 0;
  let tops = 0;
  for (const [index, a] of blocks.entries()) {
    for (const b of blocks.slice(index + 1, index + 12)) {
      if (a.lines.length === b.lines.length || overlap(a.box[1], a.box[3], b.box[1], b.box[3]) <= 0) continue;
      const [middle, top] = [Math.abs(middleOf(a) - middleOf(b)) / a.emPt, Math.abs(a.box[1] - b.box[1]) / a.emPt];
      if (Math.min(middle, top) > EXACT_EM || Math.abs(middle - top) < CLEAR_EM) continue;
      if (middle < top) middles++;
      else tops++;
    }
  }
  return middles >= tops;
}

function middleOf({ box }: TextBlock): number {
  return (box[1] + box[3]) / 2;
}

/** The rows between two rules: one, save where texts stand level with each other more than once. */
function findInnerRows(blocks: readonly TextBlock[], box: Box, isMiddle: boolean, isRuled: boolean, isParted: boolean): FormRows {
  const rows = findLevelRows(blocks, isMiddle);
  const crowded = rows.filter((row) => row.length > 1);
  if (isParted && !(isRuled ? isList(crowded, blocks) : crowded.length >= LEAST_LEVEL_ROWS)) return { ys: [box[1], box[3]], blocks: joinColumns(blocks).map((block) => ({ block, top: 0, bottom: 0 })) };
  const inRows = new Set(rows.flat());
  const own = dropLabelRows(rows);
  const ys = findRowYs(own, box);
  const labels = blocks.filter((block) => !inRows.has(block) || !own.some((row) => row.includes(block)));
  return { ys, blocks: reachRows(own, labels, isMiddle) };
}

/** Whether rows are those of a list, and not the lines of wrapped texts: with a number, or as many texts as the first, in each. */
function isList(rows: readonly TextBlock[][], blocks: readonly TextBlock[]): boolean {
  const [first, ...others] = rows;
  if (first === undefined || others.length === 0) return false;
  // A text of one line in the middle of its cell stands between the lines of those beside it.
  const heights = rows.map((row) => median(row.map(middleOf)));
  const isBetween = (block: TextBlock) => heights.some((height, index) => middleOf(block) > height + SAME_LEVEL_EM * block.emPt && middleOf(block) < (heights[index + 1] ?? -Infinity) - SAME_LEVEL_EM * block.emPt);
  if (blocks.some((block) => block.lines.length === 1 && isBetween(block))) return false;
  const isRow = (row: readonly TextBlock[]) => row.length >= first.length || row.some((block) => block.lines.some((line) => isNumeric(textOf(line))));
  return rows.length >= LIST_ROWS || others.every(isRow);
}

/** What stands below each other between two rules is one cell's. */
function joinColumns(blocks: readonly TextBlock[]): TextBlock[] {
  const joined: TextBlock[] = [];
  for (const block of blocks.toSorted((a, b) => a.box[1] - b.box[1])) {
    const index = joined.findIndex(({ box }) => overlap(box[0], box[2], block.box[0], block.box[2]) > 0 && overlap(box[1], box[3], block.box[1], block.box[3]) <= 0);
    const above = joined[index];
    if (above === undefined) joined.push(block);
    else joined[index] = toBlock([...above.lines, ...block.lines]);
  }
  return joined;
}

/** Groups of blocks that are level, none over another: the choice with the most blocks. From top to bottom. */
function findLevelRows(blocks: readonly TextBlock[], isMiddle: boolean): TextBlock[][] {
  const keyOf = (block: TextBlock) => (isMiddle ? middleOf(block) : block.box[1]);
  const groups: TextBlock[][] = [];
  for (const block of blocks.toSorted((a, b) => keyOf(a) - keyOf(b))) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group !== undefined && first !== undefined && keyOf(block) - keyOf(first) <= SAME_LEVEL_EM * block.emPt) group.push(block);
    else groups.push([block]);
  }
  return pickApart(groups.map((group) => ({ group, ...extentOf(group) })));
}

/** From the top to the bottom of a row's usual block: one that is much higher is a label of several rows. */
function extentOf(group: readonly TextBlock[]): { top: number; bottom: number } {
  const height = median(group.map(({ box }) => box[3] - box[1]));
  const usual = group.filter(({ box }) => box[3] - box[1] <= height + 0.1);
  return { top: Math.min(...usual.map(({ box }) => box[1])), bottom: Math.max(...usual.map(({ box }) => box[3])) };
}

interface Extent {
  readonly group: TextBlock[];
  readonly top: number;
  readonly bottom: number;
}

/** Groups that do not overlap with the most blocks in all. */
function pickApart(groups: readonly Extent[]): TextBlock[][] {
  const sorted = groups.toSorted((a, b) => a.bottom - b.bottom);
  const best: { count: number; picked: TextBlock[][] }[] = [{ count: 0, picked: [] }];
  for (const [index, { group, top }] of sorted.entries()) {
    const before = sorted.findLastIndex((other, at) => at < index && other.bottom <= top + 1);
    const base = best[before + 1] ?? { count: 0, picked: [] };
    const without = best[index] ?? base;
    // Of rows with as many texts the lower ones are kept: a label that stands between two rows is the lesser.
    const count = base.count + group.length + (group.length > 1 ? 1 : 0);
    best.push(count > without.count ? { count, picked: [...base.picked, group] } : without);
  }
  return best.at(-1)?.picked ?? [];
}

/** Leaves out rows that hold a label alone, where the rows around it have nothing in its columns: the label is theirs. */
function dropLabelRows(rows: readonly TextBlock[][]): TextBlock[][] {
  return rows.filter((row, index) => {
    const [only] = row;
    if (only === undefined || row.length > 1) return true;
    const around = [rows[index - 1], rows[index + 1]].filter((other) => other !== undefined);
    const isBeside = (other: readonly TextBlock[]) => other.length > 1 && other.every(({ box }) => overlap(box[0], box[2], only.box[0], only.box[2]) <= 0) && other.some(({ box }) => box[0] >= only.box[2]);
    return around.length < 2 || !around.every(isBeside);
  });
}

/** Half way between one row's lowest text and the next one's highest. */
function findRowYs(rows: readonly TextBlock[][], box: Box): number[] {
  const extents = rows.map(extentOf);
  const inner = extents.slice(1).map(({ top }, index) => ((extents[index]?.bottom ?? top) + top) / 2);
  return [box[1], ...inner, box[3]];
}

/** Gives labels at the left the rows that they stand beside, so that their middles are those of the rows. */
function reachRows(rows: readonly TextBlock[][], labels: readonly TextBlock[], isMiddle: boolean): PlacedBlock[] {
  const rowOf = new Map(rows.flatMap((row, index) => row.map((block) => [block, index] as const)));
  const extents = rows.map(extentOf);
  const placed: PlacedBlock[] = [];
  for (const column of groupColumns([...rowOf.keys(), ...labels])) {
    const ownersOf = new Map(column.map((block) => [block, rows.map((row, index) => findOwner(index, row, block, placed))]));
    placed.push(...reachColumn(column, { rowOf, extents, isMiddle, ownersOf }));
  }
  return placed;
}

/** Blocks that stand below each other, column by column from the left. */
function groupColumns(blocks: readonly TextBlock[]): TextBlock[][] {
  const columns: TextBlock[][] = [];
  for (const block of blocks.toSorted((a, b) => a.box[0] - b.box[0])) {
    const column = columns.find((one) => one.every((other) => overlap(other.box[0], other.box[2], block.box[0], block.box[2]) > 0 && overlap(other.box[1], other.box[3], block.box[1], block.box[3]) <= 0));
    if (column === undefined) columns.push([block]);
    else column.push(block);
  }
  return columns.map((column) => column.toSorted((a, b) => a.box[1] - b.box[1]));
}

/** What a blank place belongs to: the label of several rows to its left, or the form's left side (null). */
type Owner = PlacedBlock | null;

/**
 * The owner of the place that a row has in a block's columns; undefined where it is taken, or where a text of this row alone
 * stands to its left, so that it is blank and no label's.
 */
function findOwner(index: number, row: readonly TextBlock[], block: TextBlock, placed: readonly PlacedBlock[]): Owner | undefined {
  const [left, , right] = block.box;
  const here = placed.filter((one) => one.top <= index && one.bottom >= index);
  const isOver = ({ box }: TextBlock) => overlap(box[0], box[2], left, right) > 0;
  if (row.some((other) => other !== block && isOver(other)) || here.some((one) => isOver(one.block))) return undefined;
  const before = here.filter((one) => one.block.box[2] <= left).toSorted((a, b) => b.block.box[2] - a.block.box[2])[0];
  return before === undefined ? null : before.bottom > before.top ? before : undefined;
}

interface RowPlaces {
  readonly rowOf: ReadonlyMap<TextBlock, number>;
  readonly extents: readonly { readonly top: number; readonly bottom: number }[];
  readonly isMiddle: boolean;
  readonly ownersOf: ReadonlyMap<TextBlock, readonly (Owner | undefined)[]>;
}

interface Reached {
  readonly cost: number;
  readonly placed: readonly PlacedBlock[];
}

/** The rows of each block of a column, from the top: the choice whose middles are nearest to the blocks' own. */
function reachColumn(column: readonly TextBlock[], places: RowPlaces): readonly PlacedBlock[] {
  const rowCount = places.extents.length;
  let states: (Reached | undefined)[] = [{ cost: 0, placed: [] }];
  for (let count = 0; count <= column.length; count++) {
    const next: (Reached | undefined)[] = [];
    for (let row = 0; row <= rowCount; row++) {
      const state = states[row];
      if (state === undefined) continue;
      const block = column[count];
      const near = block ?? column[count - 1];
      const owner = near === undefined ? undefined : places.ownersOf.get(near)?.[row];
      const skipped = state.cost + (owner === undefined ? 0 : UNREACHED_EM);
      if (row < rowCount) keepCheaper(states, row + 1, { cost: skipped, placed: state.placed });
      if (block !== undefined) reachFrom(block, row, state, places, next);
    }
    if (count < column.length) states = next;
  }
  return states[rowCount]?.placed ?? column.map((block) => ({ block, ...nearestRow(block, places) }));
}

/** Adds what a block's cell that begins in a row may be: in that row alone, or over blank places of one owner. */
function reachFrom(block: TextBlock, top: number, { cost, placed }: Reached, places: RowPlaces, next: (Reached | undefined)[]): void {
  const { rowOf, ownersOf, extents } = places;
  const owners = ownersOf.get(block) ?? [];
  for (let bottom = top; bottom < extents.length; bottom++) {
    const isAlone = bottom === top && rowOf.get(block) === top;
    if (!isAlone && (owners[bottom] === undefined || owners[bottom] !== owners[top])) break;
    const added = costOf(block, top, bottom, places);
    if (added < Infinity) keepCheaper(next, bottom + 1, { cost: cost + added, placed: [...placed, { block, top, bottom }] });
  }
}

function keepCheaper(states: (Reached | undefined)[], index: number, state: Reached): void {
  const before = states[index];
  if (before === undefined || state.cost < before.cost) states[index] = state;
}

/** How far a block lies from where its cell over these rows would have it, in ems. */
function costOf(block: TextBlock, top: number, bottom: number, { rowOf, extents, isMiddle }: RowPlaces): number {
  const own = rowOf.get(block);
  if (own !== undefined && (own < top || own > bottom)) return Infinity;
  const [first, last] = [extents[top], extents[bottom]];
  if (first === undefined || last === undefined) return Infinity;
  const aim = isMiddle ? (first.top + last.bottom) / 2 : first.top;
  const at = isMiddle ? middleOf(block) : block.box[1];
  return Math.abs(aim - at) / block.emPt;
}

function nearestRow(block: TextBlock, { rowOf, extents }: RowPlaces): { top: number; bottom: number } {
  const own = rowOf.get(block);
  const distances = extents.map(({ top, bottom }) => Math.abs((top + bottom) / 2 - middleOf(block)));
  const row = own ?? Math.max(0, distances.indexOf(Math.min(...distances)));
  return { top: row, bottom: row };
}
