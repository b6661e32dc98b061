import type { FileStamp } from "./scan-files.ts";

/** A file that changed, and since when it has looked as it does. */
interface Waiting {
  readonly stamp: string;
  readonly sinceMs: number;
}

/**
 * Tells which files have changed and come to rest. A file is at rest when it has not changed for the settling time: by its
 * own times, or, where a clock is wrong, because it looks as it did so long ago.
 */
export class SettledFiles {
  private readonly settleMs: number;
  private readonly known = new Map<string, string>();
  private readonly waiting = new Map<string, Waiting>();

  constructor(settleMs: number) {
    this.settleMs = settleMs;
  }

  /** Whether some file has changed and is not at rest yet. */
  get someWait(): boolean {
    return this.waiting.size > 0;
  }

  /**
   * Takes a scan in and gives the files that changed since they were given last and are at rest now, in the scan's order.
   * @param nowMs milliseconds since 1970, by this machine's clock.
   */
  take(scan: ReadonlyMap<string, FileStamp>, nowMs: number): string[] {
    this.forgetGone(scan);
    const settled: string[] = [];
    for (const [file, { stamp, changedAt }] of scan) {
      if (this.known.get(file) === stamp) {
        this.waiting.delete(file);
      } else if (this.isAtRest(file, stamp, changedAt, nowMs)) {
        this.waiting.delete(file);
        this.known.set(file, stamp);
        settled.push(file);
      }
    }
    return settled;
  }

  private isAtRest(file: string, stamp: string, changedAt: number, nowMs: number): boolean {
    const before = this.waiting.get(file);
    if (nowMs - changedAt >= this.settleMs) return true;
    if (before?.stamp !== stamp) this.waiting.set(file, { stamp, sinceMs: nowMs });
    return before?.stamp === stamp && nowMs - before.sinceMs >= this.settleMs;
  }

  private forgetGone(scan: ReadonlyMap<string, FileStamp>): void {
    for (const list of [this.known, this.waiting]) {
      for (const file of list.keys()) if (!scan.has(file)) list.delete(file);
    }
  }
}
