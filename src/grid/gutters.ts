import type { Row } from "./segments.ts";

/** A range of x that is free of text, in points. */
export interface Gutter {
  readonly from: number;
  readonly to: number;
}

/** The gaps between the segments of a row. */
export function gapsOf(row: Row): Gutter[] {
  return row.segments.slice(1).map((segment, index) => ({ from: row.segments[index]?.box[2] ?? 0, to: segment.box[0] }));
}

/** What of gutters stays free when a row is added, where that is at least so wide. */
export function narrow(gutters: readonly Gutter[], row: Row, leastPt: number): Gutter[] {
  const ends = row.segments.map(({ box }) => box);
  const free: Gutter[] = [
    { from: -Infinity, to: ends[0]?.[0] ?? Infinity },
    ...gapsOf(row),
    { from: ends.at(-1)?.[2] ?? -Infinity, to: Infinity },
  ];
  return gutters.flatMap((gutter) =>
    free.flatMap((range) => {
      const from = Math.max(gutter.from, range.from);
      const to = Math.min(gutter.to, range.to);
      return to - from >= leastPt ? [{ from, to }] : [];
    }),
  );
}

/**
 * The ranges between the leftmost and rightmost segment that at most `crossings` rows cover, at least `leastPt` wide.
 */
export function findGutters(rows: readonly Row[], crossings: number, leastPt: number): Gutter[] {
  const steps = rows.flatMap((row) =>
    row.segments.flatMap(({ box }) => [
      { x: box[0], change: 1 },
      { x: box[2], change: -1 },
    ]),
  );
  steps.sort((a, b) => a.x - b.x || b.change - a.change);
  const gutters: Gutter[] = [];
  let covering = 0;
  let freeFrom: number | undefined;
  for (const { x, change } of steps) {
    covering += change;
    if (covering <= crossings && freeFrom === undefined && change < 0) freeFrom = x;
    if (covering > crossings && freeFrom !== undefined) {
      if (x - freeFrom >= leastPt) gutters.push({ from: freeFrom, to: x });
      freeFrom = undefined;
    }
  }
  return gutters;
}
