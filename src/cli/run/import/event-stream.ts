import { jsonLine } from "./json-line.ts";
import type { ProgressMeter } from "./progress-meter.ts";
import type { RunEvent } from "./run-events.ts";

/** `progress` events come at most so often. */
const progressEveryMs = 1000;

/** `--json`: what an import tells other programs, on standard output, one event a line. */
export class EventStream {
  private readonly meter: ProgressMeter;
  private readonly write: (line: string) => void;
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(meter: ProgressMeter, write: (line: string) => void = (line) => process.stdout.write(line)) {
    this.meter = meter;
    this.write = write;
  }

  /** Writes an event; after one of a document or a page, how far the whole is. */
  tell(event: RunEvent): void {
    this.write(jsonLine({ ...event, at: new Date().toISOString() }));
    if (event.event === "document" || event.event === "page") this.tellProgress();
    if (event.event === "waiting") this.tellProgress(true);
  }

  /** Writes how far the whole is, at once or at most every second. */
  tellProgress(atOnce = false): void {
    if (!atOnce && performance.now() - this.toldAt < progressEveryMs) return;
    this.toldAt = performance.now();
    this.write(jsonLine({ event: "progress", ...this.meter.read(), at: new Date().toISOString() }));
  }
}
