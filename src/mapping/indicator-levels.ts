import { classifyLevel1, spellLevel1, classifyLevel2, completeLevel, findLevelInside, isLevelFragment, isWholeLevel, levelOfLevel2, mendLevel } from "../canonical/levels.ts";
import type { Level1Code } from "../canonical/record.ts";
import { understood } from "./trace.ts";
import type { FieldReading } from "./readings.ts";

/** The levels in force for one row. */
export interface Levels {
  readonly level1: FieldReading | undefined;
  readonly level2: FieldReading | undefined;
}

type Cell = FieldReading | undefined;
type Level = 1 | 2;

/** A label torn into pieces stands for a spelling at least this like the pieces joined. */
const leastLikeness = 0.55;
/** A piece of a label is at most this long. */
const longestFragment = 7;

/**
 * The levels of each row of one indicator table, from the cells printed. In a sound table a blank cell takes the level
 * above it. Where a conversion tore labels over several rows, or printed them in the middle of the rows they are for,
 * pieces are joined, debris is left out, and rows find their label by their second level.
 *
 * @param spanned The table's grid tells which rows a cell covers, so that a blank cell is no part of the label below it.
 */
export function resolveLevels(rows: readonly { readonly level1: Cell; readonly level2: Cell }[], spanned: boolean): Levels[] {
  const cells1 = rows.map((row) => filled(row.level1));
  const cells2 = rows.map((row) => filled(row.level2));
  const sound = isSound(cells1, 1);
  const labels1 = sound ? cells1 : joinFragments(cells1, 1);
  const labels2 = isSound(cells2, 2) ? cells2 : joinFragments(cells2, 2);
  const carried2 = labels2 === cells2 ? carryDown(labels2) : carryBothWays(labels2);
  const level2 = carried2.map((cell, index) => (labels2[index] === undefined && leavesGroup(labels1[index], cell) ? undefined : cell));
  const level1 = sound ? (spanned ? carryDown(labels1) : carryFromMiddle(labels1, labels2)) : placeByLevel2(labels1, level2);
  return rows.map((_, index) => ({ level1: level1[index], level2: level2[index] }));
}

/** A row that prints another first level begins a new group: the second level above it does not reach down to it. */
function leavesGroup(label1: Cell, carried2: Cell): boolean {
  if (label1 === undefined || carried2 === undefined) return false;
  const known = classifyLevel1(tight(label1)) !== undefined && classifyLevel2(tight(carried2)) !== undefined;
  return known && !isHome(label1, carried2);
}

function filled(reading: Cell): Cell {
  return reading === undefined || understood(reading).trim() === "" ? undefined : reading;
}

const tight = (reading: FieldReading): string => understood(reading).replace(/\s+/gu, "");

/** Sound: the first row has its label, and no cell is a piece of one. */
function isSound(cells: readonly Cell[], level: Level): boolean {
  if (cells.every((cell) => cell === undefined)) return true;
  return cells[0] !== undefined && cells.every((cell) => cell?.condition !== "running") && cells.every((cell) => cell === undefined || !isFragment(cell, level));
}

function isFragment(cell: FieldReading, level: Level): boolean {
  const text = tight(cell);
  return text.length <= longestFragment && !isWholeLevel(text, level) && !isOwnLabel(cell, text, level);
}

/** A label that a form has of its own: whole words in a sound cell, and no part of any known label. */
function isOwnLabel(cell: FieldReading, text: string, level: Level): boolean {
  return cell.condition === "clean" && shortestOwn.test(text) && !isLevelFragment(text, level) && mendLevel(text, level, leastLikeness) === undefined;
}

const shortestOwn = /^\p{Script=Han}{4,}$/u;

function carryDown(cells: readonly Cell[]): Cell[] {
  let last: Cell;
  return cells.map((cell) => (last = cell ?? last));
}

/**
 * As carrying down; but a row whose printed second level belongs to the label that follows, and not to the one above, is
 * the first of that label's rows: it was printed in the middle of them.
 */
function carryFromMiddle(labels: readonly Cell[], level2: readonly Cell[]): Cell[] {
  const carried = carryDown(labels);
  let below: Cell;
  for (let index = labels.length - 1; index >= 0; index--) {
    const own = labels[index];
    const [label2, above] = [level2[index], carried[index]];
    if (own !== undefined) below = own;
    else if (below !== undefined && label2 !== undefined && isHome(below, label2) && above !== undefined && !isHome(above, label2)) carried[index] = below;
    // A row in between that stays with the label above parts the label below from the rows before it.
    else if (label2 !== undefined) below = undefined;
  }
  return carried;
}

function isHome(label1: FieldReading, label2: FieldReading): boolean {
  const home = classifyLevel2(tight(label2));
  const code = classifyLevel1(tight(label1));
  return home !== undefined && (levelOfLevel2(home) === code || (home === "cost" && code === "cost"));
}

