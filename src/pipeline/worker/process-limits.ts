/** Set by the parent for its reader processes: the resident memory, in bytes, at which one is ended. */
export const memoryLimitVariable = "JIXIAO_READER_MEMORY_BYTES";

/** What a reader process prints to standard error before it ends itself for its memory. */
export const memoryMark = "jixiao: memory limit reached";

/** What V8 prints when its own heap is full. */
const heapMark = "JavaScript heap out of memory";

/** Whether the last words of a reader process say that it ran out of memory. */
export function saysOutOfMemory(standardError: string): boolean {
  return standardError.includes(memoryMark) || standardError.includes(heapMark);
}

/**
 * Ends a process at once, together with the processes that it started, where it leads a group of its own (as reader
 * processes do).
 */
export function endProcessGroup(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, "SIGKILL");
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** ESRCH: it has ended already. EINVAL, ENOSYS: this platform has no process groups. EPERM: all that is left of it is a zombie (macOS). */
function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["ESRCH", "EINVAL", "ENOSYS", "EPERM"].includes(String(error.code));
}
