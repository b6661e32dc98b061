import { getFieldLabel } from "../../../messages/field-labels.ts";
import { isRequired } from "../../field-types.ts";
import { formatPlaces } from "../format/format-place.ts";
import { formatShare, formatTime, formatValue } from "../format/format-value.ts";
import { t } from "../shell/settings.ts";
import { confirmEntry, rejectEntry, removeRow, startEditing } from "./actions.ts";
import { answer, isEditing } from "./document-state.ts";
import { FindingNote } from "./finding-note.tsx";
import { currentValue, entryKey, entryPlaces, isEmpty, type Entry, type Field } from "./record-model.ts";
import { ValueEditor } from "./value-editor.tsx";

/** Everything known of the chosen value, and what a person can say of it. */
export function ValueDetail({ entry }: { readonly entry: Entry }) {
  return (
    <div class="detail" role="group" aria-label={getFieldLabel(entry.key)}>
      {isEditing.value ? <ValueEditor entry={entry} /> : <Actions entry={entry} />}
      {entry.findings.map((finding, index) => (
        <FindingNote key={index} finding={finding} />
      ))}
      <dl class="facts">
        <Facts entry={entry} />
      </dl>
      <OtherReadings fields={entry.fields} />
      <History entry={entry} />
    </div>
  );
}

function Actions({ entry }: { readonly entry: Entry }) {
  return (
    <div class="actions">
      <button type="button" class="primary" onClick={() => void confirmEntry(entry)}>
        {t("action.confirm")} <kbd>C</kbd>
      </button>
      <button type="button" onClick={() => { startEditing(); }}>
        {t("action.edit")} <kbd>E</kbd>
      </button>
      {!isEmpty(entry) && !isRequired(entry.key) && (
        <button type="button" onClick={() => void rejectEntry(entry)}>
          {t("action.reject")} <kbd>X</kbd>
        </button>
      )}
      {entry.fields.some((field) => field.isAdded) && (
        <button type="button" onClick={() => void removeRow(entry.key.replace(/(\]).[^\]]*$/u, "$1"))}>
          {t("row.remove")}
        </button>
      )}
    </div>
  );
}

function Facts({ entry }: { readonly entry: Entry }) {
  const traced = entry.fields.flatMap((field) => (field.leaf === null ? [] : [field.leaf]));
  const raws = [...new Set(traced.flatMap((leaf) => (leaf.raw === null ? [] : [leaf.raw])))];
  const lowest = Math.min(...traced.map((leaf) => leaf.confidence));
  const places = entryPlaces(entry);
  return (
    <>
      {traced.length > 0 && (
        <Fact name={t("value.raw")}>{raws.length === 0 ? <span class="quiet">{t("value.raw.none")}</span> : raws.map((raw) => <span key={raw} class="raw">{raw}</span>)}</Fact>
      )}
      <Fact name={t("value.stored")}>
        {entry.fields.length === 1 ? entry.fields.map((field) => <Stored key={field.path} field={field} />) : <Parts fields={entry.fields} />}
      </Fact>
      {traced.length > 0 && <Fact name={t("value.confidence")}>{formatShare(lowest)}</Fact>}
      {places.length > 0 && <Fact name={t("value.place")}>{formatPlaces(places)}</Fact>}
      {traced.length > 0 && <Fact name={t("value.rule")}><code>{[...new Set(traced.map((leaf) => leaf.rule))].join(", ")}</code></Fact>}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Stored({ field }: { readonly field: Field }) {
  return (
    <>
      <span class="stored">{formatValue(field.path, currentValue(field))}</span>
      {field.correction?.isStale === true && <span class="bad">{t("value.stale")}</span>}
    </>
  );
}

/** A target's parts by their names in the record. */
function Parts({ fields }: { readonly fields: readonly Field[] }) {
  return (
    <>
      {fields
        .filter((field) => !field.path.endsWith(".raw") && currentValue(field) !== null)
        .map((field) => (
          <span key={field.path} class="stored">
            <code>{/(\w+)$/u.exec(field.path)?.[1]}</code> {formatValue(field.path, currentValue(field))}
          </span>
        ))}
    </>
  );
}

function OtherReadings({ fields }: { readonly fields: readonly Field[] }) {
  const others = fields.flatMap((field) => (field.leaf?.others ?? []).map((other) => ({ path: field.path, other })));
  if (others.length === 0) return null;
  return (
    <div class="others">
      <h4>{t("value.others")}</h4>
      <ul>
        {others.map(({ path, other }, index) => (
          <li key={index}>
            <span class="raw">{other.raw}</span>
            <span class="quiet">{`${formatUnknown(path, other.value)} · ${formatPlaces(other.at)} · ${other.reason}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function formatUnknown(path: string, value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null ? formatValue(path, value) : JSON.stringify(value);
}

function History({ entry }: { readonly entry: Entry }) {
  const events = (answer.value?.review?.history ?? []).filter((event) => entryKey(event.path) === entry.key && !/\.target\.(?!raw)/u.test(event.path));
  if (events.length === 0) return null;
  return (
    <div class="history">
      <h4>{t("value.history")}</h4>
      <ol>
        {events.map((event) => (
          <li key={event.id} class={event.undoneAt === null ? "" : "undone"}>
            <span>
              {event.kind === "value" ? `${formatValue(event.path, event.stood)} → ${formatValue(event.path, event.value)}` : t(event.kind === "confirm" ? "value.confirmed" : "value.rejected")}
              {event.undoneAt !== null && ` (${t("value.undone")})`}
            </span>
            <span class="quiet">{t("value.by", { author: event.author, time: formatTime(event.madeAt) })}</span>
            {event.why !== null && <span>{event.why}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
