/** A stretch of one of two texts: in both, or only in the one that it is of. */
export interface MarkedText {
  readonly text: string;
  readonly isChanged: boolean;
}

/** Two texts cut where they part: the unchanged stretches of both are the same, in the same order. */
export interface MarkedPair {
  readonly one: readonly MarkedText[];
  readonly other: readonly MarkedText[];
}

/** Beyond this many pairs of characters the middle is marked as a whole: telling more would hold the page up. */
const maxPairs = 4_000_000;

/** Texts that share less of the shorter one are two texts: a character here and there says nothing. */
const leastCommonShare = 0.4;

/**
 * Marks what differs between two texts, character by character: what begins and ends alike is the same, and of the middle
 * the longest common sequence. Of texts that have little in common everything differs.
 */
export function markChanges(one: string, other: string): MarkedPair {
  const [first, second] = [Array.from(one), Array.from(other)];
  const start = countCommon(first, second, (list, at) => list[at]);
  const end = countCommon(first.slice(start), second.slice(start), (list, at) => list[list.length - 1 - at]);
  const shorter = Math.min(first.length, second.length);
  const middle = alignMiddle(first.slice(start, first.length - end), second.slice(start, second.length - end));
  if (start + end + middle.one.size < leastCommonShare * shorter) return { one: [{ text: one, isChanged: true }], other: [{ text: other, isChanged: true }] };
  const mark = (list: readonly string[], kept: ReadonlySet<number>) => joinMarks(list.map((char, at) => ({ text: char, isChanged: at >= start && at < list.length - end && !kept.has(at - start) })));
  return { one: mark(first, middle.one), other: mark(second, middle.other) };
}

function countCommon(one: readonly string[], other: readonly string[], read: (list: readonly string[], at: number) => string | undefined): number {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && read(one, count) === read(other, count)) count += 1;
  return count;
}

interface Kept {
  readonly one: ReadonlySet<number>;
  readonly other: ReadonlySet<number>;
}

/** The positions, in each list, of a longest common sequence. Source: the dynamic program of Wagner and Fischer (1974). */
function alignMiddle(one: readonly string[], other: readonly string[]): Kept {
  const kept = { one: new Set<number>(), other: new Set<number>() };
  if (one.length * other.length > maxPairs) return kept;
  const width = other.length + 1;
  const lengths = new Uint32Array((one.length + 1) * width);
  const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      const isSame = one[row] === other[column];
      lengths[row * width + column] = isSame ? lengthAt(row + 1, column + 1) + 1 : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < one.length && column < other.length; ) {
    if (one[row] === other[column]) {
      kept.one.add(row++);
      kept.other.add(column++);
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row += 1;
    else column += 1;
  }
  return kept;
}

function joinMarks(marks: readonly MarkedText[]): MarkedText[] {
  const joined: MarkedText[] = [];
  for (const mark of marks) {
    const last = joined.at(-1);
    if (last?.isChanged === mark.isChanged) joined[joined.length - 1] = { ...mark, text: last.text + mark.text };
    else joined.push(mark);
  }
  return joined;
}
