import { batch, computed, signal } from "@preact/signals";
import type { DocumentAnswer, DocumentReviewAnswer } from "../../api.ts";
import { ApiError, getDocument } from "../api/client.ts";
import { buildSections, entryKey, entryState, isEmpty, type Entry, type Section } from "./record-model.ts";

export const filters = ["all", "asking", "findings", "empty"] as const;
export type Filter = (typeof filters)[number];

/** The document that is open; one at a time. */
export const answer = signal<DocumentAnswer | null>(null);
export const loadFault = signal<ApiError | null>(null);
/** The key of the entry that is chosen. */
export const selected = signal<string | null>(null);
export const filter = signal<Filter>("all");
export const isEditing = signal(false);
/** Text that the editor starts with, where it is not the value's own. */
export const draft = signal<string | null>(null);
/** Sections that are folded out though nothing in them is chosen. */
export const unfolded = signal<ReadonlySet<string>>(new Set());
/** Corrections that can be taken back, the latest last; each entry is what one action made. */
export const undoStack = signal<readonly (readonly number[])[]>([]);
/** Counts up when the original should scroll to the chosen place. */
export const revealed = signal(0);

export const sections = computed<readonly Section[]>(() => (answer.value?.review ? buildSections(answer.value.review) : []));
export const entries = computed<readonly Entry[]>(() => sections.value.flatMap((section) => section.groups.flatMap((group) => group.rows.flatMap((row) => row.entries))));
export const entryByKey = computed<ReadonlyMap<string, Entry>>(() => new Map(entries.value.map((entry) => [entry.key, entry])));
export const selectedEntry = computed(() => (selected.value === null ? undefined : entryByKey.value.get(selected.value)));

/** How many fields ask for review, and how many of them have had it. */
export const progress = computed(() => {
  const asking = answer.value?.review?.fields.filter((field) => field.asks) ?? [];
  return { asking: asking.length, reviewed: asking.filter((field) => field.correction !== null).length };
});

/** Loads a document; `path` is chosen where it has such a value. */
export async function openDocument(id: number, path: string | null): Promise<void> {
  try {
    const loaded = await getDocument(id);
    batch(() => {
      answer.value = loaded;
      loadFault.value = null;
      selected.value = null;
      isEditing.value = false;
      unfolded.value = new Set();
      undoStack.value = [];
      const first = path === null ? findNextOpen(null) : findEntryAt(path);
      if (first !== undefined) select(first);
    });
  } catch (error) {
    loadFault.value = error instanceof ApiError ? error : new ApiError(0, String(error));
  }
}

/** The entry at a path of the record, or the first below it: a finding may be about a whole list. */
export function findEntryAt(path: string): string | undefined {
  const key = entryKey(path);
  if (entryByKey.value.has(key)) return key;
  return entries.value.find((entry) => entry.key.startsWith(`${path}[`) || entry.key.startsWith(`${path}.`))?.key;
}

/** Forgets the document when its view is left. */
export function closeDocument(): void {
  batch(() => {
    answer.value = null;
    loadFault.value = null;
    selected.value = null;
    isEditing.value = false;
    filter.value = "all";
  });
}

/** Takes over what the server says the review is now. */
export function acceptReview(review: DocumentReviewAnswer): void {
  if (answer.value !== null) answer.value = { ...answer.value, review };
}

/** Fetches the open document again, and keeps what is chosen. */
export async function refreshDocument(): Promise<void> {
  if (answer.value !== null) answer.value = await getDocument(answer.value.facts.id);
}

/** Chooses an entry; the original shows its place. */
export function select(key: string): void {
  batch(() => {
    if (selected.value !== key) isEditing.value = false;
    selected.value = key;
    draft.value = null;
    revealed.value += 1;
  });
}

/** Whether an entry is shown under the filter. A chosen one always is, so that it does not vanish when it is confirmed. */
export function isVisible(entry: Entry): boolean {
  if (entry.key === selected.value) return true;
  switch (filter.value) {
    case "all":
      return !isEmpty(entry) || entryState(entry) !== "plain" || entry.findings.length > 0;
    case "asking":
      return entryState(entry) === "open";
    case "findings":
      return entry.findings.length > 0;
    case "empty":
      return isEmpty(entry);
  }
}

/** The next entry after a key that still asks, going round at the end; undefined where none is left. */
export function findNextOpen(after: string | null): string | undefined {
  const all = entries.value;
  const from = all.findIndex((entry) => entry.key === after) + 1;
  return [...all.slice(from), ...all.slice(0, from)].find((entry) => entryState(entry) === "open")?.key;
}

/** The visible entry so many steps from the chosen one; the first where none is chosen. */
export function findNeighbour(step: 1 | -1): string | undefined {
  const visible = entries.value.filter(isVisible);
  const at = visible.findIndex((entry) => entry.key === selected.value);
  if (at === -1) return visible[step === 1 ? 0 : visible.length - 1]?.key;
  return visible[at + step]?.key;
}
