import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Place } from "../../../document/place.ts";
import { select } from "../document/document-state.ts";
import { rerunOn } from "../shell/rerun-on.ts";
import { t } from "../shell/settings.ts";
import { cutLine, marksByLine, type LineSegment } from "./marks.ts";
import { revealKey, shownPlaces, zoom } from "./view-state.ts";

/** Lines are laid out so many at a time, only where they are seen. */
const chunkLines = 100;

/** A text with its lines numbered; what is in a value can be clicked, what is in none stands out. */
export function LinesView({ lines, isCut }: { readonly lines: readonly string[]; readonly isCut: boolean }) {
  const scroller = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    rerunOn(revealKey);
    const place = shownPlaces.value.find((one) => "line" in one);
    if (place === undefined) return;
    requestAnimationFrame(() => scroller.current?.querySelector(`[data-line="${place.line}"]`)?.scrollIntoView({ block: "center" }));
  });
  const chunks = Array.from({ length: Math.ceil(lines.length / chunkLines) }, (_, index) => index * chunkLines);
  return (
    <div class="lines" ref={scroller} tabIndex={0} role="region" aria-label={t("original.lines")} lang="zh-CN" style={{ fontSize: `${zoom.value * 0.875}rem` }}>
      {chunks.map((from) => (
        <div key={from} class="lines-chunk">
          {lines.slice(from, from + chunkLines).map((text, index) => (
            <Line key={from + index} number={from + index + 1} text={text} />
          ))}
        </div>
      ))}
      {isCut && <p class="bad">{t("original.cut")}</p>}
    </div>
  );
}

function Line({ number, text }: { readonly number: number; readonly text: string }) {
  const segments = cutLine(text, marksByLine.value.get(number) ?? []);
  const shown = shownPlaces.value.filter((place) => "line" in place && place.line === number);
  return (
    <div class={`line${shown.length > 0 ? " line-shown" : ""}`} data-line={number}>
      <span class="line-number" aria-hidden="true">
        {number}
      </span>
      <span class="line-text">
        {segments.map((segment, index) => (
          <Segment key={index} segment={segment} shown={shown} />
        ))}
      </span>
    </div>
  );
}

function Segment({ segment, shown }: { readonly segment: LineSegment; readonly shown: readonly Place[] }) {
  const [mark] = segment.marks;
  if (mark === undefined) return <>{segment.text}</>;
  const isShown = segment.marks.some((one) => shown.some((place) => "line" in place && place.from <= one.from && one.to <= place.to));
  const { key } = mark;
  return (
    <mark class={`text-${mark.state}${isShown ? " text-shown" : ""}`} data-key={key ?? undefined} onClick={key === null ? undefined : () => { select(key); }}>
      {segment.text}
    </mark>
  );
}
