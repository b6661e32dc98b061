import type { Block, Page, Run } from "./document.ts";
import type { Box, Place } from "./place.ts";

/**
 * A projective map of the plane, row-major: `(x, y)` goes to `((m0 x + m1 y + m2) / w, (m3 x + m4 y + m5) / w)` with
 * `w = m6 x + m7 y + m8`.
 */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/** The map that leaves every point where it is. */
export const identityHomography: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** The image of a point under a homography. */
export function mapPoint(map: Homography, x: number, y: number): [number, number] {
  const w = map[6] * x + map[7] * y + map[8];
  return [(map[0] * x + map[1] * y + map[2]) / w, (map[3] * x + map[4] * y + map[5]) / w];
}

/** The smallest upright box round the image of a box. */
export function mapBox(map: Homography, box: Box): Box {
  const [x0, y0, x1, y1] = box;
  const corners = [mapPoint(map, x0, y0), mapPoint(map, x1, y0), mapPoint(map, x0, y1), mapPoint(map, x1, y1)];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The product of two maps: first `inner`, then `outer`. */
export function composeHomographies(outer: Homography, inner: Homography): Homography {
  const cell = (row: 0 | 3 | 6, column: 0 | 1 | 2): number =>
    outer[row] * inner[column] + at(outer, row + 1) * at(inner, 3 + column) + at(outer, row + 2) * at(inner, 6 + column);
  return [cell(0, 0), cell(0, 1), cell(0, 2), cell(3, 0), cell(3, 1), cell(3, 2), cell(6, 0), cell(6, 1), cell(6, 2)];
}

/**
 * The map back.
 * @throws {RangeError} when the map folds the plane onto a line and has no way back.
 */
export function invertHomography(map: Homography): Homography {
  const [a, b, c, d, e, f, g, h, i] = map;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (Math.abs(determinant) < Number.EPSILON) throw new RangeError("The homography has no inverse.");
  const scaled = [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d].map(
    (value) => value / determinant,
  );
  return [at(scaled, 0), at(scaled, 1), at(scaled, 2), at(scaled, 3), at(scaled, 4), at(scaled, 5), at(scaled, 6), at(scaled, 7), at(scaled, 8)];
}

/**
 * The blocks with their places moved on each page that has a map: from the straightened page that the grid was recovered
 * on to the page a person looks at. Keys are 1-based page numbers. Where the pages are given, no box reaches out of its
 * page: the frame of a turned box does so at the page's edge.
 */
export function moveBlocks(blocks: readonly Block[], maps: ReadonlyMap<number, Homography>, pages: readonly Page[] = []): Block[] {
  if (maps.size === 0) return [...blocks];
  const sizes = new Map(pages.map((page) => [page.number, page]));
  const move = (place: Place): Place => movePlace(place, maps, sizes);
  const moveRuns = (runs: readonly Run[]): Run[] => runs.map((run) => ({ ...run, at: move(run.at) }));
  return blocks.map((block) =>
    block.kind === "paragraph"
      ? { ...block, at: block.at.map(move), runs: moveRuns(block.runs) }
      : { ...block, at: block.at.map(move), cells: block.cells.map((cell) => ({ ...cell, at: cell.at.map(move), runs: moveRuns(cell.runs) })) },
  );
}

function movePlace(place: Place, maps: ReadonlyMap<number, Homography>, sizes: ReadonlyMap<number, Page>): Place {
  if (!("box" in place)) return place;
  const map = maps.get(place.page);
  return map ? { ...place, box: clipBox(mapBox(map, place.box), sizes.get(place.page)) } : place;
}

function clipBox([x0, y0, x1, y1]: Box, page: Page | undefined): Box {
  const clip = (value: number, limit: number | undefined): number => Math.max(0, Math.min(limit ?? Infinity, value));
  return [clip(x0, page?.width), clip(y0, page?.height), clip(x1, page?.width), clip(y1, page?.height)];
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
