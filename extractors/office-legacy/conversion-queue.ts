import { ExtractionError } from "../../src/document/extractor.ts";
import { runLibreOffice, type Input, type RunResult, type Target } from "./run-libreoffice.ts";

/** Starting LibreOffice takes most of a run's time, so files that wait are converted together, so many at most. */
const MAX_FILES_PER_RUN = 16;
/** LibreOffice starts within seconds, and within this on a machine under load. */
const START_MS = 30_000;
/** A filing converts in under a second; a long book in under this. */
const PER_FILE_MS = 60_000;

/** What a conversion is asked to do beside converting. */
export interface ConvertOptions {
  readonly signal?: AbortSignal | undefined;
}

/** One file that waits for its conversion. */
interface Job {
  readonly input: Input;
  readonly target: Target;
  readonly fileName: string;
  readonly signal: AbortSignal | undefined;
  /** Whether it is left alone, rather than run by itself, when a run with others came to nothing for it. */
  readonly onlyTogether: boolean;
  readonly resolve: (bytes: Uint8Array | undefined) => void;
  readonly reject: (error: unknown) => void;
}

function describeFailure(job: Job, { timedOut, messages }: RunResult): ExtractionError {
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
  async convert(input: Input, target: Target, fileName: string, { signal }: ConvertOptions = {}): Promise<Uint8Array> {
    const bytes = await this.enqueue({ input, target, fileName, signal, onlyTogether: false });
    if (bytes === undefined) throw new Error(`the conversion of ${fileName} ended without a word`);
    return bytes;
  }

  /** As {@link convert}, but gives undefined for a file of which a run with others made nothing. */
  convertTogether(input: Input, target: Target, fileName: string, { signal }: ConvertOptions = {}): Promise<Uint8Array | undefined> {
    return this.enqueue({ input, target, fileName, signal, onlyTogether: true });
  }

  private enqueue(job: Omit<Job, "resolve" | "reject">): Promise<Uint8Array | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...job, resolve, reject });
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

  /** One bad file can end a run for all behind it: it gets a run by itself, and the others another one together. */
  private async convertBatch(batch: readonly Job[]): Promise<void> {
    let together = batch.filter((job) => !rejectAborted(job));
    while (together.length > 1) {
      const { suspects, notReached } = await this.runTogether(together);
      for (const job of suspects) await this.runAlone(job);
      together = notReached.filter((job) => !rejectAborted(job));
    }
    for (const job of together) await this.runAlone(job);
  }

  /** Settles what came out; tells those that the run stopped at or left out from those behind them. */
  private async runTogether(batch: readonly Job[]): Promise<{ suspects: Job[]; notReached: Job[] }> {
    const result = await this.run(batch);
    if (result === undefined) return { suspects: [], notReached: [] };
    const isFinished = batch.map((job, index) => settle(job, result.outputs[index]));
    // Of a run that was cut off the last output is not taken: it stopped at that file or at the one behind it.
    const reached = isFinished.lastIndexOf(true) + (result.isSound ? 1 : 2);
    const suspects = batch.filter((_, index) => index <= reached && isFinished[index] === false);
    return { suspects, notReached: batch.slice(reached + 1) };
  }

  private async runAlone(job: Job): Promise<void> {
    if (rejectAborted(job)) return;
    if (job.onlyTogether) {
      job.resolve(undefined);
      return;
    }
    const result = await this.run([job], job.signal);
    if (result === undefined || settle(job, result.outputs[0]) || rejectAborted(job)) return;
    job.reject(describeFailure(job, result));
  }

  /** Undefined when LibreOffice cannot be run at all; then all are rejected. */
  private async run(batch: readonly Job[], signal?: AbortSignal): Promise<RunResult | undefined> {
    const target = batch[0]?.target;
    if (target === undefined) return undefined;
    const limits = { startMs: START_MS * this.timeScale, perFileMs: PER_FILE_MS * this.timeScale };
    try {
      const inputs = batch.map((job) => job.input);
      return await runLibreOffice(this.program, inputs, target, { ...limits, ...(signal === undefined ? {} : { signal }) });
    } catch (error) {
      for (const job of batch) job.reject(error);
      return undefined;
    }
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