/** As carrying down; rows before the first label take it too, for it was printed in the middle of its rows. */
function carryBothWays(cells: readonly Cell[]): Cell[] {
  const first = cells.find((cell) => cell !== undefined);
  return carryDown(cells).map((cell) => cell ?? first);
}

/** Joins pieces on neighbouring rows into the label they make up, at the first piece's row; debris becomes blank. */
function joinFragments(cells: readonly Cell[], level: Level): Cell[] {
  const joined: Cell[] = cells.map(() => undefined);
  let index = 0;
  while (index < cells.length) {
    const best = findJoin(cells, index, level);
    const next = findJoin(cells, index + 1, level);
    // Debris before a label must not be joined to it: the label alone, from the next row on, is likelier.
    const taken = best !== undefined && !(best.rows > 1 && next !== undefined && next.similarity >= best.similarity);
    if (taken) joined[index] = best.label;
    index += taken ? best.rows : 1;
  }
  return joined;
}

const mostRows = 3;
const shortestWhole = 3;

/** The longest run of cells from `index` on whose pieces, joined, make the likest label. */
function findJoin(cells: readonly Cell[], index: number, level: Level): { label: FieldReading; rows: number; similarity: number } | undefined {
  let best: { label: FieldReading; rows: number; similarity: number } | undefined;
  const pieces: FieldReading[] = [];
  for (let rows = 1; rows <= mostRows && index + rows <= cells.length; rows++) {
    const cell = cells[index + rows - 1];
    // A whole label is not the rest of another.
    if (cell === undefined || (rows > 1 && isWholeLevel(tight(cell), level) && tight(cell).length > shortestWhole)) break;
    pieces.push(cell);
    const text = pieces.map(tight).join("");
    const found = recogniseLevel(text, level);
    if (found === undefined || found.similarity <= (best?.similarity ?? 0)) continue;
    best = { label: joinReadings(pieces, found.label), rows, similarity: found.similarity };
  }
  return best;
}

function recogniseLevel(text: string, level: Level): { label: string; similarity: number } | undefined {
  // 满意度 alone is whole, but 满意度 and 指标 below it are more: completeness counts.
  if (isWholeLevel(text, level)) return text.endsWith("指标") ? { label: text, similarity: 1 } : { label: completeLevel(text, level) ?? text, similarity: 0.95 };
  const inside = findLevelInside(text, level);
  if (inside !== undefined) return { label: inside, similarity: 0.9 };
  const mended = mendLevel(text, level, leastLikeness);
  if (mended !== undefined) return mended;
  const known = level === 1 ? classifyLevel1(text) : classifyLevel2(text);
  if (known === undefined) return undefined;
  // A keyword alone (效益 in 效益:标) tells the label; a longer text with one is a label of its own.
  const spelling = mendLevel(known === "output" ? "产出" + text : text, level, 0);
  return text.length > longestFragment ? { label: text, similarity: 0.6 } : spelling === undefined ? undefined : { ...spelling, similarity: 0.5 };
}

function joinReadings(pieces: readonly FieldReading[], label: string): FieldReading {
  const [first] = pieces;
  if (first === undefined) throw new Error("A label is joined of at least one piece.");
  const text = pieces.map((piece) => piece.text).join("");
  const reading = { ...first, text, spans: pieces.flatMap((piece) => piece.spans) };
  return text.replace(/\s+/gu, "") === label ? { ...reading, condition: pieces.length > 1 ? "torn" : first.condition } : { ...reading, mended: label };
}

/** Each row takes the nearest first level that its second level belongs to; where there is none, the one above it. */
function placeByLevel2(labels: readonly Cell[], level2: readonly Cell[]): Cell[] {
  const above = carryBothWays(labels);
  return level2.map((cell, index) => {
    const home = cell === undefined ? undefined : findHome(tight(cell), labels);
    if (cell === undefined || home === undefined) return above[index];
    return findNearest(labels, home, index) ?? inferLevel1(cell, home, above[index]);
  });
}

/**
 * The first level of a row whose own label was lost with the damage: its second level tells which it is. It is printed
 * nowhere, which the reading says: no characters, the label as mended.
 */
function inferLevel1(level2: FieldReading, home: Level1Code, above: Cell): Cell {
  if (above !== undefined && classifyLevel1(tight(above)) === home) return above;
  return { ...level2, text: "", spans: [], mended: spellLevel1(home) };
}

function findHome(label2: string, labels: readonly Cell[]): Level1Code | undefined {
  const code = classifyLevel2(label2);
  if (code === undefined) return undefined;
  const hasCost = labels.some((label) => label !== undefined && classifyLevel1(tight(label)) === "cost");
  return code === "cost" && hasCost ? "cost" : levelOfLevel2(code);
}

function findNearest(labels: readonly Cell[], code: Level1Code, index: number): Cell {
  let nearest: Cell;
  let distance = Infinity;
  labels.forEach((label, at) => {
    if (label === undefined || classifyLevel1(tight(label)) !== code || Math.abs(at - index) >= distance) return;
    nearest = label;
    distance = Math.abs(at - index);
  });
  return nearest;
}
