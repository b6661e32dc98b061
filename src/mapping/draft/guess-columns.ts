import { isWholeLevel } from "../../canonical/levels.ts";
import { rateFit } from "../field-fit.ts";
import type { Chunk, Unit } from "../form-text.ts";
import { isFilled } from "./draft-elements.ts";
import type { ColumnSamples } from "./list-columns.ts";
import type { HeaderColumn, ListHeader } from "./list-headers.ts";

/** How far a column is trusted that only its cells tell. */
const guessed = 0.5;
/** A target's shape as {@link rateFit} rates it. */
const targetShape = 0.7;

/** Whether the row prints an indicator: one of its cells is a level's name. */
export function isIndicatorRow(unit: Unit): boolean {
  return unit.chunks.some((chunk) => isWholeLevel(chunk.text, 2) || isWholeLevel(chunk.text, 1));
}

/**
 * The header over a list of indicators, with the columns that its own words do not tell (unknown or damaged headings)
 * told by what stands below: levels by their names, what is measured by standing behind them, targets by their shape.
 * Undefined where the rows below are no indicators.
 */
export function guessColumns(header: ListHeader | undefined, unit: Unit, below: Unit | undefined, samples: (columns: readonly HeaderColumn[]) => ColumnSamples): ListHeader | undefined {
  if (header !== undefined && header.list !== "indicators") return undefined;
  if (below === undefined || below.table !== unit.table || !isIndicatorRow(below) || isIndicatorRow(unit)) return undefined;
  const filled = unit.chunks.filter(isFilled);
  if (header === undefined && (filled.length < 3 || !filled.every(isHeading))) return undefined;
  const columns = header?.columns ?? filled.map((chunk) => ({ chunk, entry: undefined }));
  const texts = samples(columns).map((column) => column.map((text) => text.replace(/\s+/gu, "")));
  const guesser = new Guesser(columns, texts);
  return { list: "indicators", columns: guesser.guess() };
}

const longestHeading = 20;
const isHeading = (chunk: Chunk): boolean => chunk.text.trim().length <= longestHeading && rateFit("money", chunk.text) <= 0;

class Guesser {
  private readonly columns: HeaderColumn[];
  private readonly texts: ColumnSamples;

  constructor(columns: readonly HeaderColumn[], texts: ColumnSamples) {
    // A damaged heading may resemble another column's: what holds targets names nothing.
    this.columns = columns.map((column, index) => (column.entry?.field === "indicators.name" && mostly(texts[index] ?? [], isTarget) ? { ...column, entry: undefined } : column));
    this.texts = texts;
  }

  guess(): HeaderColumn[] {
    // A list of several projects has their money or goals in columns of its own: what stands before those names the project.
    if (this.columns.some(({ entry }) => entry !== undefined && ofProject.test(entry.field))) this.fill("name", (texts) => mostly(texts, isProjectName), 0);
    this.fill("indicators.level1", (texts) => texts.some((text) => isWholeLevel(text, 1) && !isWholeLevel(text, 2)), 0);
    this.fill("indicators.level2", (texts) => texts.some((text) => isWholeLevel(text, 2) && !isWholeLevel(text, 1)), 0);
    const levels = this.findColumn(/^indicators\.level/u);
    this.fill("indicators.name", (texts) => mostly(texts, (text) => rateFit("indicator-name", text) > 0 && !isTarget(text)), levels + 1);
    const name = this.findColumn(/^indicators\.name/u);
    this.fill("indicators.target", (texts) => mostly(texts, isTarget), name + 1);
    this.fill("indicators.target", (texts) => mostly(texts, (text) => rateFit("target", text) > 0), name + 1);
    return this.columns;
  }

  /** The last column that has a field of the kind; -1 where none has. */
  private findColumn(field: RegExp): number {
    return this.columns.findLastIndex(({ entry }) => entry !== undefined && field.test(entry.field));
  }

  /** Gives the first column that has no field, and whose cells suit, a field that no column has. */
  private fill(field: string, suits: (texts: readonly string[]) => boolean, from: number): void {
    if (this.columns.some(({ entry }) => entry?.field.startsWith(field))) return;
    const at = this.columns.findIndex(({ entry }, column) => column >= from && entry === undefined && suits(this.texts[column] ?? []));
    const column = this.columns[at];
    if (column !== undefined) this.columns[at] = { ...column, entry: { role: "column", field }, similarity: guessed };
  }
}

const ofProject = /^(?:funding|goals)\./u;
const isProjectName = (text: string): boolean => /^\p{Script=Han}.{3,}/u.test(text) && !/[。；]/u.test(text) && rateFit("money", text) <= 0 && !isTarget(text) && !isWholeLevel(text, 1) && !isWholeLevel(text, 2);
const isTarget = (text: string): boolean => rateFit("target", text) > targetShape;

function mostly(texts: readonly string[], suits: (text: string) => boolean): boolean {
  return texts.length > 0 && texts.filter(suits).length > texts.length / 2;
}
