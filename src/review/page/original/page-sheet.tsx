import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Box } from "../../../document/place.ts";
import { pictureUrl } from "../api/client.ts";
import { select } from "../document/document-state.ts";
import { t } from "../shell/settings.ts";
import { mergeBoxes } from "./merge-boxes.ts";
import { inkOf, marksByPage, type PageMark } from "./marks.ts";
import { shownPlaces } from "./view-state.ts";

/** A page's size in points. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

interface SheetProps {
  readonly id: number;
  readonly number: number;
  readonly size: PageSize;
  /** CSS pixels for a point. */
  readonly scale: number;
  readonly turn: 0 | 90 | 180 | 270;
}

/** Pages this far outside the pane are drawn already. */
const nearMargin = "60% 0%";

/** One page: its picture, and a box on every value. Far from the pane it is an empty sheet of the right size. */
export function PageSheet({ id, number, size, scale, turn }: SheetProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const isNear = useSignal(false);
  useEffect(() => followNearness(sheet.current, (near) => { isNear.value = near; }), []);
  const [width, height] = [size.width * scale, size.height * scale];
  const isLying = turn % 180 !== 0;
  return (
    <div ref={sheet} class="sheet" data-page={number} data-scale={scale} style={sizeOf(isLying ? height : width, isLying ? width : height)}>
      {isNear.value && (
        <div class="sheet-turned" style={{ ...sizeOf(width, height), transform: turnTransform(turn, width, height) }}>
          <Picture url={pictureUrl(id, number, width * devicePixelRatio)} number={number} width={width} height={height} />
          <Boxes number={number} size={size} />
        </div>
      )}
    </div>
  );
}

interface PictureProps {
  readonly url: string;
  readonly number: number;
  readonly width: number;
  readonly height: number;
}

/** The picture of a page; while it is being drawn, and where it cannot be, the sheet says so. */
function Picture({ url, number, width, height }: PictureProps) {
  const state = useSignal<"coming" | "there" | "failed">("coming");
  return (
    <>
      {state.value !== "there" && <span class="sheet-note">{t(state.value === "coming" ? "original.drawing" : "original.undrawn", { page: number })}</span>}
      <img
        src={url}
        width={Math.round(width)}
        height={Math.round(height)}
        alt={t("original.picture", { page: number })}
        draggable={false}
        class={state.value === "there" ? "" : "is-coming"}
        onLoad={() => { state.value = "there"; }}
        onError={() => { state.value = "failed"; }}
      />
    </>
  );
}

function followNearness(element: HTMLElement | null, tell: (isNear: boolean) => void): (() => void) | undefined {
  if (element === null) return undefined;
  const observer = new IntersectionObserver(([entry]) => { tell(entry?.isIntersecting === true); }, { root: element.closest(".pages"), rootMargin: nearMargin });
  observer.observe(element);
  return () => { observer.disconnect(); };
}

function sizeOf(width: number, height: number) {
  return { width: `${width}px`, height: `${height}px` };
}

/** Turns about the top left corner, then back into the sheet. */
function turnTransform(turn: SheetProps["turn"], width: number, height: number): string {
  if (turn === 90) return `translateX(${height}px) rotate(90deg)`;
  if (turn === 180) return `translate(${width}px, ${height}px) rotate(180deg)`;
  return turn === 270 ? `translateY(${width}px) rotate(-90deg)` : "none";
}

/** The boxes are for the pointer; a keyboard or screen reader goes by the list of values. */
function Boxes({ number, size }: { readonly number: number; readonly size: PageSize }) {
  const onPage = marksByPage.value.get(number) ?? [];
  const shown = mergeBoxes(shownPlaces.value.flatMap((place) => ("page" in place && place.page === number ? inkOf(place) : [])));
  return (
    <svg class="boxes" viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="none" aria-hidden="true">
      {onPage.map((mark, index) => (
        <MarkedBox key={index} mark={mark} />
      ))}
      {shown.map((box, index) => (
        <rect key={`s${index}`} class="box box-shown" {...rectOf(widen(box))} />
      ))}
    </svg>
  );
}

function MarkedBox({ mark }: { readonly mark: PageMark }) {
  const { key } = mark;
  return (
    <rect
      class={`box box-${mark.state}`}
      data-key={key ?? undefined}
      {...rectOf(mark.box)}
      onClick={key === null ? undefined : () => { select(key); }}
    />
  );
}

/** Room in points between print and the frame around what is chosen, so that the frame hides none of it. */
const frameGapPt = 2;

function widen([x0, y0, x1, y1]: Box): Box {
  return [x0 - frameGapPt, y0 - frameGapPt, x1 + frameGapPt, y1 + frameGapPt];
}

function rectOf([x0, y0, x1, y1]: Box) {
  return { x: x0, y: y0, width: Math.max(0.5, x1 - x0), height: Math.max(0.5, y1 - y0) };
}
