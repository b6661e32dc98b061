import { computed } from "@preact/signals";
import type { Box, Place } from "../../../document/place.ts";
import { mergeBoxes } from "./merge-boxes.ts";
import { answer, entries } from "../document/document-state.ts";
import { entryPlaces, entryState, type EntryState } from "../document/record-model.ts";

/** What marks a place of the original: a value by its key, or text that is in no value. */
export interface Mark {
  /** Null for text in no value. */
  readonly key: string | null;
  readonly state: EntryState | "unmapped";
  readonly place: Place;
}

/** Every place of every value, and of text in no value. */
export const marks = computed<readonly Mark[]>(() => {
  const valued = entries.value.flatMap((entry) => {
    const state = entryState(entry);
    return entryPlaces(entry).map((place) => ({ key: entry.key, state, place }));
  });
  const unmapped = (answer.value?.review?.unmapped ?? []).flatMap((one) => one.at.map((place) => ({ key: null, state: "unmapped" as const, place })));
  return [...valued, ...unmapped];
});

/** A mark on a page. */
export interface PageMark extends Mark {
  readonly box: Box;
}

/** The boxes of a place that belong to nothing else: those of its print where it shares a cell, else its own. */
export function inkOf(place: Place): readonly Box[] {
  return "page" in place ? (place.ink ?? [place.box]) : [];
}

/** Marks of one value on one page, a box for each line of print. */
function mergeMarks(same: readonly Mark[]): (PageMark & { readonly page: number })[] {
  const [first] = same;
  if (first === undefined || !("page" in first.place)) return [];
  const { page } = first.place;
  return mergeBoxes(same.flatMap(({ place }) => inkOf(place))).map((box) => ({ ...first, box, page }));
}

/** Marks by page, the largest first, so that a small one lies on top and can be clicked. */
export const marksByPage = computed<ReadonlyMap<number, readonly PageMark[]>>(() => {
  const onPages = [...Map.groupBy(marks.value, (mark) => ("page" in mark.place ? `${mark.place.page}|${mark.key ?? JSON.stringify(mark.place)}` : "")).values()].flatMap(mergeMarks);
  const area = ([x0, y0, x1, y1]: Box) => (x1 - x0) * (y1 - y0);
  return Map.groupBy(onPages.sort((a, b) => area(b.box) - area(a.box)), (mark) => mark.page);
});

/** A mark in a line of text; columns as in a line place. */
export interface LineMark extends Mark {
  readonly from: number;
  readonly to: number;
}

export const marksByLine = computed<ReadonlyMap<number, readonly LineMark[]>>(() => {
  const inLines = marks.value.flatMap((mark) => ("line" in mark.place ? [{ ...mark, from: mark.place.from, to: mark.place.to, line: mark.place.line }] : []));
  return Map.groupBy(inLines, (mark) => mark.line);
});

/** A stretch of a line in which the same marks hold; the first is the one that a click chooses. */
export interface LineSegment {
  readonly text: string;
  readonly marks: readonly LineMark[];
}

/** Cuts a line at the ends of its marks; shorter marks come first. */
export function cutLine(text: string, lineMarks: readonly LineMark[]): LineSegment[] {
  if (lineMarks.length === 0) return text === "" ? [] : [{ text, marks: [] }];
  const cuts = [...new Set([0, text.length, ...lineMarks.flatMap(({ from, to }) => [from, to])])].filter((at) => at <= text.length).sort((a, b) => a - b);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0;
    const holding = lineMarks.filter((mark) => mark.from <= from && mark.to >= to);
    return { text: text.slice(from, to), marks: holding.sort((a, b) => a.to - a.from - (b.to - b.from)) };
  });
}

/** Whether a mark's place lies in one of the places (of a cell or paragraph). */
export function liesIn(place: Place, places: readonly Place[]): boolean {
  return places.some((one) => overlaps(place, one));
}

function overlaps(one: Place, other: Place): boolean {
  if ("line" in one && "line" in other) return one.line === other.line && one.from < other.to && other.from < one.to;
  if ("table" in one && "table" in other) return one.table === other.table && one.row === other.row && one.column === other.column;
  if ("page" in one && "page" in other) return one.page === other.page && one.box.join() === other.box.join();
  if ("table" in one || "table" in other || "line" in one || "line" in other || "page" in one || "page" in other) return false;
  return one.paragraph === other.paragraph && one.part === other.part;
}
