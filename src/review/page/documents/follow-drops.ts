import { signal } from "@preact/signals";
import { sendFiles } from "./uploads-state.ts";

/** Whether something is being dragged over the page. */
export const isDraggedOver = signal(false);

/**
 * Takes files that are dropped anywhere; the function it gives ends that. Without a handler the browser would open a dropped
 * file in place of the page.
 */
export function followDrops(): () => void {
  const aborter = new AbortController();
  const { signal } = aborter;
  const over = (event: DragEvent) => {
    event.preventDefault();
    isDraggedOver.value = true;
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) isDraggedOver.value = false;
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    isDraggedOver.value = false;
    void sendFiles([...(event.dataTransfer?.files ?? [])]);
  };
  addEventListener("dragover", over, { signal });
  addEventListener("dragleave", leave, { signal });
  addEventListener("drop", drop, { signal });
  return () => { aborter.abort(); };
}
