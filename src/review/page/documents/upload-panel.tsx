import { useEffect } from "preact/hooks";
import type { UploadedDocument, UploadState } from "../../api.ts";
import { linkTo } from "../shell/router.ts";
import { t } from "../shell/settings.ts";
import { followUploads, isPanelOpen, sending, uploads } from "./uploads-state.ts";

/** What becomes of the files that were dropped, at the corner of every view. */
export function UploadPanel() {
  useEffect(followUploads, []);
  if (!isPanelOpen.value) return null;
  const known = [...uploads.value.values()].reverse();
  return (
    <section class="upload-panel" aria-label={t("upload.title")}>
      <header>
        <h2>{t("upload.title")}</h2>
        <button type="button" class="ghost" onClick={() => { isPanelOpen.value = false; }}>
          {t("upload.dismiss")}
        </button>
      </header>
      <ul>
        {sending.value.map(({ key, fileName, fault }) => (
          <li key={`s${key}`}>
            <span class="upload-name">{fileName}</span>
            <span class={fault === null ? "quiet" : "bad"}>{fault === null ? t("upload.sending") : t("common.failed", { reason: fault })}</span>
          </li>
        ))}
        {known.map((state) => (
          <UploadLine key={state.id} state={state} />
        ))}
      </ul>
    </section>
  );
}

function UploadLine({ state }: { readonly state: UploadState }) {
  return (
    <li>
      <span class="upload-name">{state.fileName}</span>
      <span class={state.state === "failed" ? "bad" : "quiet"}>{describeState(state)}</span>
      {state.state === "reading" && <progress aria-label={state.fileName} {...(state.total > 0 ? { value: state.done, max: state.total } : {})} />}
      {state.problem !== null && <p class="bad">{state.problem}</p>}
      {state.documents.map((document, index) => (
        <UploadedLine key={index} document={document} isMember={state.documents.length > 1} />
      ))}
    </li>
  );
}

function describeState(state: UploadState): string {
  if (state.state !== "reading") return t(`upload.${state.state}`);
  return state.total > 0 ? t("upload.reading.pages", { done: state.done, total: state.total }) : t("upload.reading");
}

function UploadedLine({ document, isMember }: { readonly document: UploadedDocument; readonly isMember: boolean }) {
  return (
    <div class="uploaded">
      {isMember && <span>{document.fileName}</span>}
      <span class="quiet">{t(`upload.outcome.${document.outcome}`)}</span>
      {document.reason !== null && <p class={document.outcome === "failed" ? "bad" : "quiet"}>{document.reason}</p>}
      {document.documentId !== null && <a href={linkTo({ view: "document", id: document.documentId, path: null })}>{t("upload.open")}</a>}
    </div>
  );
}
