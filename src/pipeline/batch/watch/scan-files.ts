import { lstat, stat } from "node:fs/promises";
import { findFiles, type FindOptions } from "../find-files.ts";

/** A file's state as the file system tells it. */
export interface FileStamp {
  /** Changes whenever the content, or the file itself, does. */
  readonly stamp: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** Endings of files that programs are still writing: browsers, mail and copying programs rename them when they are whole. */
const unfinished = /\.(part|partial|crdownload|download|filepart|tmp|temp|swp)$/iu;

/** Every file below the paths with its stamp, as {@link findFiles} finds them; those that are gone before they are looked at are left out. */
export async function scanFiles(paths: readonly string[], options: FindOptions): Promise<Map<string, FileStamp>> {
  const stamps = new Map<string, FileStamp>();
  for await (const file of findFiles(await listThere(paths), options)) {
    if (unfinished.test(file)) continue;
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() !== true) continue;
    const { size, mtimeMs, ctimeMs, ino } = found;
    stamps.set(file, { stamp: `${ino}:${size}:${mtimeMs}`, changedAt: Math.max(mtimeMs, ctimeMs) });
  }
  return stamps;
}

/** A path that is not there now may come back: a folder renamed and renamed again, a disk plugged in. */
async function listThere(paths: readonly string[]): Promise<string[]> {
  const there: string[] = [];
  for (const path of paths) {
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    if (isThere) there.push(path);
  }
  return there;
}
