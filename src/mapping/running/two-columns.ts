import type { DocumentWords } from "../mending/document-words.ts";
import type { Token } from "./running-tokens.ts";

/** Two texts that stood side by side, sorted out of the order in which their lines were read. */
export interface TwoColumns {
  readonly left: readonly Token[];
  readonly right: readonly Token[];
}

/** Lines of a column differ by no more than this from its width, in full-width characters: one glyph and a bit of stretch. */
const tolerance = 1.6;
/** A column narrower than this is none. */
const narrowest = 6;
const unfinishedLine = -3;
const shortLine = -0.2;
const endsSentence = 1.5;
const goodPair = 0.5;
const emptyColumn = -4;
const gapInLine = -0.15;

/** The width of a text in full-width characters: Latin letters and digits are half as wide. */
export function measureWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /[\da-z]/iu.test(character) ? 0.5 : 1;
  return width;
}

/**
 * Sorts the stretches of two columns that were read line by line. Lines of one column are about equally wide, all but its
 * last; words run on from line to line; a text ends with a full stop. The best division by these is taken, over every
 * pair of widths that the stretches themselves suggest.
 */
export function separateColumns(tokens: readonly Token[], words: DocumentWords): TwoColumns | undefined {
  if (tokens.length < 2) return undefined;
  let best: Division | undefined;
  const widths = suggestWidths(tokens);
  for (const left of widths) {
    for (const right of widths) {
      const division = new Divider(tokens, [left, right], words).divide();
      if (division.score > (best?.score ?? -Infinity)) best = division;
    }
  }
  return best === undefined ? undefined : { left: pick(tokens, best, 0), right: pick(tokens, best, 1) };
}

function pick(tokens: readonly Token[], division: Division, column: Column): Token[] {
  return tokens.filter((_, index) => division.columns[index] === column);
}

type Column = 0 | 1;

interface Division {
  readonly score: number;
  readonly columns: readonly Column[];
}

/** The best way from a stretch on: its column, and the way from the next one on. */
interface Way {
  readonly score: number;
  readonly column?: Column;
  readonly rest?: Way;
}

/** Widths that several stretches, alone or with the next one, come near to. */
function suggestWidths(tokens: readonly Token[]): number[] {
  const counts = new Map<number, number>();
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const lines = [measureWidth(token.text), ...(next === undefined ? [] : [measureWidth(token.text + next.text)])];
    for (const width of lines) {
      const rounded = Math.round(width);
      if (rounded >= narrowest && rounded <= 40) counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
    }
  });
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, mostWidths).map(([width]) => width);
}

const mostWidths = 5;

/** Finds the best division for two given widths by dynamic programming over the stretches. */
class Divider {
  private readonly known = new Map<number, Way>();
  private readonly tokens: readonly Token[];
  private readonly widths: readonly [number, number];
  private readonly words: DocumentWords;
  /** Widths of the stretches before each one, added up. */
  private readonly sums: readonly number[];

  constructor(tokens: readonly Token[], widths: readonly [number, number], words: DocumentWords) {
    this.tokens = tokens;
    this.widths = widths;
    this.words = words;
    const sums = [0];
    for (const token of tokens) sums.push((sums.at(-1) ?? 0) + measureWidth(token.text));
    this.sums = sums;
  }

  divide(): Division {
    // Both texts begin at the top, so what is read first stands on the left.
    const rest = this.goOn({ index: 1, column: 0, lineStart: 0, other: -1, otherOpen: true });
    const columns: Column[] = [0];
    for (let way: Way | undefined = rest; way?.column !== undefined; way = way.rest) columns.push(way.column);
    return { score: rest.score, columns };
  }

  /**
   * The best way for the stretches from `index` on. `column` holds the last stretch, its line began at `lineStart`;
   * `other` is the other column's last stretch (-1: none yet), `otherOpen` whether that column may go on.
   */
  private goOn(state: State): Way {
    const size = this.tokens.length + 1;
    const key = (((state.index * size + state.lineStart) * size + state.other + 1) * 2 + state.column) * 2 + (state.otherOpen ? 1 : 0);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const way = state.index >= this.tokens.length ? { score: this.rateEnd(state) } : this.findBest(state);
    this.known.set(key, way);
    return way;
  }

  private findBest(state: State): Way {
    let best: Way = { score: -Infinity };
    for (const way of [this.sameLine(state), this.nextLine(state), this.otherColumn(state)]) {
      if (way !== undefined && way.score > best.score) best = way;
    }
    return best;
  }

  private lineWidth(state: State, to: number): number {
    return (this.sums[to] ?? 0) - (this.sums[state.lineStart] ?? 0);
  }

  private sameLine(state: State): Way | undefined {
    if (this.lineWidth(state, state.index + 1) > this.widths[state.column] + tolerance) return undefined;
    const rest = this.goOn({ ...state, index: state.index + 1 });
    return { score: rest.score + gapInLine, column: state.column, rest };
  }

  private nextLine(state: State): Way | undefined {
    const rest = this.goOn({ ...state, index: state.index + 1, lineStart: state.index });
    const cost = this.rateLine(state, true) + this.ratePair(state.index - 1, state.index);
    return { score: rest.score + cost, column: state.column, rest };
  }

  private otherColumn(state: State): Way | undefined {
    if (!state.otherOpen) return undefined;
    const column = state.column === 0 ? 1 : 0;
    const full = this.isFull(state);
    const rest = this.goOn({ index: state.index + 1, column, lineStart: state.index, other: state.index - 1, otherOpen: full });
    const cost = this.rateLine(state, false) + (state.other < 0 ? 0 : this.ratePair(state.other, state.index));
    return { score: rest.score + cost, column, rest };
  }

  private isFull(state: State): boolean {
    return Math.abs(this.lineWidth(state, state.index) - this.widths[state.column]) <= tolerance;
  }

  /** A line is full, or it is the last of its text: then it ends a sentence. */
  private rateLine(state: State, goesOn: boolean): number {
    if (this.isFull(state)) return 0.1;
    if (goesOn) return unfinishedLine;
    return shortLine + (this.endsSentence(state.index - 1) ? endsSentence : -endsSentence);
  }

  private endsSentence(index: number): boolean {
    return /[。.；;!！]$/u.test(this.tokens[index]?.text ?? "");
  }

  /** Whether a word runs on from one stretch into the next. */
  private ratePair(before: number, after: number): number {
    const pair = (this.tokens[before]?.text.slice(-1) ?? "") + (this.tokens[after]?.text.slice(0, 1) ?? "");
    return Math.min(3, this.words.countPair(pair)) * goodPair;
  }

  private rateEnd(state: State): number {
    const oneColumn = state.other < 0 ? emptyColumn : 0;
    const otherEnd = state.other >= 0 && state.otherOpen ? (this.endsSentence(state.other) ? endsSentence : -endsSentence) : 0;
    const ownEnd = this.endsSentence(state.index - 1) ? endsSentence : -endsSentence;
    return oneColumn + otherEnd + ownEnd;
  }
}

interface State {
  readonly index: number;
  readonly column: Column;
  readonly lineStart: number;
  readonly other: number;
  readonly otherOpen: boolean;
}
