import { isWholeLevel } from "../../canonical/levels.ts";
import { rateFit } from "../field-fit.ts";
import { getFieldDefinition } from "../fields.ts";
import type { Chunk } from "../form-text.ts";

/** What a column of the list takes. */
export interface RunningColumn {
  /** A field of an indicator; undefined for a column that is not wanted. */
  readonly field: string | undefined;
}

const takenAtAll = 0.3;
const unknownColumn = -0.1;
const missing: Readonly<Record<string, number>> = { "indicators.name": -2, "indicators.target": -0.8 };
const missingOther = -0.15;
const missingLevel = 0;
const leastFit = -1.1;
/** A row that begins with its name shares the level above: that is rarer than a name with a level. */
const bareName = -0.9;
/** A target's shape is no name. */
const targetAsName = -1;
const impossible = -2;

/**
 * Deals the stretches of an indicator table that OCR ran into one line out to its rows and columns: the best way to read
 * them from left to right, row by row, where levels may be left out (their cells were merged) and what has the shape of a
 * level, a target or a number goes where such a thing belongs.
 */
export function dealRunningRows(stretches: readonly Chunk[], columns: readonly RunningColumn[]): (Chunk | undefined)[][] {
  const own = columns.flatMap(({ field }, column) => (isStart(field) ? [column] : []));
  const first = own.length > 0 ? own : [0];
  const width = columns.length;
  let scores: number[] = new Array<number>(width).fill(-Infinity);
  const history: { from: number[]; fresh: boolean[] }[] = [];
  stretches.forEach((stretch, index) => {
    const next = new Array<number>(width).fill(-Infinity);
    const from = new Array<number>(width).fill(-1);
    const fresh = new Array<boolean>(width).fill(false);
    for (let column = 0; column < width; column++) {
      const fit = rate(columns[column]?.field, stretch.text);
      if (fit < leastFit) continue;
      const offer = (score: number, before: number, begins: boolean): void => {
        if (score + fit <= (next[column] ?? -Infinity)) return;
        [next[column], from[column], fresh[column]] = [score + fit, before, begins];
      };
      const bare = columns[column]?.field === "indicators.name" && column > 0 ? bareName : 0;
      const lead = first.includes(column) ? rateSkipped(columns, -1, column) + bare : -Infinity;
      if (index === 0) offer(lead, -1, true);
      for (let before = 0; before < width; before++) {
        const score = scores[before] ?? -Infinity;
        if (score === -Infinity) continue;
        if (before < column) offer(score + rateSkipped(columns, before, column), before, false);
        offer(score + rateSkipped(columns, before, width) + lead, before, true);
      }
    }
    scores = next;
    history.push({ from, fresh });
  });
  return traceRows(stretches, columns, scores, history);
}

const starts: ReadonlySet<string | undefined> = new Set(["indicators.level1", "indicators.level2", "indicators.name", "name", "implementingUnit"]);
const isStart = (field: string | undefined): boolean => starts.has(field);

/** What it costs that the columns between two are blank. */
function rateSkipped(columns: readonly RunningColumn[], before: number, column: number): number {
  let cost = 0;
  for (let at = before + 1; at < column; at++) {
    const field = columns[at]?.field;
    // What stands beside a project's indicators stands there once.
    cost += field === undefined ? 0 : field.startsWith("indicators.level") || !field.startsWith("indicators.") ? missingLevel : (missing[field] ?? missingOther);
  }
  return cost;
}

function rate(field: string | undefined, text: string): number {
  if (field === undefined) return unknownColumn;
  const level = isWholeLevel(text, 1) || isWholeLevel(text, 2);
  // A level's name is no name of an indicator, and a word that is none is no level.
  if (level !== field.startsWith("indicators.level")) return impossible;
  if (field === "indicators.name" && rateFit("target", text) > 0.7) return targetAsName;
  return takenAtAll + rateFit(getFieldDefinition(field).type, text);
}

function traceRows(stretches: readonly Chunk[], columns: readonly RunningColumn[], scores: readonly number[], history: readonly { from: number[]; fresh: boolean[] }[]): (Chunk | undefined)[][] {
  let column = scores.indexOf(Math.max(...scores));
  const rows: (Chunk | undefined)[][] = [];
  let row = columns.map((): Chunk | undefined => undefined);
  for (let index = history.length - 1; index >= 0 && column >= 0; index--) {
    row[column] = stretches[index];
    const step = history[index];
    if (step === undefined) break;
    if (step.fresh[column] === true) {
      rows.unshift(row);
      row = columns.map(() => undefined);
    }
    column = step.from[column] ?? -1;
  }
  return rows;
}
