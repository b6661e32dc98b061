import type { PagePlace } from "../../../document/place.ts";
import { turn } from "./view-state.ts";

/** Brings a box of a page into the pane, unless it is in full sight already. */
export function scrollToBox(scroller: HTMLElement | null, { page, box }: PagePlace): void {
  const sheet = scroller?.querySelector<HTMLElement>(`[data-page="${page}"]`);
  if (scroller == null || sheet == null) return;
  const scale = Number(sheet.dataset["scale"] ?? 1);
  const [left, top, right, bottom] = turnBox(box.map((side) => side * scale), sheet.clientWidth, sheet.clientHeight);
  const seenTop = scroller.scrollTop - sheet.offsetTop;
  const seenLeft = scroller.scrollLeft - sheet.offsetLeft;
  const isSeen = top >= seenTop && bottom <= seenTop + scroller.clientHeight && left >= seenLeft && right <= seenLeft + scroller.clientWidth;
  if (isSeen) return;
  scroller.scrollTo({
    top: sheet.offsetTop + (top + bottom) / 2 - scroller.clientHeight / 2,
    left: sheet.offsetLeft + (left + right) / 2 - scroller.clientWidth / 2,
  });
}

/** A box of the page as it lies on the turned sheet, whose size is given. */
function turnBox([x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[], width: number, height: number): [number, number, number, number] {
  if (turn.value === 90) return [width - y1, x0, width - y0, x1];
  if (turn.value === 180) return [width - x1, height - y1, width - x0, height - y0];
  return turn.value === 270 ? [y0, height - x1, y1, height - x0] : [x0, y0, x1, y1];
}
