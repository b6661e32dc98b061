import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { pictureUrl } from "../api/client.ts";
import { rerunOn } from "../shell/rerun-on.ts";
import { t } from "../shell/settings.ts";
import { PageSheet, type PageSize } from "./page-sheet.tsx";
import { currentPage, goToPage, hasThumbnails, revealKey, shownPlaces, wishedPage, zoom, turn } from "./view-state.ts";
import { followDrag } from "./follow-drag.ts";
import { scrollToBox } from "./scroll-to-box.ts";

/** Room beside a page, in CSS pixels: what the style sheet leaves around it, and the scroll bar. */
const pageMarginPx = 40;

/** The pages of a document one below the other; each is drawn when it comes near. */
export function PagesView({ id, pages }: { readonly id: number; readonly pages: readonly PageSize[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const paneWidth = useSignal(0);
  useEffect(() => followWidth(scroller.current, (width) => { paneWidth.value = width; }), []);
  useEffect(() => (scroller.current === null ? undefined : followDrag(scroller.current)), []);
  useSignalEffect(() => {
    // Zooming and turning keep what is chosen in sight.
    rerunOn(revealKey, zoom, turn);
    const box = shownPlaces.value.find((place) => "page" in place);
    const wishes = wishedPage.peek().count;
    if (box === undefined || paneWidth.value === 0) return;
    // Who has asked for a page in the meantime is not taken back from it.
    afterLayout(() => { if (wishedPage.peek().count === wishes) scrollToBox(scroller.current, box); });
  });
  useSignalEffect(() => {
    const { page, count } = wishedPage.value;
    if (count > 0) scroller.current?.querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: "start" });
  });
  const widest = Math.max(...pages.map((page) => (turn.value % 180 === 0 ? page.width : page.height)));
  const scale = paneWidth.value === 0 ? 0 : ((paneWidth.value - pageMarginPx) / widest) * zoom.value;
  return (
    <div class="pages-frame">
      {hasThumbnails.value && <Thumbnails id={id} pages={pages} />}
      <div class="pages" ref={scroller} tabIndex={0} role="region" aria-label={t("original.pages")} onScroll={(event) => { currentPage.value = findTopPage(event.currentTarget); }}>
        {scale > 0 && pages.map((size, index) => <PageSheet key={index} id={id} number={index + 1} size={size} scale={scale} turn={turn.value} />)}
      </div>
    </div>
  );
}

/** The second frame: in the first the sheets may still have their old size. */
function afterLayout(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(work));
}

function followWidth(element: HTMLElement | null, tell: (width: number) => void): (() => void) | undefined {
  if (element === null) return undefined;
  const observer = new ResizeObserver(() => { tell(element.clientWidth); });
  observer.observe(element);
  return () => { observer.disconnect(); };
}

/** The page that takes the upper middle of the pane. */
function findTopPage(scroller: HTMLElement): number {
  const line = scroller.getBoundingClientRect().top + scroller.clientHeight / 3;
  const sheets = [...scroller.querySelectorAll<HTMLElement>("[data-page]")];
  const above = sheets.filter((sheet) => sheet.getBoundingClientRect().top <= line).at(-1) ?? sheets[0];
  return Number(above?.dataset["page"] ?? 1);
}

function Thumbnails({ id, pages }: { readonly id: number; readonly pages: readonly PageSize[] }) {
  return (
    <ol class="thumbnails" aria-label={t("original.thumbnails")}>
      {pages.map((size, index) => (
        <li key={index}>
          <button type="button" aria-current={currentPage.value === index + 1 ? "page" : undefined} onClick={() => { goToPage(index + 1); }}>
            <img loading="lazy" src={pictureUrl(id, index + 1, 160)} width={80} height={Math.round((80 * size.height) / size.width)} alt={t("original.page", { page: index + 1 })} />
            <span aria-hidden="true">{index + 1}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
