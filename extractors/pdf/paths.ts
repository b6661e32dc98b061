import type { Ruling } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";
import type { Matrix } from "./matrix.ts";

/** How a path is painted. */
export interface Painting {
  readonly stroke: boolean;
  readonly fill: boolean;
  /** Width of a stroke on the page, in points. */
  readonly strokeWidthPt: number;
}

/** What a path leaves on the page that may matter for tables. */
export interface PathMarks {
  readonly rulings: Ruling[];
  /** Filled areas that are too wide to be lines. */
  readonly areas: Box[];
  readonly hasCurves: boolean;
  /** Whether it is made of curves alone. */
  readonly isRound: boolean;
}

/** Filled shapes this thin are drawn as lines; the boldest rules of forms are 3 points wide. */
const THIN_PT = 4;
/** A stroke this wide paints an area, such as the shade behind a row. */
const WIDE_STROKE_PT = 6;
/** Lines shorter than this are specks. */
const MIN_LENGTH_PT = 0.4;
/** Line-only shapes with more corners are drawings. */
const MAX_CORNERS = 9;

type Point = readonly [number, number];

interface Subpath {
  readonly points: Point[];
  closed: boolean;
  curved: boolean;
  /** Whether it has a straight side of some length. */
  straight: boolean;
}

const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
const CLOSE = 4;

/** Reads a path (pdf.js's packed drawing operators) and tells which lines and areas its painting leaves on the page. */
export function readPath(data: Float32Array, matrix: Matrix, painting: Painting): PathMarks {
  const subpaths = toSubpaths(data, matrix);
  const hasCurves = subpaths.some((subpath) => subpath.curved);
  const isRound = hasCurves && !subpaths.some((subpath) => subpath.straight);
  const marks: PathMarks = { rulings: [], areas: [], hasCurves, isRound };
  if (painting.fill) addFilled(subpaths, marks);
  if (painting.stroke) for (const subpath of subpaths) addStroked(subpath, painting.strokeWidthPt, marks);
  return marks;
}

function toSubpaths(data: Float32Array, [a, b, c, d, e, f]: Matrix): Subpath[] {
  const subpaths: Subpath[] = [];
  let current: Subpath | undefined;
  let index = 0;
  const next = (): number => data[index++] ?? 0;
  const point = (): Point => {
    const x = next();
    const y = next();
    return [a * x + c * y + e, b * x + d * y + f];
  };
  while (index < data.length) {
    const operator = next();
    if (operator === MOVE) {
      current = { points: [point()], closed: false, curved: false, straight: false };
      subpaths.push(current);
    } else if (operator === LINE) {
      addSide(current, point());
    } else if (operator === CURVE || operator === QUADRATIC) {
      // Only the end counts: a rounded corner parts two straight sides.
      for (let control = 0; control < (operator === CURVE ? 2 : 1); control++) point();
      current?.points.push(point());
      if (current !== undefined) current.curved = true;
    } else if (operator === CLOSE) {
      if (current !== undefined) current.closed = true;
    } else {
      break;
    }
  }
  return subpaths;
}

function addSide(subpath: Subpath | undefined, to: Point): void {
  const from = subpath?.points.at(-1);
  if (subpath === undefined || from === undefined) return;
  if (Math.hypot(to[0] - from[0], to[1] - from[1]) > 1) subpath.straight = true;
  subpath.points.push(to);
}

function boxOf({ points }: Subpath): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

function addFilled(subpaths: readonly Subpath[], marks: PathMarks): void {
  const boxes = subpaths.filter((subpath) => subpath.points.length <= MAX_CORNERS).map(boxOf);
  const rims = findRims(boxes);
  for (const [index, box] of boxes.entries()) {
    if (rims.used.has(index)) continue;
    const line = thinLine(box);
    if (line !== undefined) marks.rulings.push(line);
    else if (box[2] - box[0] > THIN_PT && box[3] - box[1] > THIN_PT) marks.areas.push(box);
  }
  for (const rim of rims.boxes) marks.rulings.push(...sidesOf(rim, 0.5));
}

/** Boxes whose inside is taken out by another a little smaller: a border painted as one shape. */
function findRims(boxes: readonly Box[]): { boxes: Box[]; used: Set<number> } {
  const found: Box[] = [];
  const used = new Set<number>();
  for (let index = 0; index + 1 < boxes.length; index++) {
    const [outer, inner] = [boxes[index], boxes[index + 1]];
    if (outer === undefined || inner === undefined || used.has(index)) continue;
    const margins = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]];
    const [left = 0, top = 0, right = 0, bottom = 0] = margins;
    if (!margins.every((margin) => margin > 0 && margin <= THIN_PT)) continue;
    found.push([outer[0] + left / 2, outer[1] + top / 2, outer[2] - right / 2, outer[3] - bottom / 2]);
    used.add(index).add(index + 1);
  }
  return { boxes: found, used };
}

/** The line that a thin box is; undefined for one that is not thin, or too small to see. */
export function thinLine([x0, y0, x1, y1]: Box): Ruling | undefined {
  const width = x1 - x0;
  const height = y1 - y0;
  const thickness = Math.min(width, height);
  const length = Math.max(width, height);
  if (thickness > THIN_PT || length < MIN_LENGTH_PT) return undefined;
  return width >= height
    ? { x0, y0: (y0 + y1) / 2, x1, y1: (y0 + y1) / 2, widthPt: height }
    : { x0: (x0 + x1) / 2, y0, x1: (x0 + x1) / 2, y1, widthPt: width };
}

function addStroked(subpath: Subpath, widthPt: number, marks: PathMarks): void {
  const { points, closed } = subpath;
  const ends = closed && points.length > 2 ? [...points, points[0] ?? [0, 0]] : points;
  for (let index = 0; index + 1 < ends.length; index++) {
    const [x0, y0] = ends[index] ?? [0, 0];
    const [x1, y1] = ends[index + 1] ?? [0, 0];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length < MIN_LENGTH_PT) continue;
    if (widthPt >= WIDE_STROKE_PT) marks.areas.push(widen(x0, y0, x1, y1, widthPt));
    else marks.rulings.push({ x0, y0, x1, y1, widthPt });
  }
}

function widen(x0: number, y0: number, x1: number, y1: number, widthPt: number): Box {
  const half = widthPt / 2;
  const isLevel = Math.abs(x1 - x0) >= Math.abs(y1 - y0);
  return isLevel
    ? [Math.min(x0, x1), Math.min(y0, y1) - half, Math.max(x0, x1), Math.max(y0, y1) + half]
    : [Math.min(x0, x1) - half, Math.min(y0, y1), Math.max(x0, x1) + half, Math.max(y0, y1)];
}

function sidesOf([x0, y0, x1, y1]: Box, widthPt: number): Ruling[] {
  return [
    { x0, y0, x1, y1: y0, widthPt },
    { x0, y0: y1, x1, y1, widthPt },
    { x0, y0, x1: x0, y1, widthPt },
    { x0: x1, y0, x1, y1, widthPt },
  ];
}
