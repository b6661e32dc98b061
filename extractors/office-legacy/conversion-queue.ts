import { ExtractionError } from "../../src/document/extractor.ts";
import { runLibreOffice, type Input, type Target } from "./run-libreoffice.ts";

/** Starting LibreOffice takes most of a run's time, so files that wait are converted together, so many at most. */
const MAX_FILES_PER_RUN = 16;
/** LibreOffice starts within seconds, and within this on a machine under load. */
const START_MS = 60_000;
/** A filing converts in under a second; a long book in under this. */
const PER_FILE_MS = 60_000;

/** One file that waits for its conversion. */
interface Job {
  readonly input: Input;
  readonly target: Target;
  readonly fileName: string;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

function describeFailure(job: Job, timedOut: boolean, messages: string): ExtractionError {
  if (timedOut) {
    return new ExtractionError("timeout", `LibreOffice did not finish with ${job.fileName} in time. Save it as .${job.target} and import that.`);
  }
  const said = messages.trim() === "" ? "" : ` It said: ${messages.trim().split("\n").at(-1) ?? ""}`;
  return new ExtractionError("corrupt", `LibreOffice cannot read ${job.fileName}.${said} Open it in Word or WPS, save it anew and import that.`);
}

/** Converts files with LibreOffice, one run at a time; files that come while a run is on go together into the next. */
export class ConversionQueue {
  private readonly program: string;
  private readonly timeScale: number;
  private waiting: Job[] = [];
  private running = false;

  /** `timeScale` 1 is the usual time limit; tests take less. */
  constructor(program: string, timeScale = 1) {
    this.program = program;
    this.timeScale = timeScale;
  }

  /** @throws {ExtractionError} `timeout` or `corrupt`; the signal's reason when it ends the work. */
  convert(input: Input, target: Target, fileName: string, signal?: AbortSignal): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ input, target, fileName, signal, resolve, reject });
      // Files asked for in the same breath share a run.
      setImmediate(() => void this.work());
    });
  }

  private async work(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let batch = this.takeBatch(); batch.length > 0; batch = this.takeBatch()) await this.convertBatch(batch);
    this.running = false;
  }

  private takeBatch(): Job[] {
    this.waiting = this.waiting.filter((job) => !rejectAborted(job));
    const target = this.waiting[0]?.target;
    const batch = this.waiting.filter((job) => job.target === target).slice(0, MAX_FILES_PER_RUN);
    this.waiting = this.waiting.filter((job) => !batch.includes(job));
    return batch;
  }

  private async convertBatch(batch: readonly Job[]): Promise<void> {
    const unfinished = await this.runOnce(batch);
    // One bad file can end a run for all; each of the others gets a run of its own.
    for (const job of unfinished) if (!rejectAborted(job)) await this.runOnce([job]);
  }

  /** Runs and settles what can be settled; gives back those of several that came to nothing. */
  private async runOnce(batch: readonly Job[]): Promise<Job[]> {
    const [first] = batch;
    if (first === undefined) return [];
    const alone = batch.length === 1 ? first.signal : undefined;
    const timeoutMs = (START_MS + PER_FILE_MS * batch.length) * this.timeScale;
    try {
      const inputs = batch.map((job) => job.input);
      const result = await runLibreOffice(this.program, inputs, first.target, { timeoutMs, ...(alone === undefined ? {} : { signal: alone }) });
      const failed = batch.filter((job, index) => !settle(job, result.outputs[index]));
      if (batch.length > 1) return failed;
      for (const job of failed) if (!rejectAborted(job)) job.reject(describeFailure(job, result.timedOut, result.messages));
    } catch (error) {
      for (const job of batch) job.reject(error);
    }
    return [];
  }
}

function settle(job: Job, output: Uint8Array | undefined): boolean {
  if (output === undefined || output.length === 0) return false;
  job.resolve(output);
  return true;
}

function rejectAborted(job: Job): boolean {
  if (job.signal?.aborted !== true) return false;
  job.reject(job.signal.reason);
  return true;
}
