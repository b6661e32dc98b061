import { computed, signal } from "@preact/signals";
import type { UploadState } from "../../api.ts";
import { upload } from "../api/client.ts";

/** A file that this page is sending, before the server knows it. */
export interface Sending {
  readonly key: number;
  readonly fileName: string;
  /** Why it did not arrive; null while it is on its way. */
  readonly fault: string | null;
}

export const uploads = signal<ReadonlyMap<number, UploadState>>(new Map());
export const sending = signal<readonly Sending[]>([]);
export const isPanelOpen = signal(false);

/** How many uploads have ended: changes when the list of documents may have. */
export const uploadsEnded = computed(() => [...uploads.value.values()].filter(({ state }) => state === "done" || state === "failed").length);

let events: EventSource | undefined;
let nextKey = 1;

/** Listens to what becomes of uploads, from the first that there is to tell of. */
export function followUploads(): void {
  if (events !== undefined) return;
  events = new EventSource("/api/uploads/events");
  events.addEventListener("upload", (event) => {
    const state = JSON.parse(String(event.data)) as UploadState;
    uploads.value = new Map(uploads.value).set(state.id, state);
    if (state.state === "waiting" || state.state === "reading") isPanelOpen.value = true;
  });
}

/** Sends files one after another; the server reads them in that order. */
export async function sendFiles(files: readonly File[]): Promise<void> {
  followUploads();
  isPanelOpen.value = true;
  const queued = files.map((file) => ({ key: nextKey++, file }));
  sending.value = [...sending.value, ...queued.map(({ key, file }) => ({ key, fileName: file.name, fault: null }))];
  for (const { key, file } of queued) await sendFile(key, file);
}

async function sendFile(key: number, file: File): Promise<void> {
  try {
    const state = await upload(file);
    if (!uploads.value.has(state.id)) uploads.value = new Map(uploads.value).set(state.id, state);
    sending.value = sending.value.filter((one) => one.key !== key);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    sending.value = sending.value.map((one) => (one.key === key ? { ...one, fault } : one));
  }
}
