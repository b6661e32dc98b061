import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { chartIds } from "../../../report/chart/chart-ids.ts";
import { chartWords } from "../../../report/chart/chart-words.ts";
import type { ChartAnswer } from "../../api.ts";
import { chartUrl, getChart } from "../api/client.ts";
import { linkTo, replaceRoute, type Route } from "../shell/router.ts";
import { ScopeChoice } from "../shell/scope-choice.tsx";
import { language, t } from "../shell/settings.ts";
import { ChartTable } from "./chart-table.tsx";

/** Which chart is looked at; the address holds it. */
export type ChartRoute = Extract<Route, { view: "charts" }>;

/** Drawings are made in steps of so many pixels, so that a window that is pulled does not ask for one at each. */
const widthStepPx = 80;
/** As wide as a chart is easily read, in pixels. */
const widestPx = 1120;
const narrowestPx = 320;

/** One chart at a time: the drawing, its figures beside it, and both to take along. */
export function ChartsView({ current }: { readonly current: ChartRoute }) {
  return (
    <div class="charts">
      <h1>{t("charts.title")}</h1>
      <nav class="chart-choice" aria-label={t("charts.choice")}>
        {chartIds.map((id) => (
          <a key={id} class="chip" href={linkTo({ ...current, id })} aria-current={id === current.id ? "page" : undefined}>
            {chartWords[language.value].charts[id].title}
          </a>
        ))}
      </nav>
      <div class="filters">
        <ScopeChoice region={current.region} year={current.year} choose={(chosen) => { replaceRoute({ ...current, ...chosen }); }} />
      </div>
      <Chart current={current} />
    </div>
  );
}

function Chart({ current }: { readonly current: ChartRoute }) {
  const answer = useSignal<ChartAnswer | null>(null);
  const fault = useSignal<string | null>(null);
  const width = useSignal(0);
  const frame = useRef<HTMLDivElement>(null);
  const spoken = language.value;
  const request = { ...current, language: spoken };
  useEffect(() => followWidth(frame.current, (px) => { width.value = px; }), []);
  useEffect(() => {
    const aborter = new AbortController();
    getChart(request, aborter.signal).then(
      (loaded) => {
        answer.value = loaded;
        fault.value = null;
      },
      (error: unknown) => { if (!aborter.signal.aborted) fault.value = error instanceof Error ? error.message : String(error); },
    );
    return () => { aborter.abort(); };
  }, [current.id, current.region, current.year, spoken]);
  return (
    <>
      {fault.value !== null && <p class="bad" role="alert">{t("common.failed", { reason: fault.value })}</p>}
      <div class="chart-frame" ref={frame}>
        {width.value > 0 && fault.value === null && <Drawing key={chartUrl(request, "svg", null)} url={chartUrl(request, "svg", width.value)} data={answer.value} />}
      </div>
      <p class="chart-files">
        <a class="button" href={chartUrl(request, "svg", null)} download={`${current.id}.svg`}>{t("charts.svg")}</a>
        <a class="button" href={chartUrl(request, "png", null)} download={`${current.id}.png`}>{t("charts.png")}</a>
      </p>
      {answer.value !== null && <ChartTable data={answer.value} />}
    </>
  );
}

function Drawing({ url, data }: { readonly url: string; readonly data: ChartAnswer | null }) {
  const state = useSignal<"coming" | "there" | "failed">("coming");
  return (
    <>
      {state.value === "coming" && <p class="quiet">{t("common.loading")}</p>}
      {state.value === "failed" && <p class="bad" role="alert">{t("charts.failed")}</p>}
      {state.value !== "failed" && (
        <img
          class={`chart-drawing${state.value === "coming" ? " is-coming" : ""}`}
          src={url}
          alt={data === null ? t("charts.title") : `${data.title}: ${data.subtitle}`}
          onLoad={() => { state.value = "there"; }}
          onError={() => { state.value = "failed"; }}
        />
      )}
    </>
  );
}

function followWidth(element: HTMLElement | null, tell: (px: number) => void): (() => void) | undefined {
  if (element === null) return undefined;
  const observer = new ResizeObserver(() => {
    const inside = Math.min(widestPx, element.clientWidth);
    tell(Math.max(narrowestPx, inside < widthStepPx * 6 ? inside : Math.floor(inside / widthStepPx) * widthStepPx));
  });
  observer.observe(element);
  return () => { observer.disconnect(); };
}
