import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { getFieldLabel } from "../../../messages/field-labels.ts";
import { findFieldType, isRequired } from "../../field-types.ts";
import { formatValue } from "../format/format-value.ts";
import { t } from "../shell/settings.ts";
import { addRow } from "./actions.ts";
import { endAdding, mainFields, nextRowPath, rowFields, startAdding, usualText, type Addition, type OpenList } from "./add-row.ts";

/** Room below the form when it is scrolled to, in CSS pixels. */
const formMarginPx = 16;

/** Where a person types a row that the reader missed. */
export function AddRowForm({ addition }: { readonly addition: Addition }) {
  const row = nextRowPath(addition);
  const fields = rowFields[addition.list];
  const texts = useSignal<Readonly<Record<string, string>>>(Object.fromEntries(fields.map((field) => [field, usualText(addition, field)])));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The pane alone moves: `scrollIntoView` would push the bars above it out of the window.
    const [pane, own] = [form.current?.closest(".values"), form.current?.getBoundingClientRect()];
    if (pane !== null && pane !== undefined && own !== undefined) pane.scrollTop += Math.max(0, own.bottom + formMarginPx - pane.getBoundingClientRect().bottom);
    form.current?.querySelector<HTMLElement>("[data-main]")?.focus({ preventScroll: true });
  }, []);
  const save = () => {
    const given = Object.entries(texts.value).filter(([, text]) => text.trim() !== "");
    void addRow(row, given.map(([field, text]) => ({ path: `${row}.${field}`, text }))).then((isAdded) => { if (isAdded) endAdding(row); });
  };
  return (
    <form
      ref={form}
      class="add-row"
      aria-label={t("row.add.title", { list: getFieldLabel(addition.list) })}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => { if (event.key === "Escape") endAdding(null); }}
    >
      <h3>{t("row.add.title", { list: getFieldLabel(addition.list) })}</h3>
      <div class="add-row-fields">
        {fields.map((field) => <RowField key={field} path={`${row}.${field}`} field={field} texts={texts} isMain={field === mainFields[addition.list]} />)}
      </div>
      <div class="actions">
        <button type="submit" class="primary">{t("action.save")} <kbd>↵</kbd></button>
        <button type="button" onClick={() => { endAdding(null); }}>{t("common.cancel")} <kbd>Esc</kbd></button>
      </div>
    </form>
  );
}

interface RowFieldProps {
  readonly path: string;
  readonly field: string;
  readonly texts: Signal<Readonly<Record<string, string>>>;
  readonly isMain: boolean;
}

function RowField({ path, field, texts, isMain }: RowFieldProps) {
  const type = findFieldType(path);
  const value = texts.value[field] ?? "";
  const set = (text: string) => { texts.value = { ...texts.value, [field]: text }; };
  const shared = { value, required: isRequired(path), lang: "zh-CN", ...(isMain ? { "data-main": "" } : {}) };
  return (
    <label class={isMain || field === "content" ? "is-wide" : ""}>
      <span lang="zh-CN">{getFieldLabel(path)}</span>
      {type.kind === "choice" ? (
        <select {...shared} onChange={(event) => { set(event.currentTarget.value); }}>
          <option value="">{t("edit.choose")}</option>
          {type.options.map((option) => <option key={option} value={option}>{formatValue(path, option)}</option>)}
        </select>
      ) : (
        <input {...shared} type="text" autocomplete="off" placeholder={type.kind === "money" ? t("row.add.money") : ""} onInput={(event) => { set(event.currentTarget.value); }} />
      )}
    </label>
  );
}

/** The ways to a new row of a part of the record, one for each of its lists. */
export function AddRowButtons({ section, lists }: { readonly section: string; readonly lists: readonly OpenList[] }) {
  return (
    <p class="add-row-buttons">
      <span class="quiet">{t("row.add")}</span>
      {lists.map((list) => (
        <button key={list} type="button" class="ghost" onClick={() => { startAdding(section, list); }}>
          <span aria-hidden="true">＋</span> <span lang="zh-CN">{getFieldLabel(list)}</span>
        </button>
      ))}
    </p>
  );
}
