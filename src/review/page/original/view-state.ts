import { computed, effect, signal } from "@preact/signals";
import type { Place } from "../../../document/place.ts";
import { revealed, selectedEntry } from "../document/document-state.ts";
import { rerunOn } from "../shell/rerun-on.ts";
import { entryPlaces } from "../document/record-model.ts";

/** How the original is looked at. 1 is as wide as the pane. */
export const zoom = signal(1);
/** Quarter turns, in degrees clockwise. */
export const turn = signal<0 | 90 | 180 | 270>(0);
/** The page at the top of the pane, 1-based. */
export const currentPage = signal(1);
/** Which page to scroll to; counts up with each wish so that the same page can be wished for again. */
export const wishedPage = signal<{ readonly page: number; readonly count: number }>({ page: 1, count: 0 });
export const pageCount = signal(0);
export const hasThumbnails = signal(false);

const zoomLimits = { least: 0.4, most: 5 } as const;

export function zoomBy(factor: number): void {
  zoom.value = Math.min(zoomLimits.most, Math.max(zoomLimits.least, zoom.value * factor));
}

export function fitWidth(): void {
  zoom.value = 1;
}

export function rotate(): void {
  const turns = [0, 90, 180, 270] as const;
  turn.value = turns[(turns.indexOf(turn.value) + 1) % turns.length] ?? 0;
}

export function goToPage(page: number): void {
  const wanted = Math.min(Math.max(1, page), Math.max(1, pageCount.value));
  currentPage.value = wanted;
  wishedPage.value = { page: wanted, count: wishedPage.value.count + 1 };
}

export function stepPage(step: 1 | -1): void {
  goToPage(currentPage.value + step);
}

/** Places that are shown though they belong to no chosen value: text in no value. */
const spotlight = signal<readonly Place[] | null>(null);
const revealCount = signal(0);

/** Shows places of the original until a value is chosen. */
export function revealPlaces(places: readonly Place[]): void {
  spotlight.value = places;
  revealCount.value += 1;
}

effect(() => {
  // Choosing a value ends what was shown before.
  rerunOn(revealed);
  spotlight.value = null;
});

/** The places that stand out now. */
export const shownPlaces = computed<readonly Place[]>(() => spotlight.value ?? (selectedEntry.value === undefined ? [] : entryPlaces(selectedEntry.value)));

/** Changes whenever the shown places are to be scrolled to. */
export const revealKey = computed(() => `${revealed.value}/${revealCount.value}`);

/** Looks at another document afresh. */
export function resetView(): void {
  zoom.value = 1;
  turn.value = 0;
  currentPage.value = 1;
  pageCount.value = 0;
}
