import { isWholeLevel, mendLevel, classifyLevel1 } from "../../canonical/levels.ts";
import { rateFit } from "../field-fit.ts";
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
    if (isDebris(token.text)) return this.takeDebris(token);
    this.takeText(token);
    return 1;
  }

  private takeLevel(tokens: readonly Token[], index: number, level: 1 | 2): number {
    for (let pieces = 3; pieces >= 1; pieces--) {
      const taken = tokens.slice(index, index + pieces);
      const text = taken.map((token) => token.text).join("");
      if (taken.length < pieces || !(isWholeLevel(text, level) || (pieces === 1 && level === 1 && isLevel1Piece(text)))) continue;
      const met = { tokens: [...taken], row: this.rowInProgress() };
      (level === 1 ? this.level1 : this.level2).push(met);
      return pieces;
    }
    return 0;
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

/** What side labels and wrapped labels leave behind. */
function isDebris(text: string): boolean {
  return /^(?:绩效|指标|指|标|效|项目|目标|绩|产出|效益)$/u.test(text);
}

function isLevel1Piece(text: string): boolean {
  return text.length >= 3 && text.length <= 6 && classifyLevel1(text) !== undefined && mendLevel(text, 1, 0.7) !== undefined;
}

function completes(tokens: readonly Token[], piece: Token): boolean {
  const text = tokens.map((token) => token.text).join("");
  return !text.endsWith("指标") && (text + piece.text).endsWith("指标");
}

/**
 * Deals labels printed in the middle of their rows: a label met when `row` rows had begun stands over a group that has as
 * many rows before it as after. Groups follow each other without a gap; the division with the least deviation is taken.
 */
function dealLevels(rows: readonly RunningIndicator[], levels: readonly MetLevel[], slot: (row: RunningIndicator) => Token[]): void {
  let start = 0;
  levels.forEach((level, index) => {
    const next = levels[index + 1];
    const size = chooseSize(start, level.row, next?.row ?? rows.length);
    const first = rows[start];
    if (first !== undefined) slot(first).push(...level.tokens);
    start += size;
  });
}

/** The size of the group that begins at `start` whose middle is met at `middle`, leaving the next label a place. */
function chooseSize(start: number, middle: number, next: number): number {
  const before = middle - start;
  // With no row before it the group has one row; with n before it, as many after: 2n, or 2n+1 where the next label leaves room.
  const size = before <= 0 ? 1 : 2 * before;
  return Math.max(1, Math.min(size, next - start));
}
