import type { ProcessSample } from "./sample-processes.ts";

/** What was measured while a tenth of the documents went in. */
export interface Tenth {
  readonly documents: number;
  readonly seconds: number;
  readonly parentCpuMs: number;
  readonly childCpuMs: number;
  /** Highest resident memory, in bytes. */
  readonly parentBytes: number;
  readonly childBytes: number;
}

/** Adds samples and documents up, a tenth at a time. */
export class TenthMeter {
  private readonly documents: number;
  private readonly onTenth: (tenth: Tenth, number: number) => void;
  private readonly tenths: Tenth[] = [];
  private before: ProcessSample | undefined;
  private current: Tenth = empty();
  private counted = 0;
  private startedAt = performance.now();

  constructor(documents: number, onTenth: (tenth: Tenth, number: number) => void) {
    this.documents = documents;
    this.onTenth = onTenth;
  }

  get done(): readonly Tenth[] {
    return this.tenths;
  }

  /** Takes a sample; processes that have ended since the one before are left out for that while. */
  sample(now: ProcessSample): void {
    const childCpuMs = [...now.childCpuMs].reduce((sum, [id, ms]) => sum + ms - (this.before?.childCpuMs.get(id) ?? 0), 0);
    this.current = {
      ...this.current,
      parentCpuMs: this.current.parentCpuMs + now.parentCpuMs - (this.before?.parentCpuMs ?? 0),
      childCpuMs: this.current.childCpuMs + childCpuMs,
      parentBytes: Math.max(this.current.parentBytes, now.parentBytes),
      childBytes: Math.max(this.current.childBytes, now.childBytes),
    };
    this.before = now;
  }

  /** Counts a document; gives the tenth away when it is full. */
  count(sample: () => ProcessSample): void {
    this.current = { ...this.current, documents: this.current.documents + 1 };
    this.counted += 1;
    if (this.counted < Math.round(((this.tenths.length + 1) * this.documents) / 10)) return;
    this.sample(sample());
    const now = performance.now();
    const tenth = { ...this.current, seconds: (now - this.startedAt) / 1000 };
    this.tenths.push(tenth);
    this.current = empty();
    this.startedAt = now;
    this.onTenth(tenth, this.tenths.length);
  }
}

function empty(): Tenth {
  return { documents: 0, seconds: 0, parentCpuMs: 0, childCpuMs: 0, parentBytes: 0, childBytes: 0 };
}

/** A tenth in one line. CPU ms a document does not depend on what else the machine does; documents a second do. */
export function describeTenth({ documents, seconds, parentCpuMs, childCpuMs, parentBytes, childBytes }: Tenth, cores: number): string {
  const perDocument = (ms: number) => (ms / documents).toFixed(1).padStart(7);
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0).padStart(6);
  const busy = (100 * (parentCpuMs + childCpuMs)) / (seconds * 1000 * cores);
  return `${(documents / seconds).toFixed(1).padStart(7)}/s${perDocument(parentCpuMs)} writer${perDocument(childCpuMs)} readers CPU ms each${mebibytes(parentBytes)} parent${mebibytes(childBytes)} readers MiB${busy.toFixed(0).padStart(5)} % of ${cores} cores`;
}

/** How the last tenth compares with the first: shares above (or below) 1. The start-up lies in the first. */
export function compareTenths(tenths: readonly Tenth[]): string {
  const [first, last] = [tenths[0], tenths.at(-1)];
  if (first === undefined || last === undefined || first === last) return "fewer than two tenths";
  const cpu = (tenth: Tenth) => (tenth.parentCpuMs + tenth.childCpuMs) / tenth.documents;
  const percent = (share: number) => `${share >= 1 ? "+" : ""}${(100 * (share - 1)).toFixed(1)} %`;
  const shares = [
    `documents/s ${percent(last.documents / last.seconds / (first.documents / first.seconds))}`,
    `CPU ms a document ${percent(cpu(last) / cpu(first))}`,
    `writer's ${percent(last.parentCpuMs / last.documents / (first.parentCpuMs / first.documents))}`,
    `parent's memory ${percent(last.parentBytes / first.parentBytes)}`,
    `readers' memory ${percent(last.childBytes / first.childBytes)}`,
  ];
  return `tenth ${tenths.length} against tenth 1: ${shares.join(", ")}`;
}
