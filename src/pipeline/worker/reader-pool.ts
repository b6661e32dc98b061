import PQueue from "p-queue";
import type { Finding } from "../../document/finding.ts";
import type { DocumentFailure } from "../../store/document-status.ts";
import type { PreparedFile, ReaderRequest, ReaderSetup, RefusedMember, UnpackedMember } from "./messages.ts";
import { ReaderProcess, type FinalAnswer, type ReaderLimits } from "./reader-process.ts";

/** How a pool of reader processes works. */
export interface PoolOptions {
  /** How many processes read at the same time. */
  readonly jobs: number;
  /** The module that reader processes run. */
  readonly module: URL;
  readonly setup: ReaderSetup;
  readonly limits: ReaderLimits;
}

/** A document that could not be read. */
export interface ReadFailure {
  readonly kind: "failed";
  readonly code: DocumentFailure;
  readonly message: string;
  readonly findings: readonly Finding[];
}

/** What became of one document. */
export type ReadOutcome =
  | { readonly kind: "archive" }
  | { readonly kind: "unprepared" }
  | { readonly kind: "record"; readonly json: string; readonly packed: Uint8Array; readonly byteCount: number }
  | ReadFailure;

/** What became of one archive. */
export type UnpackOutcome =
  | { readonly kind: "members"; readonly members: readonly UnpackedMember[]; readonly refused: readonly RefusedMember[] }
  | ReadFailure;

/** What became of files that were to be prepared together; null for one that must be read by itself. */
export type PrepareOutcome = { readonly kind: "prepared"; readonly files: readonly (PreparedFile | null)[] } | ReadFailure;

type Work = Exclude<ReaderRequest, { kind: "set-up" }>;

/** A process above this share of its memory limit is replaced between two documents. */
const growthShare = 0.5;
/** A crash may be another program's doing (a kill, memory short on the machine): the document gets a second process. */
const attempts = 2;

/** Reader processes that live on from document to document, and are replaced when they crash, hang or grow. */
export class ReaderPool {
  private readonly options: PoolOptions;
  private readonly queue: PQueue;
  private readonly idle: ReaderProcess[] = [];
  private readonly all = new Set<ReaderProcess>();
  private closed = false;

  constructor(options: PoolOptions) {
    this.options = options;
    this.queue = new PQueue({ concurrency: options.jobs });
  }

  /** Reads one document. Rejects only when no reader process can be started at all. */
  async read(file: Omit<Extract<Work, { kind: "read" }>, "kind">, onProgress?: (done: number, total: number) => void): Promise<ReadOutcome> {
    const answer = await this.queue.add(() => this.work({ kind: "read", ...file }, onProgress));
    return answer.kind === "record" || answer.kind === "archive" || answer.kind === "unprepared" ? answer : toFailure(answer);
  }

  /** Unpacks one archive into a folder. Rejects as {@link read} does. */
  async unpack(file: Omit<Extract<Work, { kind: "unpack" }>, "kind">): Promise<UnpackOutcome> {
    const answer = await this.queue.add(() => this.work({ kind: "unpack", ...file }));
    return answer.kind === "members" ? answer : toFailure(answer);
  }

  /** Prepares files together, into a folder. Rejects as {@link read} does. */
  async prepare(files: Omit<Extract<Work, { kind: "prepare" }>, "kind">): Promise<PrepareOutcome> {
    const answer = await this.queue.add(() => this.work({ kind: "prepare", ...files }));
    return answer.kind === "prepared" ? answer : toFailure(answer);
  }

  /** Ends every process, also those in the middle of a document: what was asked for is rejected, and is no failure of the document. */
  close(): void {
    this.closed = true;
    this.queue.clear();
    for (const reader of this.all) reader.end();
    this.all.clear();
  }

  private async work(request: Work, onProgress?: (done: number, total: number) => void): Promise<FinalAnswer> {
    let answer = await this.attempt(request, onProgress);
    for (let attempt = 1; attempt < attempts && isCrash(answer); attempt += 1) {
      answer = await this.attempt(request, onProgress);
    }
    return answer;
  }

  private async attempt(request: Work, onProgress?: (done: number, total: number) => void): Promise<FinalAnswer> {
    this.throwIfClosed();
    const reader = await this.take();
    const answer = await reader.ask(request, this.options.limits.timeoutMs, onProgress);
    this.throwIfClosed();
    this.putBack(reader, answer);
    return answer;
  }

  private throwIfClosed(): void {
    if (this.closed) throw new Error("the reader processes were ended in the middle of a document");
  }

  private async take(): Promise<ReaderProcess> {
    for (let reader = this.idle.pop(); reader !== undefined; reader = this.idle.pop()) {
      if (reader.isAlive) return reader;
      this.all.delete(reader);
    }
    const { module, setup, limits } = this.options;
    const reader = await ReaderProcess.start(module, setup, limits);
    if (this.closed) reader.end();
    this.all.add(reader);
    return reader;
  }

  private putBack(reader: ReaderProcess, answer: FinalAnswer): void {
    const grown = answer.kind === "record" && answer.residentBytes > this.options.limits.memoryBytes * growthShare;
    if (grown) reader.end();
    if (reader.isAlive) this.idle.push(reader);
    else this.all.delete(reader);
  }
}

function isCrash(answer: FinalAnswer): boolean {
  return answer.kind === "ended" && answer.reason === "crash";
}

function toFailure(answer: FinalAnswer): ReadFailure {
  if (answer.kind === "failed") return { kind: "failed", code: answer.failure, message: answer.message, findings: answer.findings };
  if (answer.kind === "ended") return { kind: "failed", code: answer.reason, message: answer.message, findings: [] };
  return { kind: "failed", code: "internal", message: `a reader process answered "${answer.kind}" out of turn`, findings: [] };
}
