import type { Run } from "../document/document.ts";
import type { Box, PagePlace, Place } from "../document/place.ts";
import type { Span } from "./form-text.ts";

/**
 * Where spans stand: on a page the cells that hold them, elsewhere and outside of cells the places of their runs, neighbours on
 * one line of print joined.
 */
export function findPlaces(spans: readonly Span[]): Place[] {
  const places: Place[] = [];
  const cells = new Map<Place, PagePlace>();
  for (const span of spans) {
    const ink: Place[] = [];
    for (const run of runsOf(span)) joinPlace(ink, clipPlace(run, span));
    const held = holdInCells(span, ink, cells);
    if (held === undefined) for (const place of ink) joinPlace(places, place, [...cells.values()]);
    else places.push(...held);
    if (places.length === 0 && span.to > span.from) places.push(...span.leaf.at);
  }
  return places;
}

/**
 * The cells in which a span has its ink, one for each page, as far as no span before it stands in them (those are in `cells`,
 * and take its ink); undefined where it stands in none.
 */
function holdInCells({ leaf, from, to }: Span, ink: readonly Place[], cells: Map<Place, PagePlace>): Place[] | undefined {
  if (leaf.isCell !== true) return undefined;
  const isWhole = leaf.text.slice(from, to).trim() === leaf.text.trim();
  const inked = leaf.at.flatMap((cell) => {
    const own = ink.flatMap((place) => ("box" in place && "box" in cell && place.page === cell.page ? [place.box] : []));
    return "box" in cell && own.length > 0 ? [{ cell, own }] : [];
  });
  if (inked.length === 0) return undefined;
  return inked.flatMap(({ cell, own }) => {
    const known = cells.get(cell);
    known?.ink?.push(...own);
    if (known !== undefined) return [];
    const place = { page: cell.page, box: cell.box, ...(isWhole ? {} : { ink: own }) };
    cells.set(cell, place);
    return [place];
  });
}

/** The least confidence a reader gave to a character of the spans; 1 where every character is exact. */
export function leastConfidence(spans: readonly Span[]): number {
  let least = 1;
  for (const span of spans) {
    for (const run of runsOf(span)) {
      if (run.confidence !== undefined && span.leaf.text.slice(run.from, run.to).trim() !== "") least = Math.min(least, run.confidence);
    }
  }
  return least;
}

/** The runs that touch a span, found by bisection: runs are in order. */
function* runsOf(span: Span): Generator<Run> {
  const { runs } = span.leaf;
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.to ?? 0) <= span.from) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < runs.length; index++) {
    const run = runs[index];
    if (run === undefined || run.from >= span.to) return;
    yield run;
  }
}

/** A text run's columns are cut to the span where run and line agree character for character. */
function clipPlace(run: Run, span: Span): Place {
  const { at } = run;
  if (!("line" in at) || at.to - at.from !== run.to - run.from) return at;
  const from = at.from + Math.max(0, span.from - run.from);
  const to = at.to - Math.max(0, run.to - span.to);
  return { line: at.line, from, to };
}

/** Adds a place, joined with the last one where both are of one line and that one is none of the `closed`. */
function joinPlace(places: Place[], place: Place, closed: readonly Place[] = []): void {
  const last = places.at(-1);
  const joined = last === undefined || closed.includes(last) ? undefined : joinTwo(last, place);
  if (joined === undefined) places.push(place);
  else places[places.length - 1] = joined;
}

function joinTwo(a: Place, b: Place): Place | undefined {
  if ("line" in a && "line" in b && a.line === b.line && b.from >= a.from) return { line: a.line, from: a.from, to: Math.max(a.to, b.to) };
  if ("box" in a && "box" in b && a.page === b.page && onOneLine(a.box, b.box)) return { page: a.page, box: union(a.box, b.box) };
  if ("table" in a && "table" in b && JSON.stringify(a) === JSON.stringify(b)) return a;
  if ("paragraph" in a && "paragraph" in b && JSON.stringify(a) === JSON.stringify(b)) return a;
  return undefined;
}

/** Two boxes are on one line of print when they overlap by more than half of the lower one's height. */
function onOneLine(a: Box, b: Box): boolean {
  const overlap = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return overlap > 0.5 * Math.min(a[3] - a[1], b[3] - b[1]);
}

function union(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
