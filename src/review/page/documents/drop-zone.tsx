import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../shell/settings.ts";
import { sendFiles } from "./uploads-state.ts";

/** Takes files that are dropped anywhere on the view, or chosen. */
export function DropZone() {
  const isOver = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => followDrops((over) => { isOver.value = over; }), []);
  return (
    <div class={`drop-zone${isOver.value ? " is-over" : ""}`}>
      <span>{isOver.value ? t("upload.now") : t("upload.drop")}</span>
      <button type="button" onClick={() => input.current?.click()}>
        {t("upload.choose")}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        class="visually-hidden"
        tabIndex={-1}
        aria-label={t("upload.choose")}
        onChange={(event) => {
          void sendFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}

/** Without a handler of its own the browser would open a dropped file in place of the page. */
function followDrops(tellOver: (isOver: boolean) => void): () => void {
  const aborter = new AbortController();
  const options = { signal: aborter.signal };
  addEventListener("dragover", (event) => { event.preventDefault(); tellOver(true); }, options);
  addEventListener("dragleave", (event) => { if (event.relatedTarget === null) tellOver(false); }, options);
  addEventListener("drop", (event) => {
    event.preventDefault();
    tellOver(false);
    void sendFiles([...(event.dataTransfer?.files ?? [])]);
  }, options);
  return () => { aborter.abort(); };
}
