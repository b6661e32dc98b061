import type { InkImage } from "./gray-image.ts";

/** A scan lies at most this far from upright, in degrees; a photo may lie a little further. */
const MAX_ANGLE = 8;
const COARSE_STEP = 0.4;
const FINE_STEP = 0.04;
/** More sampled edge points than this make the angle no better. */
const MAX_POINTS = 60_000;
/** Points in a histogram's bin of this many pixels. */
const BIN_PX = 1;

/**
 * By how many degrees the page's lines fall towards the right: the angle at which the upper edges of ink gather in the
 * fewest rows (projection profile; both text lines and rulings count).
 */
export function estimateSkew(ink: InkImage): number {
  const points = sampleUpperEdges(ink);
  if (points.x.length < 50) return 0;
  const coarse = bestAngle(points, 0, MAX_ANGLE, COARSE_STEP);
  const middle = bestAngle(points, coarse, COARSE_STEP, COARSE_STEP / 4);
  return bestAngle(points, middle, COARSE_STEP / 4, FINE_STEP);
}

interface Points {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Ink pixels with paper above them. */
function sampleUpperEdges(ink: InkImage): Points {
  const { width, height, data } = ink;
  const xs: number[] = [];
  const ys: number[] = [];
  for (let at = width; at < data.length; at++) {
    if (data[at] === 1 && data[at - width] === 0) {
      xs.push(at % width);
      ys.push(Math.floor(at / width));
    }
  }
  const step = Math.max(1, Math.ceil(xs.length / MAX_POINTS));
  const count = Math.floor(xs.length / step);
  const x = Float32Array.from({ length: count }, (_, index) => (xs[index * step] ?? 0) - width / 2);
  const y = Float32Array.from({ length: count }, (_, index) => ys[index * step] ?? 0);
  return { x, y, width, height };
}

function bestAngle(points: Points, around: number, reach: number, step: number): number {
  let best = around;
  let bestScore = -1;
  for (let angle = around - reach; angle <= around + reach + step / 2; angle += step) {
    const score = scoreAngle(points, angle);
    // Upright wins a tie: an empty or a chequered page is not to be turned.
    if (score > bestScore * 1.0001) {
      best = angle;
      bestScore = score;
    }
  }
  return best;
}

function scoreAngle(points: Points, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const margin = Math.ceil((Math.abs(slope) * points.width) / 2) + 1;
  const bins = new Float64Array(Math.ceil((points.height + 2 * margin) / BIN_PX) + 2);
  for (let index = 0; index < points.x.length; index++) {
    const row = (points.y[index] ?? 0) - slope * (points.x[index] ?? 0) + margin;
    const bin = row / BIN_PX;
    const low = Math.floor(bin);
    bins[low] = (bins[low] ?? 0) + 1 - (bin - low);
    bins[low + 1] = (bins[low + 1] ?? 0) + bin - low;
  }
  let score = 0;
  for (const count of bins) score += count * count;
  return score;
}
