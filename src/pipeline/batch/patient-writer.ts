import { setTimeout as sleep } from "node:timers/promises";
import { StoreError, explainSqliteError, sqliteCode } from "../../store/store-error.ts";

/** How long another program may hold the database before the run gives up. */
const lockPatienceMs = 60_000;
/** Pause between two tries; SQLite's own short wait comes on top. */
const lockPauseMs = 200;

/**
 * Does one piece of writing, and does it again while another program holds the lock. The pauses leave the event loop
 * free, so that answers of reader processes are not taken for silence.
 * @throws {StoreError} when the lock is held for too long, the disk is full, or the database is at fault otherwise.
 */
export async function writePatiently<T>(file: string, write: () => T, patienceMs = lockPatienceMs): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return write();
    } catch (error) {
      if (!isLocked(error) || Date.now() > deadline) throw explainSqliteError(error, file);
    }
    await sleep(lockPauseMs);
  }
}

function isLocked(error: unknown): boolean {
  if (error instanceof StoreError) return error.failure === "locked";
  return /^SQLITE_(BUSY|LOCKED)/u.test(sqliteCode(error) ?? "");
}
