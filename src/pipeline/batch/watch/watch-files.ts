import path from "node:path";
import type { PassedOver } from "../find-files.ts";
import { ChangeHints } from "./change-hints.ts";
import { scanFiles } from "./scan-files.ts";
import { SettledFiles } from "./settled-files.ts";

/** How {@link watchFiles} works. */
export interface WatchOptions {
  /** Absolute paths that are never documents. */
  readonly exclude: ReadonlySet<string>;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** Told once of each thing that is met and not read. */
  readonly onPassedOver: (passed: PassedOver) => void;
  /** Told before each wait: everything found so far was given. */
  readonly onWait: () => void;
  /** Told once, when the system gives no more hints of changes. */
  readonly onExhausted: (reason: string) => void;
  /** A file that was changed less than so many milliseconds ago may still be being written. */
  readonly settleMs?: number;
  /** Without a hint, changes are looked for every so many milliseconds. */
  readonly pollMs?: number;
}

/** Copies over a network pause for a second now and then. */
const usualSettleMs = 3_000;
/** Network drives give no hints. */
export const usualPollMs = 30_000;
/** A scan of a large cabinet takes seconds: between two of them this many times as long passes, so that waiting costs little. */
const restAfterScan = 10;

/**
 * Gives, again and again, the files below the paths that are new, changed or moved since they were given last, once they
 * are at rest; at first all of them. Ends when the signal comes. It compares what there is with what there was, so that
 * nothing is lost whatever happened in between.
 */
export async function* watchFiles(paths: readonly string[], options: WatchOptions): AsyncGenerator<string[]> {
  const { signal, settleMs = usualSettleMs, pollMs = usualPollMs } = options;
  const settled = new SettledFiles(settleMs);
  const pause = new Pause(signal);
  const hints = new ChangeHints({ onHint: () => { pause.hint(); }, onExhausted: options.onExhausted });
  const onPassedOver = once(options.onPassedOver);
  try {
    while (!signal.aborted) {
      pause.reset();
      const started = performance.now();
      const folders: string[] = [];
      const scan = await scanFiles(paths, { exclude: options.exclude, onPassedOver, onFolder: (folder) => folders.push(folder) });
      hints.follow(folders);
      const files = settled.take(scan, Date.now());
      const restMs = (performance.now() - started) * restAfterScan;
      if (files.length > 0) yield files;
      else options.onWait();
      await pause.wait({ leastMs: Math.max(restMs, settleMs / 4), mostMs: settled.someWait ? settleMs / 2 : pollMs });
    }
  } finally {
    hints.close();
  }
}

/** The time between two scans: it ends with a hint or the signal, or by itself. */
class Pause {
  private readonly signal: AbortSignal;
  private hinted = false;
  private wake: () => void = () => undefined;

  constructor(signal: AbortSignal) {
    this.signal = signal;
    signal.addEventListener("abort", () => { this.wake(); });
  }

  /** Forgets the hints so far. */
  reset(): void {
    this.hinted = false;
  }

  hint(): void {
    this.hinted = true;
    this.wake();
  }

  async wait({ leastMs, mostMs }: { readonly leastMs: number; readonly mostMs: number }): Promise<void> {
    await this.sleep(leastMs, () => this.signal.aborted);
    await this.sleep(mostMs - leastMs, () => this.signal.aborted || this.hinted);
  }

  private async sleep(ms: number, isOver: () => boolean): Promise<void> {
    if (ms <= 0 || isOver()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        if (!isOver()) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => undefined;
  }
}

function once(tell: (passed: PassedOver) => void): (passed: PassedOver) => void {
  const told = new Set<string>();
  return (passed) => {
    const name = `${passed.path}${path.delimiter}${passed.reason}`;
    if (!told.has(name)) tell(passed);
    told.add(name);
  };
}
