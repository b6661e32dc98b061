import { useEffect } from "preact/hooks";
import { formatCount } from "../format/format-value.ts";
import { t } from "../shell/settings.ts";
import { DocumentsTable } from "./documents-table.tsx";
import { followList, layout, list, listFault, offset, openOnly, pageSize, search, status } from "./documents-state.ts";
import { DropZone } from "./drop-zone.tsx";

/** The documents of the database: find, filter, sort, open, drop new ones. */
export function DocumentsView() {
  useEffect(followList, []);
  const answer = list.value;
  return (
    <div class="documents">
      <div class="documents-head">
        <h1>{t("documents.title")}</h1>
        {answer !== null && <p class="quiet">{t("documents.count", { count: formatCount(answer.total) })}</p>}
        <DropZone />
      </div>
      <Filters />
      {listFault.value !== null && <p class="bad" role="alert">{t("common.failed", { reason: listFault.value })}</p>}
      {answer === null ? <p class="quiet">{t("common.loading")}</p> : <DocumentsTable answer={answer} isFiltered={isFiltered()} />}
      {answer !== null && answer.total > pageSize && <Pager total={answer.total} />}
    </div>
  );
}

function isFiltered(): boolean {
  return search.value !== "" || status.value !== "" || layout.value !== "" || openOnly.value;
}

function Filters() {
  const totals = list.value?.totals;
  const change = (apply: () => void) => {
    apply();
    offset.value = 0;
  };
  return (
    <search class="filters">
      <input
        type="search"
        class="filter-search"
        aria-label={t("documents.search")}
        placeholder={t("documents.search")}
        maxLength={200}
        value={search.value}
        onInput={(event) => { change(() => { search.value = event.currentTarget.value; }); }}
      />
      <label>
        <span>{t("documents.filter.status")}</span>
        <select value={status.value} onChange={(event) => { change(() => { status.value = event.currentTarget.value; }); }}>
          <option value="">{t("common.all")}</option>
          {(["ok", "doubtful", "failed"] as const).map((one) => (
            <option key={one} value={one}>{`${t(`status.${one}`)} (${formatCount(totals?.statuses[one] ?? 0)})`}</option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("documents.filter.layout")}</span>
        <select value={layout.value} onChange={(event) => { change(() => { layout.value = event.currentTarget.value; }); }}>
          <option value="">{t("common.all")}</option>
          {totals?.layouts.map((one) => (
            <option key={one.layout} value={one.layout}>{`${one.layout} (${formatCount(one.count)})`}</option>
          ))}
        </select>
      </label>
      <label class="filter-check">
        <input type="checkbox" checked={openOnly.value} onChange={(event) => { change(() => { openOnly.value = event.currentTarget.checked; }); }} />
        <span>{t("documents.filter.open")}</span>
      </label>
    </search>
  );
}

function Pager({ total }: { readonly total: number }) {
  const from = offset.value + 1;
  const to = Math.min(total, offset.value + pageSize);
  return (
    <nav class="pager" aria-label={t("documents.title")}>
      <button type="button" disabled={offset.value === 0} onClick={() => { offset.value = Math.max(0, offset.value - pageSize); }}>
        {t("common.previous")}
      </button>
      <span>{t("documents.range", { from: formatCount(from), to: formatCount(to), total: formatCount(total) })}</span>
      <button type="button" disabled={to >= total} onClick={() => { offset.value += pageSize; }}>
        {t("common.next")}
      </button>
    </nav>
  );
}
