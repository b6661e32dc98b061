import { classifyLevel1, classifyLevel2, isLevelFragment, isWholeLevel, mendLevel } from "../../canonical/levels.ts";
import type { Level2Code } from "../../canonical/record.ts";
import { rateFit } from "../field-fit.ts";
import { listMiddleDivisions } from "./middle-labels.ts";
import { senseName } from "./name-sense.ts";
import type { Token } from "./running-tokens.ts";

/** An indicator's row put together from running text. */
export interface RunningIndicator {
  readonly name: Token[];
  readonly target: Token[];
  level1: Token[];
  level2: Token[];
}

/** A second level's label with the place where it was met: how many rows had begun, and whether inside one. */
interface MetLevel {
  readonly tokens: Token[];
  readonly row: number;
}

const longestWordTarget = 8;
const longestUnit = 4;

/**
 * Puts the rows of an indicator table together from running text: names and targets take turns; level labels, printed in
 * the middle of the rows they are for, are dealt to their rows by that.
 */
export function readRunningIndicators(tokens: readonly Token[]): RunningIndicator[] {
  const reader = new Reader();
  for (let index = 0; index < tokens.length; ) index += reader.take(tokens, index);
  dealLevels(reader.rows, reader.level2, (row) => row.level2);
  for (const level of reader.level1) reader.rows[Math.min(level.row, reader.rows.length - 1)]?.level1.push(...level.tokens);
  return reader.rows;
}

class Reader {
  readonly rows: RunningIndicator[] = [];
  readonly level1: MetLevel[] = [];
  readonly level2: MetLevel[] = [];

  /** Takes one or more tokens from `index` on and says how many. */
  take(tokens: readonly Token[], index: number): number {
    const token = tokens[index];
    if (token === undefined) return 1;
    const level2 = this.takeLevel(tokens, index, 2);
    if (level2 > 0) return level2;
    const level1 = this.takeLevel(tokens, index, 1);
    if (level1 > 0) return level1;
    if (isDebris(token.text) || this.isRest(token)) return this.takeDebris(token);
    if (beginsLevel(tokens, index)) return this.takeBeginning(token);
    this.takeText(token);
    return 1;
  }

  private takeLevel(tokens: readonly Token[], index: number, level: 1 | 2): number {
    for (let pieces = 3; pieces >= 1; pieces--) {
      const taken = tokens.slice(index, index + pieces);
      const text = joinTokens(taken);
      if (taken.length < pieces || !(isWholeLevel(text, level) || (pieces === 1 && level === 1 && isLevel1Piece(text)))) continue;
      const met = { tokens: [...taken], row: this.rowInProgress() };
      (level === 1 ? this.level1 : this.level2).push(met);
      return pieces;
    }
    return 0;
  }

  /** The second line of a label whose first line was met: 响指标 after 可持续影. */
  private isRest(token: Token): boolean {
    const open = this.level2.at(-1);
    return open !== undefined && wholeWith(open.tokens, token);
  }

  private takeBeginning(token: Token): number {
    this.level2.push({ tokens: [token], row: this.rowInProgress() });
    return 1;
  }

  /** A label met inside a row belongs to that row; one met between rows stands before the next. */
  private rowInProgress(): number {
    const last = this.rows.at(-1);
    return last !== undefined && last.target.length === 0 ? this.rows.length - 1 : this.rows.length;
  }

  /** 指标, 标 and the like, left over from a label that was wrapped: the last label takes it while it is not whole. */
  private takeDebris(token: Token): number {
    const open = [this.level2.at(-1), this.level1.at(-1)].find((level) => level !== undefined && completes(level.tokens, token));
    open?.tokens.push(token);
    return 1;
  }

  private takeText(token: Token): void {
    const last = this.rows.at(-1);
    const fit = rateFit("target", token.text);
    if (last === undefined || last.name.length === 0) this.rows.push(newRow(token));
    else if (last.target.length === 0 && (fit > 0.7 || token.text.length <= longestWordTarget)) last.target.push(token);
    else if (last.target.length === 0) last.name.push(token);
    else if (last.target.length === 1 && /\d$/u.test(last.target[0]?.text ?? "") && token.text.length <= longestUnit) last.target.push(token);
    else this.rows.push(newRow(token));
  }
}

