import type { Box } from "../document/place.ts";
import { holds, overlap } from "./box.ts";
import type { Glyph } from "../document/page-content.ts";
import type { Edge } from "./edges.ts";

/** Level rules below each other with the same ends: the rules of a table without upright ones. */
export interface LevelStack {
  /** From the highest to the lowest. */
  readonly levels: readonly Edge[];
  readonly box: Box;
}

/** Ends of one table's rules are this near to each other. */
const SAME_END_PT = 6;
/** A table's rules are at least this long; shorter ones underline a heading. */
const LEAST_LENGTH_PT = 90;
/** Rules further apart than this share of their length are of different tables, or the lines of a page's head and foot. */
const MOST_APART = 1.2;

/** Rules this near are one. */
const SAME_RULE_PT = 3;
/** What stands further below a cut table's last text, in points, is none of its. */
const CUT_SPACE_PT = 30;

/** Finds stacks of at least two level rules, from top to bottom. */
export function findLevelStacks(levels: readonly Edge[]): LevelStack[] {
  const stacks: Edge[][] = [];
  for (const level of levels.toSorted((a, b) => a.position - b.position)) {
    const length = level.to - level.from;
    if (length < LEAST_LENGTH_PT) continue;
    const stack = stacks.find((candidate) => {
      const last = candidate.at(-1);
      return last !== undefined && isSameSpan(last, level) && level.position - last.position <= MOST_APART * length;
    });
    if (stack === undefined) stacks.push([level]);
    else stack.push(level);
  }
  return stacks.filter((stack) => stack.length > 1).map(toStack);
}

function isSameSpan(a: Edge, b: Edge): boolean {
  return Math.abs(a.from - b.from) <= SAME_END_PT && Math.abs(a.to - b.to) <= SAME_END_PT;
}

function toStack(levels: readonly Edge[]): LevelStack {
  const first = Math.min(...levels.map((level) => level.from));
  const last = Math.max(...levels.map((level) => level.to));
  const positions = levels.map((level) => level.position);
  return { levels, box: [first, Math.min(...positions), last, Math.max(...positions)] };
}

/**
 * A stack with the longer rules above and below it that end where it does at one side: a label beside several rows, which
 * a page break cut from the table's first rule, stands outside of the rows' own.
 */
function widenStack(stack: LevelStack, levels: readonly Edge[]): LevelStack {
  const [left, top, right, bottom] = stack.box;
  const isOf = (level: Edge) => {
    const isInside = level.position >= top && level.position <= bottom;
    const distance = Math.max(top - level.position, level.position - bottom);
    const isNear = isInside || (distance <= MOST_APART * (right - left) && reachesOver(level, stack.box));
    return isNear && (Math.abs(level.from - left) <= SAME_END_PT || Math.abs(level.to - right) <= SAME_END_PT) && overlap(level.from, level.to, left, right) > 0;
  };
  return toStack([...new Set([...stack.levels, ...levels.filter(isOf)])].toSorted((a, b) => a.position - b.position));
}

/**
 * Stacks with the longer rules that belong to them, the longest first; those whose rules are all another's are left out. Where the
 * lowest rule stops short of a label beside it, a page break cut the table: it goes down to the end of `glyphs` below it.
 */
export function widenStacks(stacks: readonly LevelStack[], levels: readonly Edge[], glyphs: readonly Glyph[]): LevelStack[] {
  const wide = stacks.map((stack) => widenStack(stack, levels)).toSorted((a, b) => b.levels.length - a.levels.length || b.box[2] - b.box[0] - (a.box[2] - a.box[0]));
  const kept: LevelStack[] = [];
  for (const stack of wide) if (!kept.some((other) => stack.levels.every((level) => other.levels.includes(level)))) kept.push(stack);
  return kept.map((stack) => closeCut(stack, glyphs));
}

function closeCut(stack: LevelStack, glyphs: readonly Glyph[]): LevelStack {
  const [left, , right, bottom] = stack.box;
  const last = stack.levels.at(-1);
  if (last === undefined || stack.levels.some((level) => bottom - level.position <= SAME_RULE_PT && reachesOver(level, stack.box))) return stack;
  let foot = bottom;
  for (const { box } of glyphs.toSorted((a, b) => a.box[1] - b.box[1])) {
    if (box[1] > foot + CUT_SPACE_PT) break;
    if (overlap(box[0], box[2], left, right) > 0 && box[1] >= bottom) foot = Math.max(foot, box[3]);
  }
  return foot === bottom ? stack : toStack([...stack.levels, { axis: "horizontal", position: foot + 1, from: left, to: right }]);
}

/** Whether a rule is as long as a stack's, and longer at one side. */
function reachesOver(level: Edge, [left, , right]: Box): boolean {
  return level.from <= left + SAME_END_PT && level.to >= right - SAME_END_PT;
}

/** Whether a box stands between the first and last rule of a stack. */
export function isInStack(stack: LevelStack, box: Box): boolean {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  return holds(stack.box, Math.min(Math.max(x, stack.box[0]), stack.box[2]), y) && overlap(stack.box[0], stack.box[2], box[0], box[2]) > 0;
}
