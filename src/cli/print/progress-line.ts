import { cutToWidth } from "./display-width.ts";

/** Redrawn at most so often: more is flicker, and costs time. */
const redrawMs = 100;

const usualColumns = 80;

/** One line on a terminal that is written over and over; nothing at all where standard error is no terminal. */
export class ProgressLine {
  private readonly stream = process.stderr;
  private shownAt = 0;
  private isShown = false;

  /** Shows a text in place of the one before; it is made only when it is shown. */
  show(makeText: () => string): void {
    if (!this.stream.isTTY || Date.now() - this.shownAt < redrawMs) return;
    this.shownAt = Date.now();
    this.isShown = true;
    // Some terminals do not tell their width, or tell 0.
    const columns = this.stream.columns || usualColumns;
    this.stream.write(`\r\u001B[K${cutToWidth(makeText(), columns - 1)}`);
  }

  /** Takes the line away, so that something else can be printed. */
  clear(): void {
    if (!this.isShown) return;
    this.isShown = false;
    this.stream.write("\r\u001B[K");
  }
}
