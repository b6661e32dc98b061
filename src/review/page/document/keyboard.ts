import { signal } from "@preact/signals";
import { startAddingBeside } from "./add-row.ts";
import { confirmEntry, confirmUnder, rejectEntry, startEditing, undoLatest } from "./actions.ts";
import { entryByKey, filter, filters, findNeighbour, findNextOpen, isEditing, sections, select, selected, selectedEntry } from "./document-state.ts";
import { fitWidth, rotate, stepPage, zoomBy } from "../original/view-state.ts";

export const isHelpOpen = signal(false);

/** What each key does while a document is open; shown to people by the help. */
const keys: Readonly<Record<string, () => void>> = {
  n: nextOpen,
  j: () => { move(1); },
  ArrowDown: () => { move(1); },
  k: () => { move(-1); },
  ArrowUp: () => { move(-1); },
  c: () => { withSelected((key) => void confirmEntry(key)); },
  e: () => { startEditing(); },
  x: () => { withSelected((key) => void rejectEntry(key)); },
  u: () => void undoLatest(),
  C: confirmSection,
  "+": () => { zoomBy(1.25); },
  "=": () => { zoomBy(1.25); },
  "-": () => { zoomBy(0.8); },
  "0": fitWidth,
  r: rotate,
  "[": () => { stepPage(-1); },
  "]": () => { stepPage(1); },
  a: addBeside,
  f: nextFilter,
  "?": () => { isHelpOpen.value = true; },
};

/** Goes to the next value that asks for review. */
export function nextOpen(): void {
  const next = findNextOpen(selected.value);
  if (next !== undefined) select(next);
}

/** Goes to the value before or after. */
export function move(step: 1 | -1): void {
  const key = findNeighbour(step);
  if (key !== undefined) select(key);
}

function withSelected(work: (entry: NonNullable<typeof selectedEntry.value>) => void): void {
  if (selectedEntry.value !== undefined) work(selectedEntry.value);
}

function confirmSection(): void {
  const section = sections.value.find(({ path }) => selected.value?.startsWith(path) === true && entryByKey.value.has(selected.value));
  const inner = sections.value.filter(({ path }) => selected.value?.startsWith(`${path}.`) === true).at(-1);
  const chosen = inner ?? section;
  if (chosen !== undefined) void confirmUnder(chosen.path);
}

function addBeside(): void {
  const key = selected.value ?? "";
  const section = sections.value.filter(({ path }) => key.startsWith(`${path}.`)).at(-1);
  if (section !== undefined) startAddingBeside(key, section);
}

function nextFilter(): void {
  filter.value = filters[(filters.indexOf(filter.value) + 1) % filters.length] ?? "all";
}

/** Listens to the keys of the document's view; the function it gives ends that. */
export function followKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (isHelpOpen.value) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !isTyping(event)) {
      event.preventDefault();
      void undoLatest();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isEditing.value) return;
    // A list of choices or a scrolling part keeps its own arrows.
    if (event.key.startsWith("Arrow") && !isOnValue(event)) return;
    const work = keys[event.key];
    if (work === undefined) return;
    event.preventDefault();
    work();
  };
  addEventListener("keydown", listen);
  return () => { removeEventListener("keydown", listen); };
}

function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest("input, textarea, select") !== null;
}

function isOnValue(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && (event.target === document.body || event.target.id === "main" || event.target.closest(".values") !== null);
}
