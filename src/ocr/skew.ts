import type { InkImage } from "./gray-image.ts";
import { collectRuns, type InkRuns } from "./ink-runs.ts";

/** A picture lies at most this far from upright, in degrees. */
const MAX_ANGLE = 8;
const COARSE_STEP = 0.4;
const FINE_STEP = 0.04;
/** More sampled edge points than this make the angle no better. */
const MAX_POINTS = 30_000;
/** With fewer points nothing can be said. */
const MIN_POINTS = 200;

/** Places where ink begins: below paper, for the slope of lines that run across; right of paper, for those that run down. */
export interface EdgePoints {
  /** Along the lines, from the middle of the picture, in pixels. */
  readonly along: Float32Array;
  /** Across the lines, from the picture's edge, in pixels. */
  readonly across: Float32Array;
  readonly length: number;
  readonly breadth: number;
}

/** An angle and how clearly it stands out: its score over that of the usual angle. */
export interface Skew {
  readonly degrees: number;
  readonly clarity: number;
}

/** Upper and left edges of ink. */
export function sampleEdges(ink: InkImage): { readonly upper: EdgePoints; readonly left: EdgePoints } {
  const { width, height } = ink;
  const runs = collectRuns(ink);
  const left = findLeftEdges(ink, runs);
  const upper = findUpperEdges(ink, runs);
  return {
    upper: toPoints(upper, (at) => at % width, (at) => Math.floor(at / width), width, height),
    left: toPoints(left, (at) => Math.floor(at / width), (at) => at % width, height, width),
  };
}

/** Places in the picture, row by row from the second, whose upper neighbour is paper. */
function findUpperEdges({ width, height, data }: InkImage, runs: InkRuns): Int32Array {
  const found = new Int32Array(countInk(runs));
  let count = 0;
  for (let row = 1; row < height; row++) {
    const end = runs.rowStart[row + 1] ?? 0;
    for (let run = runs.rowStart[row] ?? 0; run < end; run++) {
      const to = row * width + (runs.to[run] ?? 0);
      for (let at = row * width + (runs.from[run] ?? 0); at < to; at++) if (data[at - width] === 0) found[count++] = at;
    }
  }
  return found.subarray(0, count);
}

/** Places in the picture, row by row from the second, where a run of ink begins. */
function findLeftEdges({ width, height, data }: InkImage, runs: InkRuns): Int32Array {
  const found = new Int32Array(runs.count);
  let count = 0;
  for (let row = 1; row < height; row++) {
    const end = runs.rowStart[row + 1] ?? 0;
    for (let run = runs.rowStart[row] ?? 0; run < end; run++) {
      const at = row * width + (runs.from[run] ?? 0);
      if (data[at - 1] === 0) found[count++] = at;
    }
  }
  return found.subarray(0, count);
}

function countInk({ from, to, count }: InkRuns): number {
  let sum = 0;
  for (let run = 0; run < count; run++) sum += (to[run] ?? 0) - (from[run] ?? 0);
  return sum;
}

function toPoints(found: Int32Array, alongOf: (at: number) => number, acrossOf: (at: number) => number, length: number, breadth: number): EdgePoints {
  const step = Math.max(1, found.length / MAX_POINTS);
  const count = Math.floor(found.length / step);
  const [along, across] = [new Float32Array(count), new Float32Array(count)];
  for (let index = 0; index < count; index++) {
    const at = found[Math.floor(index * step)] ?? 0;
    along[index] = alongOf(at) - length / 2;
    across[index] = acrossOf(at);
  }
  return { along, across, length, breadth };
}

/** The points whose place across lies between two, given as shares of the breadth. */
export function selectBand(points: EdgePoints, from: number, to: number): EdgePoints {
  const [along, across] = [new Float32Array(points.along.length), new Float32Array(points.along.length)];
  let count = 0;
  for (let index = 0; index < points.across.length; index++) {
    const value = points.across[index] ?? 0;
    if (value < from * points.breadth || value >= to * points.breadth) continue;
    along[count] = points.along[index] ?? 0;
    across[count++] = value;
  }
  return { ...points, along: along.subarray(0, count), across: across.subarray(0, count) };
}

/**
 * By how many degrees lines turn away from their direction (downwards to the right, or rightwards to the bottom): the
 * angle at which edges of ink gather in the fewest rows. Text lines and rulings both count (projection profile).
 */
export function estimateSkew(points: EdgePoints, around = 0, reach = MAX_ANGLE): Skew {
  if (points.along.length < MIN_POINTS) return { degrees: around, clarity: 1 };
  const coarse = bestAngle(points, around, reach, COARSE_STEP);
  const middle = bestAngle(points, coarse.degrees, COARSE_STEP, COARSE_STEP / 4);
  const fine = bestAngle(points, middle.degrees, COARSE_STEP / 4, FINE_STEP);
  return { degrees: fine.degrees, clarity: fine.score / Math.max(1, coarse.usual) };
}

function bestAngle(points: EdgePoints, around: number, reach: number, step: number): { degrees: number; score: number; usual: number } {
  let best = { degrees: around, score: scoreAngle(points, around) };
  const scores: number[] = [];
  for (let degrees = around - reach; degrees <= around + reach + step / 2; degrees += step) {
    const score = scoreAngle(points, degrees);
    scores.push(score);
    // Upright wins a tie: an empty or a chequered page is not to be turned.
    if (score > best.score * 1.0001) best = { degrees, score };
  }
  scores.sort((a, b) => a - b);
  return { ...best, usual: scores[Math.floor(scores.length / 2)] ?? best.score };
}

function scoreAngle(points: EdgePoints, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const margin = Math.ceil((Math.abs(slope) * points.length) / 2) + 1;
  const bins = new Float64Array(Math.ceil(points.breadth + 2 * margin) + 2);
  for (let index = 0; index < points.along.length; index++) {
    const place = (points.across[index] ?? 0) - slope * (points.along[index] ?? 0) + margin;
    // The margin keeps it from being negative, so that cutting off rounds down.
    const low = place | 0;
    bins[low] = (bins[low] ?? 0) + 1 - (place - low);
    bins[low + 1] = (bins[low + 1] ?? 0) + place - low;
  }
  let score = 0;
  for (const count of bins) score += count * count;
  return score;
}
