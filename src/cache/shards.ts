import { readdirSync, statSync, unlinkSync, type Stats } from "node:fs";
import path from "node:path";

/** What entries hold: a file's neutral document, or the OCR reading of a page's picture. */
export const entryKinds = ["document", "reading"] as const;
export type EntryKind = (typeof entryKinds)[number];

/**
 * Entries lie in as many folders, by the first digit of their key, and each folder keeps to its share of the limit. Keys are
 * hashes, so the folders fill alike, and keeping within the limit means looking through one of them, not through all.
 */
export const shardNames = Array.from("0123456789abcdef");
/** A full folder is emptied to this share, so that it is not looked through at each entry. */
const KEPT_SHARE = 7 / 8;

/** A file of the cache. */
export interface EntryFile {
  readonly path: string;
  /** Undefined for one half written, which a killed process left. */
  readonly kind: EntryKind | undefined;
  readonly bytes: number;
  /** When it was last written or read, in milliseconds since 1970. */
  readonly usedMs: number;
}

/** The file of an entry; `key` is hexadecimal. */
export function entryPath(folder: string, kind: EntryKind, key: string): string {
  return path.join(folder, key.slice(0, 1), `${key}.${kind}`);
}

/** The names that this module gives. Whatever else a person keeps in a folder that they named is left alone. */
const entryName = /^[0-9a-f]{32,}\.(?:document|reading)(?:\.[0-9a-f-]+\.part)?$/u;

/** The files of one of the folders; none where there is no such folder. Files that go meanwhile are left out. */
export function listShard(folder: string, shard: string): EntryFile[] {
  const names = tolerateGone(() => readdirSync(path.join(folder, shard))) ?? [];
  return names.filter((name) => entryName.test(name)).flatMap((name) => {
    const file = path.join(folder, shard, name);
    const facts = tolerateGone(() => statSync(file));
    return facts === undefined ? [] : [describeFile(file, facts)];
  });
}

function describeFile(file: string, facts: Stats): EntryFile {
  return { path: file, kind: entryKinds.find((kind) => file.endsWith(`.${kind}`)), bytes: facts.size, usedMs: facts.mtimeMs };
}

/** Takes away what was not used for the longest time, where a folder holds more than its share of the limit. */
export function trimShard(folder: string, shard: string, limitBytes: number): void {
  const share = limitBytes / shardNames.length;
  const files = listShard(folder, shard).sort((a, b) => a.usedMs - b.usedMs);
  let total = files.reduce((sum, file) => sum + file.bytes, 0);
  if (total <= share) return;
  for (const file of files) {
    if (total <= share * KEPT_SHARE) return;
    removeFile(file.path);
    total -= file.bytes;
  }
}

/** Takes a file away; one that is gone already is as good. */
export function removeFile(file: string): void {
  tolerateGone(() => {
    unlinkSync(file);
  });
}

/** Another process may take a file away at any time. */
function tolerateGone<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
