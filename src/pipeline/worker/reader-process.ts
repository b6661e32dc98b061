import { fork, type ChildProcess } from "node:child_process";
import { answerSchema, type ReaderAnswer, type ReaderRequest, type ReaderSetup } from "./messages.ts";
import { endProcessGroup, memoryLimitVariable, saysOutOfMemory } from "./process-limits.ts";

/** How reader processes are started and held in bounds. */
export interface ReaderLimits {
  /** A document that makes no progress for so long is given up. */
  readonly timeoutMs: number;
  /** Resident memory at which a reader process is ended. */
  readonly memoryBytes: number;
}

/** How a reader process came to its end in the middle of a document. */
export interface ReaderEnd {
  readonly kind: "ended";
  readonly reason: "timeout" | "memory" | "crash";
  readonly message: string;
}

/** The last word on a request: the process's own answer, or how it ended instead. */
export type FinalAnswer = Exclude<ReaderAnswer, { kind: "progress" }> | ReaderEnd;

/** Starting loads the program and every mapping, also on a machine that is busy. */
const startTimeoutMs = 60_000;
/** So many deaths while starting are no accident any more. */
const startAttempts = 3;
/** V8's own heap is one part of the resident memory; the rest is buffers and native code. */
const heapShare = 0.75;
/** Of what a process printed to standard error, so much is kept to tell why it died. */
const keptErrorCharacters = 4_000;

interface Pending {
  readonly settle: (answer: FinalAnswer) => void;
  readonly onProgress: (done: number, total: number) => void;
  readonly timeoutMs: number;
  timer: NodeJS.Timeout;
}

/** A process that reads one document after another. It never throws for a document: every end of one is an answer. */
export class ReaderProcess {
  private readonly child: ChildProcess;
  private readonly limits: ReaderLimits;
  private pending: Pending | undefined;
  private errorText = "";
  private ended = false;

  private constructor(module: URL, limits: ReaderLimits) {
    this.limits = limits;
    this.child = fork(module, [], {
      // A group of its own: what it starts (an office program, a second reader) ends with it.
      detached: true,
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      execArgv: [...process.execArgv, `--max-old-space-size=${Math.ceil((limits.memoryBytes * heapShare) / 2 ** 20)}`],
      env: { ...process.env, [memoryLimitVariable]: String(limits.memoryBytes) },
    });
    this.listen();
  }

  /**
   * Starts a process and sets it up. One that dies on the way (killed, memory short on the machine) is given a successor.
   * @throws {Error} when none can be started or set up, with the reason.
   */
  static async start(module: URL, setup: ReaderSetup, limits: ReaderLimits): Promise<ReaderProcess> {
    for (let attempt = 1; ; attempt += 1) {
      const reader = new ReaderProcess(module, limits);
      const answer = await reader.ask({ kind: "set-up", setup }, startTimeoutMs);
      if (answer.kind === "ready") return reader;
      reader.end();
      if (answer.kind === "ended" && attempt < startAttempts) continue;
      throw new Error(`a reader process could not be started: ${"message" in answer ? answer.message : answer.kind}`);
    }
  }

  get isAlive(): boolean {
    return !this.ended;
  }

  /** Asks for one piece of work; the process takes one at a time. */
  ask(request: ReaderRequest, timeoutMs = this.limits.timeoutMs, onProgress: Pending["onProgress"] = () => undefined): Promise<FinalAnswer> {
    if (this.pending !== undefined) throw new Error("a reader process was asked while it was busy");
    return new Promise((settle) => {
      this.pending = { settle, onProgress, timeoutMs, timer: this.startTimer(timeoutMs) };
      this.child.send(request, (error) => {
        if (error !== null) this.finish({ kind: "ended", reason: "crash", message: error.message });
      });
    });
  }

  /** Ends the process at once. What it was asked for is answered as a crash. */
  end(): void {
    this.ended = true;
    if (this.child.pid !== undefined) endProcessGroup(this.child.pid);
  }

  private listen(): void {
    this.child.on("message", (message) => {
      this.receive(answerSchema.parse(message));
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.errorText = (this.errorText + text).slice(-keptErrorCharacters);
    });
    this.child.on("error", (error) => {
      this.ended = true;
      this.finish({ kind: "ended", reason: "crash", message: error.message });
    });
    // Not "exit": at "close" everything it printed has arrived.
    this.child.on("close", (code, signal) => {
      this.ended = true;
      this.finish(describeEnd(code, signal, this.errorText));
    });
  }

  private receive(answer: ReaderAnswer): void {
    const { pending } = this;
    if (pending === undefined) return;
    if (answer.kind !== "progress") {
      this.finish(answer);
      return;
    }
    clearTimeout(pending.timer);
    pending.timer = this.startTimer(pending.timeoutMs);
    pending.onProgress(answer.done, answer.total);
  }

  private startTimer(timeoutMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.end();
      this.finish({ kind: "ended", reason: "timeout", message: `made no progress for ${timeoutMs / 1000} s and was given up` });
    }, timeoutMs);
  }

  private finish(answer: FinalAnswer): void {
    // A request that could not be sent shows the end of the process before its "close" event does.
    if (answer.kind === "ended") this.ended = true;
    const { pending } = this;
    if (pending === undefined) return;
    this.pending = undefined;
    clearTimeout(pending.timer);
    pending.settle(answer);
  }
}

function describeEnd(code: number | null, signal: string | null, errorText: string): ReaderEnd {
  if (saysOutOfMemory(errorText)) return { kind: "ended", reason: "memory", message: "needed more memory than it may have" };
  const how = signal === null ? `ended with status ${code ?? "unknown"}` : `was ended by ${signal}`;
  const last = errorText.trim().split("\n").at(-1) ?? "";
  return { kind: "ended", reason: "crash", message: `the process that read it ${how}${last === "" ? "" : ` (${last})`}` };
}
