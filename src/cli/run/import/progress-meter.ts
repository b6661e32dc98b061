import type { ImportEvent, ImportState } from "../../../pipeline/batch/import-event.ts";

/** How far an import is. */
export interface Progress {
  readonly documents: {
    readonly done: number;
    /** So many there are; null while they are still being counted. */
    readonly total: number | null;
    readonly failed: number;
  };
  /** Pages that were read, of those known so far: a document says how many it has when it is opened. */
  readonly pages: { readonly done: number; readonly total: number };
  /** Over the last minute; null until there is something to measure. */
  readonly documentsPerMinute: number | null;
  readonly secondsLeft: number | null;
}

/** The rate is taken over the last so many seconds: files that are skipped at the start do not promise a quick end. */
const windowSeconds = 60;
/** A rate over less than this is chance. */
const leastSeconds = 10;

const failedStates: ReadonlySet<ImportState> = new Set<ImportState>(["failed", "failed-before", "kept"]);

interface Sample {
  readonly second: number;
  readonly done: number;
}

/** Counts what an import tells, and works out its rate and the time left. */
export class ProgressMeter {
  private readonly seconds: () => number;
  private readonly reading = new Map<string, { done: number; total: number }>();
  private samples: readonly Sample[];
  private counted: number | null = null;
  private extra = 0;
  private done = 0;
  private failed = 0;
  private pagesDone = 0;

  /** @param seconds gives the time, in seconds since any moment; it never goes back. */
  constructor(seconds: () => number = () => performance.now() / 1000) {
    this.seconds = seconds;
    this.samples = [{ second: seconds(), done: 0 }];
  }

  /** Takes note of what an import tells. */
  receive(event: ImportEvent): void {
    if (event.kind === "counted") this.counted = (this.counted ?? 0) + event.files;
    // The archive itself is done with when its files are.
    else if (event.kind === "unpacked") this.extra += event.files - 1;
    else if (event.kind === "gone") this.extra -= 1;
    else if (event.kind === "page") this.reading.set(event.path, { done: event.done, total: event.total });
    else if (event.kind === "file") this.finish(event.file.path, event.file.state);
  }

  /** How far the import is now. */
  read(): Progress {
    const reading = [...this.reading.values()];
    const total = this.counted === null ? null : Math.max(this.done, this.counted + this.extra);
    const perSecond = this.rate();
    return {
      documents: { done: this.done, total, failed: this.failed },
      pages: { done: this.pagesDone + sum(reading.map((one) => one.done)), total: this.pagesDone + sum(reading.map((one) => one.total)) },
      documentsPerMinute: perSecond === null ? null : Math.round(perSecond * 600) / 10,
      secondsLeft: perSecond === null || perSecond === 0 || total === null ? null : Math.ceil((total - this.done) / perSecond),
    };
  }

  private finish(path: string, state: ImportState): void {
    this.done += 1;
    if (failedStates.has(state)) this.failed += 1;
    this.pagesDone += this.reading.get(path)?.total ?? 0;
    this.reading.delete(path);
    this.sample();
  }

  /** At most one sample a second. */
  private sample(): void {
    const second = this.seconds();
    const last = this.samples.at(-1);
    if (last !== undefined && second - last.second < 1) return;
    this.samples = [...this.samples.filter((sample) => second - sample.second <= windowSeconds), { second, done: this.done }];
  }

  private rate(): number | null {
    const now = this.seconds();
    const first = this.samples.find((sample) => now - sample.second <= windowSeconds) ?? this.samples.at(-1);
    if (first === undefined || now - first.second < leastSeconds) return null;
    return (this.done - first.done) / (now - first.second);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
