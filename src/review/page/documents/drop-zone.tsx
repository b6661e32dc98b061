import { useRef } from "preact/hooks";
import { t } from "../shell/settings.ts";
import { isDraggedOver } from "./follow-drops.ts";
import { sendFiles } from "./uploads-state.ts";

/** Where one sees that files can be dropped, and can choose some instead. */
export function DropZone() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class={`drop-zone${isDraggedOver.value ? " is-over" : ""}`}>
      <span>{isDraggedOver.value ? t("upload.now") : t("upload.drop")}</span>
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
