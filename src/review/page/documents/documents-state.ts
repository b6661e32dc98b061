import { effect, signal } from "@preact/signals";
import type { DocumentListAnswer } from "../../api.ts";
import { listDocuments } from "../api/client.ts";
import { rerunOn } from "../shell/rerun-on.ts";
import { uploadsEnded } from "./uploads-state.ts";

export const pageSize = 50;

/** What the list shows; kept while the page is open, so that coming back from a document finds it as it was. */
export const search = signal("");
export const status = signal("");
export const layout = signal("");
export const openOnly = signal(false);
export const sort = signal("imported");
export const descending = signal(true);
export const offset = signal(0);

export const list = signal<DocumentListAnswer | null>(null);
export const listFault = signal<string | null>(null);

/** Sorts by a column; a second time turns the order round. */
export function sortBy(column: string): void {
  if (sort.value === column) descending.value = !descending.value;
  else {
    sort.value = column;
    descending.value = column !== "name" && column !== "layout";
  }
  offset.value = 0;
}

function makeQuery(): URLSearchParams {
  const query = new URLSearchParams({
    search: search.value,
    sort: sort.value,
    descending: String(descending.value),
    offset: String(offset.value),
    limit: String(pageSize),
    open: String(openOnly.value),
  });
  if (status.value !== "") query.set("status", status.value);
  if (layout.value !== "") query.set("layout", layout.value);
  return query;
}

/** Keeps the list in step with what is asked for, and with uploads that end; the function it gives ends that. */
export function followList(): () => void {
  return effect(() => {
    // A document that came in is seen at once.
    rerunOn(uploadsEnded);
    const query = makeQuery();
    const aborter = new AbortController();
    listDocuments(query, aborter.signal).then(
      (answer) => {
        list.value = answer;
        listFault.value = null;
      },
      (error: unknown) => {
        if (!aborter.signal.aborted) listFault.value = error instanceof Error ? error.message : String(error);
      },
    );
    return () => { aborter.abort(); };
  });
}
