import { fork, type ChildProcess } from "node:child_process";
import { endProcessGroup, saysOutOfMemory } from "../../../src/pipeline/worker/process-limits.ts";
import { answerSchema, type FuzzAnswer, type FuzzRequest } from "./protocol.ts";

/** An input that was not borne, by its number. */
export interface Fault {
  readonly index: number;
  readonly kind: "error" | "unhandled" | "unsteady" | "slow" | "crash" | "hang" | "memory";
  readonly detail: string;
}

/** What a run of one target gave so far. */
export interface FuzzTally {
  /** Inputs that are done with, from 0. */
  readonly done: number;
  /** How many were read, or refused for each reason. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
  readonly slowestMs: number;
  readonly peakBytes: number;
}

export const emptyTally: FuzzTally = { done: 0, outcomes: {}, faults: [], slowestMs: 0, peakBytes: 0 };

/** An input without an answer for so long hangs: a hundred times what the slowest takes, also on a busy machine. */
const hangMs = 60_000;
/** What an import gives to a document by default. */
const memoryBytes = 2048 * 2 ** 20;
const heapShare = 0.75;
/** Of what a child printed to standard error, so much tells why it died. */
const keptErrorCharacters = 2_000;

/** A child process that reads inputs, and how it comes to its end. */
class FuzzChild {
  private readonly child: ChildProcess;
  private errorText = "";

  constructor(onAnswer: (answer: FuzzAnswer) => void, onEnd: (reason: string, isMemory: boolean) => void) {
    const heap = `--max-old-space-size=${Math.ceil((memoryBytes * heapShare) / 2 ** 20)}`;
    this.child = fork(new URL("child.ts", import.meta.url), [], {
      detached: true,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      execArgv: [heap],
      env: { ...process.env, FUZZ_MEMORY_BYTES: String(memoryBytes) },
    });
    this.child.on("message", (message) => { onAnswer(answerSchema.parse(message)); });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => { this.errorText = (this.errorText + text).slice(-keptErrorCharacters); });
    this.child.on("close", (code, signal) => { onEnd(`ended by ${signal ?? `status ${code ?? "unknown"}`}\n${this.errorText}`, saysOutOfMemory(this.errorText)); });
  }

  ask(request: FuzzRequest): void {
    this.child.send(request);
  }

  end(): void {
    if (this.child.pid !== undefined) endProcessGroup(this.child.pid);
  }
}

/** How far to go, and whom to tell. */
export interface RunOptions {
  readonly seed: string;
  /** Inputs up to this number, not included. */
  readonly to: number;
  readonly onProgress?: (tally: FuzzTally) => void;
  readonly signal?: AbortSignal;
}

/** Reads a target's inputs from where the tally stands, in a child process that is replaced when an input ends it. */
export async function runTarget(target: string, tally: FuzzTally, options: RunOptions): Promise<FuzzTally> {
  let state = tally;
  while (state.done < options.to && options.signal?.aborted !== true) state = await runChild(target, state, options);
  return state;
}

/** Goes on until all is done, the child ends, or the signal comes. */
function runChild(target: string, before: FuzzTally, { seed, to, onProgress, signal }: RunOptions): Promise<FuzzTally> {
  return new Promise((resolve) => {
    let state = before;
    let hung = false;
    let timer: NodeJS.Timeout | undefined;
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => { hung = true; child.end(); }, hangMs);
    };
    const end = (): void => { child.end(); };
    const child: FuzzChild = new FuzzChild(
      (answer) => {
        watch();
        if (answer.kind === "ready") child.ask({ target, seed, from: state.done, to });
        else state = addAnswer(state, answer);
        if (answer.kind === "input") onProgress?.(state);
        if (state.done >= to) child.end();
      },
      (reason, isMemory) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        if (state.done < to && signal?.aborted !== true) state = addFault(state, { index: state.done, kind: hung ? "hang" : isMemory ? "memory" : "crash", detail: reason });
        resolve(state);
      },
    );
    signal?.addEventListener("abort", end);
    watch();
  });
}

function addAnswer(tally: FuzzTally, answer: Exclude<FuzzAnswer, { kind: "ready" }>): FuzzTally {
  if (answer.kind === "fault") return { ...tally, faults: [...tally.faults, { index: answer.index, kind: answer.fault, detail: answer.detail }] };
  const outcomes = { ...tally.outcomes, [answer.outcome]: (tally.outcomes[answer.outcome] ?? 0) + 1 };
  return { ...tally, done: answer.index + 1, outcomes, slowestMs: Math.max(tally.slowestMs, answer.cpuMs), peakBytes: Math.max(tally.peakBytes, answer.residentBytes) };
}

/** The input that a child ended with is not tried again. */
function addFault(tally: FuzzTally, fault: Fault): FuzzTally {
  return { ...tally, done: fault.index + 1, faults: [...tally.faults, fault] };
}
