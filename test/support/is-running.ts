/** Whether a process of that id is there; one that may not be looked at counts as gone. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
