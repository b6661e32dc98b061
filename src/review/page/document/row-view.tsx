import { useEffect, useRef } from "preact/hooks";
import { getFieldLabel } from "../../../messages/field-labels.ts";
import { formatValue } from "../format/format-value.ts";
import { t } from "../shell/settings.ts";
import { isVisible, select, selected } from "./document-state.ts";
import { currentValue, entryState, isEmpty, mainField, type Entry, type Row } from "./record-model.ts";
import { ValueDetail } from "./value-detail.tsx";

/** One item of a list with its values side by side, or a single value; what is chosen unfolds below. */
export function RowView({ row, isItem }: { readonly row: Row; readonly isItem: boolean }) {
  const chosen = row.entries.find((entry) => entry.key === selected.value);
  // An item is shown whole, empty fields aside: its values explain each other.
  const shown = isItem ? row.entries.filter((entry) => isVisible(entry) || !isEmpty(entry)) : row.entries.filter(isVisible);
  return (
    <div class={`row${isItem ? " row-item" : ""}${chosen === undefined ? "" : " is-chosen"}`}>
      <div class="row-values">
        {shown.map((entry) => (
          <ValueButton key={entry.key} entry={entry} isChosen={entry === chosen} />
        ))}
      </div>
      {chosen !== undefined && <ValueDetail key={chosen.key} entry={chosen} />}
    </div>
  );
}

function ValueButton({ entry, isChosen }: { readonly entry: Entry; readonly isChosen: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isChosen || button.current === null) return;
    button.current.scrollIntoView({ block: "nearest" });
    // A click elsewhere (a box of the original) chooses too, and must not lose its own focus to the list.
    if (document.activeElement === document.body || document.activeElement?.closest(".values") != null || document.activeElement?.id === "main") button.current.focus({ preventScroll: true });
  }, [isChosen]);
  const state = entryState(entry);
  const field = mainField(entry);
  const isNothing = isEmpty(entry);
  return (
    <button
      ref={button}
      type="button"
      class={`value value-${state}${isNothing ? " value-nothing" : ""}`}
      aria-expanded={isChosen}
      data-key={entry.key}
      onClick={() => { select(entry.key); }}
    >
      <span class="value-label">
        <span lang="zh-CN">{getFieldLabel(entry.key)}</span> <code>{/(\w+)$/u.exec(entry.key)?.[1]}</code>
      </span>
      <span class="value-text">{field === undefined || isNothing ? t("value.empty") : formatValue(field.path, currentValue(field))}</span>
      <StateMark state={state} hasFindings={entry.findings.length > 0} />
    </button>
  );
}

const marks = { open: "●", plain: "", confirmed: "✓", edited: "✎", rejected: "✕" } as const;
const names = { open: "value.asks", confirmed: "value.confirmed", edited: "value.edited", rejected: "value.rejected" } as const;

function StateMark({ state, hasFindings }: { readonly state: keyof typeof marks; readonly hasFindings: boolean }) {
  return (
    <span class="value-marks">
      {hasFindings && <span class="mark-finding" title={t("value.findings")} aria-hidden="true">!</span>}
      {hasFindings && <span class="visually-hidden">{t("value.findings")}</span>}
      {state !== "plain" && <span class={`mark mark-${state}`} title={t(names[state])} aria-hidden="true">{marks[state]}</span>}
      {state !== "plain" && <span class="visually-hidden">{t(names[state])}</span>}
    </span>
  );
}
