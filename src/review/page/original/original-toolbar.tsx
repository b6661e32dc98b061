import { formatShare } from "../format/format-value.ts";
import { t } from "../shell/settings.ts";
import { currentPage, fitWidth, goToPage, hasThumbnails, pageCount, rotate, stepPage, zoom, zoomBy } from "./view-state.ts";

/** Pages, zoom and rotation of the original. */
export function OriginalToolbar({ hasPages }: { readonly hasPages: boolean }) {
  return (
    <div class="toolbar" role="toolbar" aria-label={t("original.toolbar")}>
      {hasPages && <PageTools />}
      <Tool name={t("original.zoom.out")} sign="−" act={() => { zoomBy(0.8); }} />
      <span class="zoom-share">{formatShare(zoom.value)}</span>
      <Tool name={t("original.zoom.in")} sign="+" act={() => { zoomBy(1.25); }} />
      <Tool name={t("original.zoom.fit")} sign="↔" act={fitWidth} />
      {hasPages && <Tool name={t("original.rotate")} sign="↻" act={rotate} />}
    </div>
  );
}

function PageTools() {
  return (
    <>
      <button type="button" class="tool" aria-pressed={hasThumbnails.value} aria-label={t("original.thumbnails")} title={t("original.thumbnails")} onClick={() => { hasThumbnails.value = !hasThumbnails.value; }}>
        ▤
      </button>
      <Tool name={t("common.previous")} sign="‹" act={() => { stepPage(-1); }} />
      <label class="page-number">
        <span class="visually-hidden">{t("original.page.of", { page: currentPage.value, total: pageCount.value })}</span>
        <input
          type="number"
          min={1}
          max={pageCount.value}
          value={currentPage.value}
          onChange={(event) => { goToPage(Number(event.currentTarget.value) || 1); }}
        />
        <span aria-hidden="true">/ {pageCount.value}</span>
      </label>
      <Tool name={t("common.next")} sign="›" act={() => { stepPage(1); }} />
    </>
  );
}

function Tool({ name, sign, act }: { readonly name: string; readonly sign: string; readonly act: () => void }) {
  return (
    <button type="button" class="tool" aria-label={name} title={name} onClick={act}>
      {sign}
    </button>
  );
}
