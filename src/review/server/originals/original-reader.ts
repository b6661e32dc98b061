import { fork, type ChildProcess } from "node:child_process";
import PQueue from "p-queue";
import { siblingModule } from "../../../pipeline/package-file.ts";
import { endProcessGroup } from "../../../pipeline/worker/process-limits.ts";
import type { OriginalAnswer, OriginalRequest } from "./protocol.ts";

/** An original that takes longer to open or draw is given up. */
const timeoutMs = 60_000;
/** Memory of V8's own for a process that opens originals. */
const heapMb = 1024;

/** Opens originals in a process of its own, started when the first is asked for and again when it died. */
export class OriginalReader {
  private readonly queue = new PQueue({ concurrency: 1 });
  private child: ChildProcess | undefined;

  /** Starts the process ahead of the first request, so that the first document opens as fast as the next. */
  warmUp(): void {
    this.start();
  }

  /** What the process says to a request; never rejects for a document's sake. */
  async ask(request: OriginalRequest): Promise<OriginalAnswer> {
    // What is looked at goes before the thumbnails of a long document.
    const priority = request.kind === "page" ? Math.min(request.widthPx, 1000) : 2000;
    return this.queue.add(() => this.askProcess(request), { priority });
  }

  /** Ends the process; a request that is under way is answered as failed. */
  close(): void {
    this.queue.clear();
    this.end();
  }

  private askProcess(request: OriginalRequest): Promise<OriginalAnswer> {
    const child = this.start();
    return new Promise((resolve) => {
      const finish = (answer: OriginalAnswer) => {
        clearTimeout(timer);
        child.removeAllListeners("message").removeAllListeners("close");
        resolve(answer);
      };
      const fail = (message: string) => {
        this.end();
        finish({ kind: "failed", message });
      };
      const timer = setTimeout(() => {
        fail(`the original could not be shown within ${timeoutMs / 1000} s`);
      }, timeoutMs);
      child.on("message", (message) => {
        // The process is this program's own; its answers carry pictures that are not worth copying to check.
        finish(message as OriginalAnswer);
      });
      child.on("close", () => {
        fail("the process that opens originals ended");
      });
      child.send(request, (error) => {
        if (error !== null) fail(error.message);
      });
    });
  }

  private start(): ChildProcess {
    if (this.child?.connected === true) return this.child;
    this.child = fork(siblingModule(import.meta.url, "worker"), [], {
      detached: true,
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: [...process.execArgv, `--max-old-space-size=${heapMb}`],
    });
    return this.child;
  }

  private end(): void {
    const { child } = this;
    this.child = undefined;
    if (child?.pid !== undefined) endProcessGroup(child.pid);
  }
}
