import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { packEntry, unpackEntry } from "./entry.ts";
import { noteLookup, shortenLog } from "./lookup-log.ts";
import { entryPath, removeFile, shardNames, trimShard, type EntryKind } from "./shards.ts";

/** Where a cache lies and how large it may grow. */
export interface StoreSettings {
  readonly folder: string;
  readonly limitBytes: number;
}

/** An entry that was used is marked so at most this often; finer order is of no use to a cache of days. */
const TOUCH_AFTER_MS = 60_000;
/** A folder is looked through again when this share of its room was written. */
const RECHECK_SHARE = 1 / 16;
/** What people's filings say is for the one who reads them only. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/**
 * Texts on the disk by the hash of what they were made from; several processes use one folder at once, and may be ended at any
 * instant. An entry is written whole under another name and then renamed; one that is damaged all the same (the power went
 * before the disk had it) shows by its checksum, and is taken away. A cache that cannot be read or written is no fault of
 * a document: it finds nothing, keeps nothing, and says why in `fault`.
 */
export class ContentStore {
  readonly settings: StoreSettings;
  /** Bytes written into each folder since it was last looked through; absent before the first time. */
  private readonly written = new Map<string, number>();
  private firstFault: string | undefined;
  private made: Promise<void> | undefined;

  constructor(settings: StoreSettings) {
    this.settings = settings;
  }

  /** Why the cache does not work, as the file system said it first; undefined while it does. */
  get fault(): string | undefined {
    return this.firstFault;
  }

  /** The text kept under a key; undefined where there is none. `key` is hexadecimal. */
  async get(kind: EntryKind, key: string): Promise<string | undefined> {
    const { folder } = this.settings;
    await this.attempt(() => (this.made ??= makeFolder(folder)));
    const text = await this.attempt(() => readEntry(folder, kind, key));
    await this.attempt(() => {
      noteLookup(folder, kind, text !== undefined);
    });
    return text;
  }

  /** Keeps a text under a key. One that would take more than its folder's share of the limit is not kept. */
  async put(kind: EntryKind, key: string, text: string): Promise<void> {
    const entry = packEntry(key, text);
    const share = this.settings.limitBytes / shardNames.length;
    if (this.firstFault !== undefined || entry.length > share) return;
    await this.attempt(async () => {
      await writeEntry(entryPath(this.settings.folder, kind, key), entry);
      this.keepWithinLimit(key.slice(0, 1), entry.length, share);
    });
  }

  private keepWithinLimit(shard: string, bytes: number, share: number): void {
    const before = this.written.get(shard);
    const written = (before ?? 0) + bytes;
    const isDue = before === undefined || written > share * RECHECK_SHARE;
    this.written.set(shard, isDue ? 0 : written);
    if (!isDue) return;
    trimShard(this.settings.folder, shard, this.settings.limitBytes);
    shortenLog(this.settings.folder);
  }

  private async attempt<Result>(work: () => Result | Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      // Nothing was kept under this key, or another process emptied the cache at this moment.
      const isGone = error.code === "ENOENT" && existsSync(this.settings.folder);
      if (!isGone) this.firstFault ??= error.message;
      return undefined;
    }
  }
}

async function readEntry(folder: string, kind: EntryKind, key: string): Promise<string | undefined> {
  const file = entryPath(folder, kind, key);
  const handle = await open(file, "r");
  try {
    const text = unpackEntry(key, await handle.readFile());
    if (text === undefined) removeFile(file);
    else if (Date.now() - (await handle.stat()).mtimeMs > TOUCH_AFTER_MS) await touch(handle);
    return text;
  } finally {
    await handle.close();
  }
}

/** The order of use is a help, not a promise: on a disk that is read-only entries are found all the same. */
async function touch(handle: { utimes: (read: Date, written: Date) => Promise<void> }): Promise<void> {
  const now = new Date();
  await handle.utimes(now, now).catch((error: unknown) => {
    if (!isFileSystemError(error)) throw error;
  });
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
}

async function writeEntry(file: string, entry: Uint8Array): Promise<void> {
  await makeFolder(path.dirname(file));
  // Among the entries, so that what a killed process leaves is found and goes as they do.
  const partial = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(partial, entry, { mode: PRIVATE_FILE });
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
