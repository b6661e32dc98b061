import { useEffect } from "preact/hooks";
import { ChartsView } from "../charts/charts-view.tsx";
import { DifferencesView } from "../differences/differences-view.tsx";
import { DocumentView } from "../document/document-view.tsx";
import { followDrops } from "../documents/follow-drops.ts";
import { DocumentsView } from "../documents/documents-view.tsx";
import { UploadPanel } from "../documents/upload-panel.tsx";
import { FindingsView } from "../findings/findings-view.tsx";
import { JoinsView } from "../joins/joins-view.tsx";
import { SearchView } from "../search/search-view.tsx";
import { Notices } from "./notices.tsx";
import { linkTo, route, type Route } from "./router.ts";
import { followSettings, t } from "./settings.ts";
import { SettingsMenu } from "./settings-menu.tsx";

followSettings();

/** The whole page: the bar at the top, the view, what is said in passing. */
export function App() {
  const current = route.value;
  useEffect(followDrops, []);
  useEffect(() => {
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [current.view]);
  return (
    <>
      <a class="skip" href="#main" onClick={skipToMain}>
        {t("app.skip")}
      </a>
      <header class="bar">
        <a class="brand" href={linkTo({ view: "documents" })}>
          <span class="brand-mark" aria-hidden="true">
            绩
          </span>
          <span class="brand-name">{t("app.name")}</span>
        </a>
        <nav class="bar-nav" aria-label={t("nav.label")}>
          <NavLink target={{ view: "documents" }} isCurrent={current.view === "documents" || current.view === "document"} text={t("nav.documents")} />
          <NavLink target={{ view: "findings", code: null }} isCurrent={current.view === "findings"} text={t("nav.findings")} />
          <NavLink target={{ view: "differences", one: null, other: null }} isCurrent={current.view === "differences"} text={t("nav.differences")} />
          <NavLink target={{ view: "joins", kind: "doubtful" }} isCurrent={current.view === "joins"} text={t("nav.joins")} />
          <NavLink target={{ view: "search", text: "", kind: "", region: "", year: "" }} isCurrent={current.view === "search"} text={t("nav.search")} />
          <NavLink target={{ view: "charts", id: "budget-by-region", region: "", year: "" }} isCurrent={current.view === "charts"} text={t("nav.charts")} />
        </nav>
        <SettingsMenu />
      </header>
      <main id="main" tabIndex={-1} class={`view view-${current.view}`}>
        <View current={current} />
      </main>
      <UploadPanel />
      <Notices />
    </>
  );
}

/** The address is the router's own, so the link moves the focus itself. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function NavLink({ target, isCurrent, text }: { readonly target: Route; readonly isCurrent: boolean; readonly text: string }) {
  return (
    <a class="bar-link" href={linkTo(target)} aria-current={isCurrent ? "page" : undefined}>
      {text}
    </a>
  );
}

function View({ current }: { readonly current: Route }) {
  switch (current.view) {
    case "documents":
      return <DocumentsView />;
    case "document":
      return <DocumentView key={current.id} id={current.id} path={current.path} />;
    case "findings":
      return <FindingsView code={current.code} />;
    case "differences":
      return <DifferencesView one={current.one} other={current.other} />;
    case "joins":
      return <JoinsView kind={current.kind} />;
    case "search":
      return <SearchView current={current} />;
    case "charts":
      return <ChartsView current={current} />;
  }
}