function newRow(name: Token): RunningIndicator {
  return { name: [name], target: [], level1: [], level2: [] };
}

/** The row's own texts at most stand between the two lines of a label. */
const mostBetween = 4;
/** A shorter beginning may be a word of a name. */
const shortestBeginning = 3;

/** Whether a token is the first line of a second level's label, the other line of which follows behind the row's own texts. */
function beginsLevel(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined || token.text.length < shortestBeginning || !isLevelFragment(token.text, 2)) return false;
  return tokens.slice(index + 1, index + 1 + mostBetween).some((other) => wholeWith([token], other));
}

/** Whether a label that is not whole becomes so with a piece. */
function wholeWith(tokens: readonly Token[], piece: Token): boolean {
  const text = joinTokens(tokens);
  return !isWholeLevel(text, 2) && isWholeLevel(text + piece.text, 2);
}

/** What side labels and wrapped labels leave behind. */
function isDebris(text: string): boolean {
  return /^(?:绩效|指标|指|标|效|项目|目标|绩|产出|效益)$/u.test(text);
}

function isLevel1Piece(text: string): boolean {
  return text.length >= 3 && text.length <= 6 && classifyLevel1(text) !== undefined && mendLevel(text, 1, 0.7) !== undefined;
}

function completes(tokens: readonly Token[], piece: Token): boolean {
  const text = joinTokens(tokens);
  return !text.endsWith("指标") && ((text + piece.text).endsWith("指标") || wholeWith(tokens, piece));
}

/** Deals labels printed in the middle of their rows: a label met when `row` rows had begun stands over a group around that row. */
function dealLevels(rows: readonly RunningIndicator[], levels: readonly MetLevel[], slot: (row: RunningIndicator) => Token[]): void {
  const sizes = chooseSizes(rows, levels);
  let start = 0;
  for (const [index, level] of levels.entries()) {
    const first = rows[start];
    if (first !== undefined) slot(first).push(...level.tokens);
    start += sizes[index] ?? 1;
  }
}

/** How many rows each label has: as its middle tells, where all can stand in the middle, and the names of the rows where there are several ways; else each by itself. */
function chooseSizes(rows: readonly RunningIndicator[], levels: readonly MetLevel[]): readonly number[] {
  const places = levels.map((level) => level.row);
  const codes = levels.map((level) => classifyLevel2(joinTokens(level.tokens)));
  const senses = rows.map((row) => senseName(joinTokens(row.name)));
  const ranked = listMiddleDivisions(places, rows.length).map((sizes) => ({ sizes, fitting: countFitting(sizes, codes, senses) }));
  const best = ranked.reduce<(typeof ranked)[number] | undefined>((so, one) => (so === undefined || one.fitting > so.fitting ? one : so), undefined);
  return best?.sizes ?? chooseApart(places, rows.length);
}

/** How many rows have a name that speaks for the label that they would have. */
function countFitting(sizes: readonly number[], codes: readonly (Level2Code | undefined)[], senses: readonly (Level2Code | undefined)[]): number {
  const dealt = sizes.flatMap((size, index) => Array<Level2Code | undefined>(size).fill(codes[index]));
  return senses.filter((sense, row) => sense !== undefined && sense === dealt[row]).length;
}

function joinTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join("");
}

function chooseApart(places: readonly number[], rows: number): number[] {
  let start = 0;
  return places.map((place, index) => {
    const size = chooseSize(start, place, places[index + 1] ?? rows);
    start += size;
    return size;
  });
}

/** The size of the group that begins at `start` whose middle is met at `middle`, leaving the next label a place. */
function chooseSize(start: number, middle: number, next: number): number {
  const before = middle - start;
  // With no row before it the group has one row; with n before it, as many after.
  const size = before <= 0 ? 1 : 2 * before;
  return Math.max(1, Math.min(size, next - start));
}
