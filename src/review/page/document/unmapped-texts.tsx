import { useSignal } from "@preact/signals";
import { getFieldLabel } from "../../../messages/field-labels.ts";
import type { Unmapped } from "../../../canonical/traced.ts";
import { formatPlaces } from "../format/format-place.ts";
import { t } from "../shell/settings.ts";
import { startEditing } from "./actions.ts";
import { listsOf, openLists, startAdding } from "./add-row.ts";
import { entries, sections, select } from "./document-state.ts";
import { isEmpty } from "./record-model.ts";
import { revealPlaces } from "../original/view-state.ts";

/** Text that went into no value; any of it can be put into a field that is empty. */
export function UnmappedTexts({ unmapped }: { readonly unmapped: readonly Unmapped[] }) {
  if (unmapped.length === 0) return null;
  return (
    <section class="part" aria-labelledby="unmapped">
      <header class="part-head">
        <h2 id="unmapped">{t("document.unmapped")}</h2>
        <span class="count">{unmapped.length}</span>
      </header>
      <p class="quiet">{t("document.unmapped.hint")}</p>
      <ul class="unmapped">
        {unmapped.map((one, index) => (
          <UnmappedLine key={index} unmapped={one} />
        ))}
      </ul>
    </section>
  );
}

function UnmappedLine({ unmapped }: { readonly unmapped: Unmapped }) {
  const isChoosing = useSignal(false);
  return (
    <li>
      <button type="button" class="unmapped-text" onClick={() => { revealPlaces(unmapped.at); }}>
        <span lang="zh-CN">{unmapped.text}</span>
        <span class="quiet">{formatPlaces(unmapped.at)}</span>
      </button>
      {isChoosing.value ? <FieldChoice text={unmapped.text} /> : (
        <button type="button" class="ghost" onClick={() => { isChoosing.value = true; }}>
          {t("document.unmapped.use")}
        </button>
      )}
    </li>
  );
}

function FieldChoice({ text }: { readonly text: string }) {
  return (
    <select
      aria-label={t("document.unmapped.field")}
      onChange={(event) => {
        const [section, list] = event.currentTarget.value.split(" ");
        const wanted = openLists.find((one) => one === list);
        if (section !== undefined && wanted !== undefined) startAdding(section, wanted, text);
        else {
          select(event.currentTarget.value);
          startEditing(text);
        }
      }}
    >
      <option value="">{t("document.unmapped.field")}</option>
      <optgroup label={t("row.add")}>
        {sections.value.flatMap((section) =>
          listsOf(section).map((list) => (
            <option key={`${section.path} ${list}`} value={`${section.path} ${list}`}>
              {`＋ ${getFieldLabel(list)} · ${section.title ?? t(`section.${section.kind}`, { number: section.number })}`}
            </option>
          )),
        )}
      </optgroup>
      <optgroup label={t("document.filter.empty")}>
        {entries.value.filter(isEmpty).map((entry) => (
          <option key={entry.key} value={entry.key}>
            {`${getFieldLabel(entry.key)} · ${entry.key}`}
          </option>
        ))}
      </optgroup>
    </select>
  );
}
