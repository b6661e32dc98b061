import { appendFileSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import type { EntryKind } from "./shards.ts";

/** How often something was looked for, and how often it was there. */
export interface LookupCount {
  readonly hits: number;
  readonly lookups: number;
}

/** One letter a lookup: the smallest thing that several processes can append to one file at once without a lock. */
const letters = { document: { hit: "D", miss: "d" }, reading: { hit: "R", miss: "r" } } as const;
/** Past so many lookups the counting begins anew; the log before it is kept until then. */
const LONGEST_LOG = 2 ** 20;

function logFile(folder: string): string {
  return path.join(folder, "lookups");
}

function oldLogFile(folder: string): string {
  return `${logFile(folder)}.old`;
}

/** Notes a lookup. */
export function noteLookup(folder: string, kind: EntryKind, found: boolean): void {
  appendFileSync(logFile(folder), letters[kind][found ? "hit" : "miss"]);
}

/** Keeps the log short: a long one makes room for a new one. */
export function shortenLog(folder: string): void {
  const length = statSync(logFile(folder), { throwIfNoEntry: false })?.size ?? 0;
  if (length > LONGEST_LOG) renameSync(logFile(folder), oldLogFile(folder));
}

/** Counts the lookups of late, of each kind. */
export function countLookups(folder: string): Readonly<Record<EntryKind, LookupCount>> {
  const text = readLog(oldLogFile(folder)) + readLog(logFile(folder));
  const count = (letter: string) => text.split(letter).length - 1;
  const of = ({ hit, miss }: { hit: string; miss: string }): LookupCount => ({ hits: count(hit), lookups: count(hit) + count(miss) });
  return { document: of(letters.document), reading: of(letters.reading) };
}

function readLog(file: string): string {
  return statSync(file, { throwIfNoEntry: false }) === undefined ? "" : readFileSync(file, "latin1");
}

/** Begins the counting anew. */
export function forgetLookups(folder: string): void {
  for (const file of [logFile(folder), oldLogFile(folder)]) rmSync(file, { force: true });
}
