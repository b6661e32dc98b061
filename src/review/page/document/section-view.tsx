import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { t } from "../shell/settings.ts";
import { AddRowButtons, AddRowForm } from "./add-row-form.tsx";
import { addition, listsOf } from "./add-row.ts";
import { confirmUnder } from "./actions.ts";
import { isVisible, sections, selected, unfolded } from "./document-state.ts";
import { entryState, type Group, type Section } from "./record-model.ts";
import { RowView } from "./row-view.tsx";

/** Documents with fewer parts are shown whole; in larger ones only the part at hand is folded out. */
const foldedFrom = 6;

function isUnfolded(section: Section): boolean {
  if (sections.value.length < foldedFrom || unfolded.value.has(section.path)) return true;
  const chosen = selected.value;
  return chosen !== null && section.groups.some((group) => group.rows.some((row) => row.entries.some((entry) => entry.key === chosen)));
}

/** One part of the record: the preface, a form, a project. */
export function SectionView({ section }: { readonly section: Section }) {
  const open = useMemo(() => computed(() => isUnfolded(section)), [section]);
  const shown = section.groups.some((group) => group.rows.some((row) => row.entries.some(isVisible)));
  if (!shown) return null;
  const heading = `section-${section.path}`;
  const name = t(`section.${section.kind}`, { number: section.number });
  return (
    <section class={`part part-${section.kind}`} aria-labelledby={heading}>
      <header class="part-head">
        <h2 id={heading}>
          <button type="button" class="fold" aria-expanded={open.value} onClick={() => { toggle(section, open.value); }}>
            <span class="fold-mark" aria-hidden="true">{open.value ? "▾" : "▸"}</span>
            <span class="quiet">{name}</span> <span>{section.title}</span>
          </button>
        </h2>
        <OpenCount section={section} />
        <button type="button" class="ghost" onClick={() => void confirmUnder(section.path)}>
          {t("action.confirm.all")}
        </button>
      </header>
      {open.value && section.groups.map((group) => <GroupView key={group.name} group={group} section={section} />)}
      {open.value && <Additions section={section} />}
    </section>
  );
}

/** Rows that the reader missed are added at the end of the part they belong to. */
function Additions({ section }: { readonly section: Section }) {
  const lists = listsOf(section);
  if (lists.length === 0) return null;
  const current = addition.value;
  if (current?.section !== section.path) return <AddRowButtons section={section.path} lists={lists} />;
  return <AddRowForm key={`${current.list} ${current.text}`} addition={current} />;
}

function toggle({ path }: Section, isOpen: boolean): void {
  const next = new Set(unfolded.value);
  if (isOpen) {
    next.delete(path);
    if (selected.value?.startsWith(path) === true) selected.value = null;
  } else {
    next.add(path);
  }
  unfolded.value = next;
}

function OpenCount({ section }: { readonly section: Section }) {
  const open = section.groups.flatMap((group) => group.rows.flatMap((row) => row.entries)).filter((entry) => entryState(entry) === "open").length;
  return open === 0 ? null : <span class="count count-open">{t("document.left", { left: open })}</span>;
}

function GroupView({ group, section }: { readonly group: Group; readonly section: Section }) {
  const rows = group.rows.filter((row) => row.entries.some(isVisible));
  if (rows.length === 0) return null;
  const { path } = group;
  return (
    <div role="group" class={`group group-${group.name}`} aria-labelledby={`group-${section.path}-${group.name}`}>
      <header class="group-head">
        <h3 id={`group-${section.path}-${group.name}`}>{t(`group.${group.name}`)}</h3>
        {path !== null && (
          <button type="button" class="ghost" onClick={() => void confirmUnder(path)}>
            {t("action.confirm.all")}
          </button>
        )}
      </header>
      <div class={group.isList ? "rows rows-list" : "rows"}>
        {rows.map((row) => (
          <RowView key={row.path} row={row} isItem={group.isList} />
        ))}
      </div>
    </div>
  );
}
