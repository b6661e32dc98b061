import type { InkImage } from "./gray-image.ts";

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

/** Upper edges of ink. */
export function sampleUpperEdges(ink: InkImage): EdgePoints {
  const { width, height, data } = ink;
  const found = collectEdges(data, width, width);
  return toPoints(found, (at) => at % width, (at) => Math.floor(at / width), width, height);
}

/** Left edges of ink. */
export function sampleLeftEdges(ink: InkImage): EdgePoints {
  const { width, height, data } = ink;
  const found = collectEdges(data, 1, width);
  return toPoints(found, (at) => Math.floor(at / width), (at) => at % width, height, width);
}

function collectEdges(data: Uint8Array, back: number, from: number): number[] {
  const found: number[] = [];
  for (let at = data.indexOf(1, from); at >= 0; at = data.indexOf(1, at + 1)) if (data[at - back] === 0) found.push(at);
  return found;
}

function toPoints(found: readonly number[], alongOf: (at: number) => number, acrossOf: (at: number) => number, length: number, breadth: number): EdgePoints {
  const step = Math.max(1, found.length / MAX_POINTS);
  const count = Math.floor(found.length / step);
  const pick = (index: number): number => found[Math.floor(index * step)] ?? 0;
  return {
    along: Float32Array.from({ length: count }, (_, index) => alongOf(pick(index)) - length / 2),
    across: Float32Array.from({ length: count }, (_, index) => acrossOf(pick(index))),
    length,
    breadth,
  };
}

/** The points whose place across lies between two, given as shares of the breadth. */
export function selectBand(points: EdgePoints, from: number, to: number): EdgePoints {
  const inside = (value: number): boolean => value >= from * points.breadth && value < to * points.breadth;
  const along = points.along.filter((_, index) => inside(points.across[index] ?? 0));
  return { ...points, along, across: points.across.filter(inside) };
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
    const low = Math.floor(place);
    bins[low] = (bins[low] ?? 0) + 1 - (place - low);
    bins[low + 1] = (bins[low + 1] ?? 0) + place - low;
  }
  let score = 0;
  for (const count of bins) score += count * count;
  return score;
}
