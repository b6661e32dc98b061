import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Engine, PageRequest, ReaderMessage } from "./page-messages.ts";
import type { PageText } from "./read-page.ts";

/** Which reader of a process reads first, undefined for none, and why others are missing. */
export interface ReadyReaders {
  readonly engine: Engine | undefined;
  readonly faults: readonly string[];
}

/** A page's reading, and how much memory its process held after it. */
export interface ProcessAnswer {
  readonly page: PageText;
  readonly residentBytes: number;
  readonly faults: readonly string[];
}

/** A reader process ended while it had work. */
export class ReaderCrash extends Error {
  override readonly name = "ReaderCrash";
}

/** This much of what a process last wrote to standard error goes into a message. */
const KEPT_ERROR_CHARACTERS = 2000;

/** One reader process seen from outside. It reads one page at a time. */
export class ReaderProcess {
  /** Settles when the engines are loaded; rejects with `ReaderCrash` when the process ends before. */
  readonly ready: Promise<ReadyReaders>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (answer: ProcessAnswer) => void; reject: (reason: unknown) => void }>();
  #errors = "";
  #ended = false;

  constructor(threads: number, engines: readonly Engine[]) {
    this.#child = startProcess(threads, engines);
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-KEPT_ERROR_CHARACTERS);
    });
    this.ready = new Promise((resolve, reject) => {
      this.#child.on("message", (message) => {
        this.#receive(parseMessage(message), resolve);
      });
      this.#child.on("error", (error) => {
        this.#end(new ReaderCrash(`An OCR process could not be started: ${error.message}`, { cause: error }), reject);
      });
      this.#child.on("exit", (code, signal) => {
        this.#end(new ReaderCrash(`An OCR process ended (${signal ?? `status ${code ?? "unknown"}`}). ${this.#errors}`.trim()), reject);
      });
    });
    // Who never asks for `ready` must not bring the program down.
    this.ready.catch(() => undefined);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Whether `kill` was called: the process is as good as gone. */
  get killed(): boolean {
    return this.#child.killed;
  }

  /** @throws {ReaderCrash} when the process ends first; any other error is a fault of this page. */
  read(request: PageRequest): Promise<ProcessAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#child.send(request, (error) => {
        if (error) this.#settle(request.id)?.reject(new ReaderCrash(error.message, { cause: error }));
      });
    });
  }

  /** Ends the process at once. Pages it still had are rejected. */
  kill(): void {
    this.#child.kill("SIGKILL");
  }

  #receive(message: ReaderMessage, resolveReady: (readers: ReadyReaders) => void): void {
    if (message.kind === "ready") resolveReady(message);
    else if (message.kind === "page") this.#settle(message.id)?.resolve(message);
    else this.#settle(message.id)?.reject(new Error(message.message));
  }

  #settle(id: number): { resolve: (answer: ProcessAnswer) => void; reject: (reason: unknown) => void } | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #end(crash: ReaderCrash, rejectReady: (reason: unknown) => void): void {
    this.#ended = true;
    rejectReady(crash);
    for (const { reject } of this.#waiting.values()) reject(crash);
    this.#waiting.clear();
  }
}

/** Makes glibc give large blocks back to the system at once; without, a process held 440 MB after a few pages, with it 280. */
const returnMemory = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "1048576", MALLOC_TRIM_THRESHOLD_: "1048576" };

function startProcess(threads: number, engines: readonly Engine[]): ChildProcess {
  // Run from source the file is TypeScript, built it is JavaScript; a URL in a string is not rewritten by the compiler.
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const program = fileURLToPath(new URL(`./reader-process.${extension}`, import.meta.url));
  return fork(program, [String(threads), engines.join()], {
    serialization: "advanced",
    // A test runner's or debugger's own flags are not for the child.
    execArgv: [],
    env: { ...process.env, ...returnMemory },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}

const messageSchema = z.custom<ReaderMessage>(
  (message) => typeof message === "object" && message !== null && "kind" in message,
  "A reader process sent something that is no message.",
);

function parseMessage(message: unknown): ReaderMessage {
  return messageSchema.parse(message);
}
