import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ApiError, getOriginal } from "../api/client.ts";
import { DropZone } from "../documents/drop-zone.tsx";
import { t } from "../shell/settings.ts";
import type { OriginalOutline } from "../../server/originals/protocol.ts";
import { BlocksView } from "./blocks-view.tsx";
import { LinesView } from "./lines-view.tsx";
import { PagesView } from "./pages-view.tsx";
import { OriginalToolbar } from "./original-toolbar.tsx";
import { pageCount, resetView } from "./view-state.ts";

/** The original as it is: its pages, its tables or its lines, with the places of all values. */
export function OriginalPane({ id }: { readonly id: number }) {
  const outline = useSignal<OriginalOutline | null>(null);
  const failure = useSignal<ApiError | null>(null);
  useEffect(() => {
    resetView();
    getOriginal(id).then(
      (answer) => {
        pageCount.value = answer.kind === "pages" ? answer.pages.length : 0;
        outline.value = answer;
      },
      (error: unknown) => { failure.value = error instanceof ApiError ? error : new ApiError(0, String(error)); },
    );
  }, [id]);
  return (
    <section class="original" aria-label={t("document.original")}>
      {outline.value !== null && <OriginalToolbar hasPages={outline.value.kind === "pages"} />}
      {failure.value !== null && <MissingOriginal failure={failure.value} />}
      {outline.value === null && failure.value === null && <p class="whole quiet">{t("original.loading")}</p>}
      {outline.value !== null && <Shown id={id} outline={outline.value} />}
    </section>
  );
}

function Shown({ id, outline }: { readonly id: number; readonly outline: OriginalOutline }) {
  switch (outline.kind) {
    case "pages":
      return <PagesView id={id} pages={outline.pages} />;
    case "lines":
      return <LinesView lines={outline.lines} isCut={outline.isCut} />;
    case "blocks":
      return <BlocksView blocks={outline.blocks} />;
  }
}

function MissingOriginal({ failure }: { readonly failure: ApiError }) {
  if (failure.status !== 410) return <p class="whole bad">{t("original.failed", { reason: failure.message })}</p>;
  return (
    <div class="whole">
      <p>{t("original.gone")}</p>
      <ul>
        {failure.paths.map((path) => (
          <li key={path}>
            <code>{path}</code>
          </li>
        ))}
      </ul>
      <DropZone />
    </div>
  );
}
