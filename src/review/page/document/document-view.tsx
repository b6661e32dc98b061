import { useEffect } from "preact/hooks";
import { formatShare } from "../format/format-value.ts";
import { OriginalPane } from "../original/original-pane.tsx";
import { linkTo } from "../shell/router.ts";
import { t, translateOr } from "../shell/settings.ts";
import { addition } from "./add-row.ts";
import { answer, closeDocument, loadFault, openDocument, progress } from "./document-state.ts";
import { HelpDialog } from "./help-dialog.tsx";
import { followKeys, isHelpOpen, nextOpen } from "./keyboard.ts";
import { undoLatest } from "./actions.ts";
import { ValuesPane } from "./values-pane.tsx";

/** One document: the original on the left, its values on the right. */
export function DocumentView({ id, path }: { readonly id: number; readonly path: string | null }) {
  useEffect(() => {
    addition.value = null;
    void openDocument(id, path);
    return closeDocument;
  }, [id, path]);
  useEffect(followKeys, []);
  if (loadFault.value !== null) {
    return (
      <div class="whole">
        <h1>{loadFault.value.status === 404 ? t("document.missing") : t("common.failed", { reason: loadFault.value.message })}</h1>
        <a href={linkTo({ view: "documents" })}>{t("document.back")}</a>
      </div>
    );
  }
  if (answer.value === null) return <p class="whole quiet">{t("common.loading")}</p>;
  return (
    <div class="document">
      <DocumentHead />
      <div class="panes">
        <OriginalPane id={id} />
        {answer.value.review === null ? <FailedDocument /> : <ValuesPane />}
      </div>
      <HelpDialog />
    </div>
  );
}

function DocumentHead() {
  const facts = answer.value?.facts;
  const coverage = answer.value?.review?.coverage;
  if (facts === undefined) return null;
  return (
    <div class="document-head">
      <a class="back" href={linkTo({ view: "documents" })} aria-label={t("document.back")}>
        ←
      </a>
      <div class="document-name">
        <h1>{facts.fileName}</h1>
        <p class="quiet">
          {facts.layout !== null && <span>{t("document.layout", { layout: facts.layout })}</span>}
          {facts.pageCount !== null && <span>{t("document.pages", { count: facts.pageCount })}</span>}
          {coverage !== undefined && coverage.characters > 0 && (
            <span>{t("document.coverage", { share: formatShare(1 - coverage.unmapped / coverage.characters) })}</span>
          )}
        </p>
      </div>
      {coverage !== undefined && <ProgressBar />}
      {coverage !== undefined && (
        <a class="compare-link" href={linkTo({ view: "differences", one: String(facts.id), other: null })}>
          {t("differences.compare")}
        </a>
      )}
      <button type="button" class="ghost" onClick={() => { isHelpOpen.value = true; }}>
        {t("action.help")} <kbd>?</kbd>
      </button>
    </div>
  );
}

/** How much is left, and the two moves that belong to it. */
function ProgressBar() {
  const { asking, reviewed } = progress.value;
  const left = asking - reviewed;
  return (
    <div class="progress">
      <div class="progress-text">
        <strong>{left === 0 ? t("document.left.none") : t("document.left", { left })}</strong>
        <span class="quiet">{t("document.progress", { reviewed, asking })}</span>
      </div>
      <progress max={Math.max(1, asking)} value={asking === 0 ? 1 : reviewed} aria-label={t("document.progress", { reviewed, asking })} />
      <button type="button" onClick={nextOpen} disabled={left === 0}>
        {t("action.next")} <kbd>N</kbd>
      </button>
      <button type="button" class="ghost" onClick={() => void undoLatest()}>
        {t("action.undo")} <kbd>U</kbd>
      </button>
    </div>
  );
}

function FailedDocument() {
  const facts = answer.value?.facts;
  return (
    <section class="values failed-document">
      <h2>{t("document.failed.title")}</h2>
      <p>{translateOr(`failure.${facts?.statusCode ?? ""}`, "")}</p>
      <p class="quiet">{facts?.statusReason}</p>
    </section>
  );
}
