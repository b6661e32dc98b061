import type { Homography } from "../document/homography.ts";
import type { InkImage } from "./gray-image.ts";
import { estimateSkew, sampleEdges, selectBand, type EdgePoints } from "./skew.ts";

/** How the lines of a page run, in degrees: those across at its top and bottom, those down at its left and right. */
export interface LineDirections {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Bands of the page that are measured apart, as shares of its breadth. */
const BANDS = [
  [0, 0.3],
  [0.2, 0.5],
  [0.4, 0.7],
  [0.6, 0.9],
  [0.7, 1],
] as const;
/** Lines of one page differ by at most this many degrees between its sides. */
const BAND_REACH = 4;
/** An angle counts when its score is this many times the usual one: rulings, or many lines of text. */
const CLEAR = 1.25;
/** Edges that run down must stand out more: strokes of text line up by chance. */
const CLEAR_DOWN = 1.6;

/** Measures the directions on a picture that is upright to within eight degrees. */
export function measureDirections(ink: InkImage): LineDirections {
  const { upper: across, left: down } = sampleEdges(ink);
  const level = estimateSkew(across);
  const [top, bottom] = fitBands(across, level.degrees, CLEAR);
  // What turns the lines across turns those down the other way: y grows downwards.
  const [left, right] = fitBands(down, -level.degrees, CLEAR_DOWN);
  return { top, bottom, left, right };
}

/** A straight line through the bands' angles, weighted by how clear they are; its values at both edges of the page. */
function fitBands(points: EdgePoints, around: number, clear: number): [number, number] {
  const measured = BANDS.flatMap(([from, to]) => {
    const band = selectBand(points, from, to);
    const { degrees, clarity } = estimateSkew(band, around, BAND_REACH);
    return clarity >= clear ? [{ place: meanPlace(band), degrees, weight: (clarity - 1) * band.along.length }] : [];
  });
  const weight = measured.reduce((sum, band) => sum + band.weight, 0);
  if (measured.length === 0 || weight === 0) return [around, around];
  const mean = { place: 0, degrees: 0 };
  for (const band of measured) {
    mean.place += (band.weight * band.place) / weight;
    mean.degrees += (band.weight * band.degrees) / weight;
  }
  const spread = measured.reduce((sum, band) => sum + band.weight * (band.place - mean.place) ** 2, 0);
  const slope = spread / weight > 0.01 ? measured.reduce((sum, band) => sum + band.weight * (band.place - mean.place) * (band.degrees - mean.degrees), 0) / spread : 0;
  return [mean.degrees - slope * mean.place, mean.degrees + slope * (1 - mean.place)];
}

function meanPlace(band: EdgePoints): number {
  return band.across.reduce((sum, value) => sum + value, 0) / Math.max(1, band.across.length) / band.breadth;
}

/** Directions this near to a plain turn, in degrees, are a scan's; the rest is error of measurement. */
const PLAIN_TURN = 0.12;

/**
 * The map in pixels from the straightened page to the given one, both of the same size: lines across and down, which run
 * as measured, come from level and upright ones. A plain turn where the directions agree with one.
 */
export function rectifyingMap(width: number, height: number, directions: LineDirections): Homography {
  const { top, bottom, left, right } = snapToTurn(directions);
  // Four lines of the given picture, through the middles of its sides, that shall be the straight picture's edges.
  const upper = lineThrough(width / 2, 0, top);
  const lower = lineThrough(width / 2, height, bottom);
  const leftEdge = uprightThrough(0, height / 2, left);
  const rightEdge = uprightThrough(width, height / 2, right);
  const corners = [meet(upper, leftEdge), meet(upper, rightEdge), meet(lower, rightEdge), meet(lower, leftEdge)] as const;
  return squareToQuad(width, height, corners);
}

/** By how many degrees the page is turned, where nothing else is done to it; undefined where its lines run otherwise. */
export function findPlainTurn({ top, bottom, left, right }: LineDirections): number | undefined {
  const turn = (top + bottom - left - right) / 4;
  return [top - turn, bottom - turn, left + turn, right + turn].every((rest) => Math.abs(rest) <= PLAIN_TURN) ? turn : undefined;
}

function snapToTurn(directions: LineDirections): LineDirections {
  const turn = findPlainTurn(directions);
  return turn === undefined ? directions : { top: turn, bottom: turn, left: -turn, right: -turn };
}

/** `a x + b y = c`. */
type Line = readonly [number, number, number];
type Point = readonly [number, number];

function lineThrough(x: number, y: number, degrees: number): Line {
  const slope = Math.tan((degrees * Math.PI) / 180);
  return [-slope, 1, y - slope * x];
}

function uprightThrough(x: number, y: number, degrees: number): Line {
  const slope = Math.tan((degrees * Math.PI) / 180);
  return [1, -slope, x - slope * y];
}

function meet([a, b, c]: Line, [d, e, f]: Line): Point {
  const determinant = a * e - b * d;
  return [(c * e - b * f) / determinant, (a * f - c * d) / determinant];
}

/** The map that takes the corners of a `width × height` rectangle, clockwise from the top left, to four points. Source: P. Heckbert (1989). */
export function squareToQuad(width: number, height: number, corners: readonly [Point, Point, Point, Point]): Homography {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners;
  const [sx, sy] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3];
  const [dx1, dx2, dy1, dy2] = [x1 - x2, x3 - x2, y1 - y2, y3 - y2];
  const determinant = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / determinant;
  const h = (dx1 * sy - sx * dy1) / determinant;
  const [a, b, d, e] = [x1 - x0 + g * x1, x3 - x0 + h * x3, y1 - y0 + g * y1, y3 - y0 + h * y3];
  return [a / width, b / height, x0, d / width, e / height, y0, g / width, h / height, 1];
}
