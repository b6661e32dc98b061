import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { z } from "zod";
import { endProcessGroup, memoryMark } from "./process-limits.ts";

/**
 * A thread inside each reader process that ends the whole process, and what it started, when its memory goes beyond the
 * limit or its parent is gone. It works while the main thread is busy, and on every platform.
 */

/** How often it looks; a document that takes 1 GB/s is caught within 100 MB of the limit. */
const intervalMs = 100;

/** A thread's own `process.stderr` goes through the main thread, which may be too busy to pass it on. */
const standardErrorFd = 2;

const { limitBytes, parentPid } = z.object({ limitBytes: z.number(), parentPid: z.int() }).parse(workerData);

setInterval(() => {
  // Whoever adopts an orphan, the parent is not the one that started it any more.
  if (process.ppid !== parentPid) endProcessGroup(process.pid);
  if (process.memoryUsage.rss() > limitBytes) {
    writeSync(standardErrorFd, `${memoryMark}\n`);
    endProcessGroup(process.pid);
  }
}, intervalMs);
