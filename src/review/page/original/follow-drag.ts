/** A pointer that moves less is a click, in CSS pixels. */
const clickSlackPx = 4;

/** Moves the pane's content with the mouse; the function it gives ends that. A finger scrolls by itself. */
export function followDrag(scroller: HTMLElement): () => void {
  const aborter = new AbortController();
  const { signal } = aborter;
  let start: { x: number; y: number; left: number; top: number } | undefined;
  scroller.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    start = { x: event.clientX, y: event.clientY, left: scroller.scrollLeft, top: scroller.scrollTop };
  }, { signal });
  addEventListener("pointermove", (event) => {
    if (start === undefined) return;
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    if (Math.hypot(x, y) < clickSlackPx) return;
    scroller.classList.add("is-dragged");
    scroller.scrollTo({ left: start.left - x, top: start.top - y, behavior: "instant" });
  }, { signal });
  addEventListener("pointerup", () => {
    start = undefined;
    // After the click that ends the drag, so that it chooses nothing.
    setTimeout(() => { scroller.classList.remove("is-dragged"); });
  }, { signal });
  return () => { aborter.abort(); };
}
