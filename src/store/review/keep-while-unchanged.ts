import type { Database } from "better-sqlite3";
import { z } from "zod";

/** So many answers are kept, the least lately asked for goes first. */
const keptAnswers = 16;

/**
 * Keeps what a question of a database was answered, by the question's key, until anything in the database changes, by this
 * connection or by another program.
 */
export function keepWhileUnchanged<T>(database: Database, answer: (key: string) => T): (key: string) => T {
  const readState = prepareState(database);
  const kept = new Map<string, T>();
  let state = "";
  return (key) => {
    const now = readState();
    if (now !== state) kept.clear();
    state = now;
    const known = kept.get(key);
    const found = known ?? answer(key);
    kept.delete(key);
    kept.set(key, found);
    for (const oldest of kept.keys()) if (kept.size > keptAnswers) kept.delete(oldest);
    return found;
  };
}

/** `data_version` tells of other connections' commits, `total_changes` of this one's. Source: sqlite.org, PRAGMA data_version. */
function prepareState(database: Database): () => string {
  const own = database.prepare("SELECT total_changes()").pluck();
  return () => `${z.int().parse(database.pragma("data_version", { simple: true }))}/${z.int().parse(own.get())}`;
}
