import { useEffect, useRef } from "preact/hooks";
import type { MessageKey } from "../../../messages/zh.ts";
import { t } from "../shell/settings.ts";
import { isHelpOpen } from "./keyboard.ts";

const lines: readonly (readonly [keys: readonly string[], meaning: MessageKey])[] = [
  [["N"], "help.next"],
  [["K", "J"], "help.previous"],
  [["C"], "help.confirm"],
  [["E"], "help.edit"],
  [["X"], "help.reject"],
  [["U"], "help.undo"],
  [["A"], "help.add"],
  [["Shift C"], "help.section"],
  [["+", "−", "0"], "help.zoom"],
  [["R"], "help.rotate"],
  [["[", "]"], "help.page"],
  [["F"], "help.filter"],
  [["?"], "help.help"],
];

/** The keys of the document's view. */
export function HelpDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = isHelpOpen.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={() => { isHelpOpen.value = false; }}>
      <h2 id="help-title">{t("help.title")}</h2>
      <dl>
        {lines.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => dialog.current?.close()}>
        {t("common.close")}
      </button>
    </dialog>
  );
}
