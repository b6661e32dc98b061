import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { getFieldLabel } from "../../../messages/field-labels.ts";
import type { EditReading } from "../../parse-edit.ts";
import { findFieldType } from "../../field-types.ts";
import { parseEdit } from "../api/client.ts";
import { formatForEdit, formatValue } from "../format/format-value.ts";
import { t, translateOr } from "../shell/settings.ts";
import { editEntry } from "./actions.ts";
import { draft, isEditing } from "./document-state.ts";
import { currentValue, mainField, type Entry } from "./record-model.ts";

/** Typing goes on while the last text is being understood. */
const parsePauseMs = 120;

/** Where a person types a value; what it would store is said at once. */
export function ValueEditor({ entry }: { readonly entry: Entry }) {
  const field = mainField(entry);
  const path = field?.path ?? entry.key;
  const text = useSignal(draft.value ?? (field === undefined ? "" : formatForEdit(path, currentValue(field))));
  const why = useSignal("");
  const reading = useReading(path, text);
  const isFault = reading.value?.kind === "fault";
  const save = () => {
    if (!isFault) void editEntry(entry, text.value, why.value);
  };
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") isEditing.value = false;
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <EditorInput path={path} entry={entry} text={text} isFault={isFault} />
      <output class={`preview${isFault ? " bad" : ""}`} id="edit-preview">
        {describeReading(reading.value)}
      </output>
      <input type="text" maxLength={2000} placeholder={t("edit.why")} aria-label={t("edit.why")} value={why.value} onInput={(event) => { why.value = event.currentTarget.value; }} />
      <div class="actions">
        <button type="submit" class="primary" disabled={isFault}>
          {t("action.save")} <kbd>↵</kbd>
        </button>
        <button type="button" onClick={() => { isEditing.value = false; }}>
          {t("common.cancel")} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}

function useReading(path: string, text: Signal<string>): Signal<EditReading | null> {
  const reading = useSignal<EditReading | null>(null);
  const typed = text.value;
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      parseEdit(path, typed).then(
        (answer) => { if (isCurrent) reading.value = answer; },
        // Saving says what is wrong; a preview that fails says nothing.
        () => { if (isCurrent) reading.value = null; },
      );
    }, parsePauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [path, typed]);
  return reading;
}

function describeReading(reading: EditReading | null): string {
  if (reading === null) return "";
  if (reading.kind === "fault") return translateOr(`fault.${reading.fault}`, reading.fault);
  const standing = reading.values.filter(({ value }) => value !== null);
  if (standing.length === 0) return t("edit.stores.null");
  const parts = standing.filter(({ path }) => !path.endsWith(".target.raw"));
  return t("edit.stores", { value: parts.map(({ path, value }) => formatValue(path, value)).join(" ") });
}

interface InputProps {
  readonly path: string;
  readonly entry: Entry;
  readonly text: Signal<string>;
  readonly isFault: boolean;
}

function EditorInput({ path, entry, text, isFault }: InputProps) {
  const type = findFieldType(path);
  const focused = useFocus();
  const shared = { "aria-label": t("edit.label", { field: getFieldLabel(entry.key) }), "aria-describedby": "edit-preview", "aria-invalid": isFault };
  if (type.kind === "choice") {
    return (
      <select ref={focused} {...shared} value={text.value} onChange={(event) => { text.value = event.currentTarget.value; }}>
        <option value="">{t("value.empty")}</option>
        {type.options.map((option) => (
          <option key={option} value={option}>
            {formatValue(path, option)}
          </option>
        ))}
      </select>
    );
  }
  if (type.kind === "text" && (type.isLong || text.value.includes("\n"))) {
    return <textarea ref={focused} {...shared} lang="zh-CN" rows={6} value={text.value} onInput={(event) => { text.value = event.currentTarget.value; }} />;
  }
  return <input ref={focused} {...shared} type="text" lang="zh-CN" autocomplete="off" value={text.value} onInput={(event) => { text.value = event.currentTarget.value; }} />;
}

/** Puts the cursor into the input when it appears. */
function useFocus() {
  const element = useRef<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>(null);
  useEffect(() => {
    element.current?.focus();
    if (element.current !== null && "select" in element.current && element.current.tagName === "INPUT") element.current.select();
  }, []);
  return element;
}
