import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";

/** A file's content, told by its hash. */
export interface FileHash {
  readonly sha256: string;
  readonly byteCount: number;
}

/**
 * Reads a file once through and gives the hash of its bytes; the file is not held in memory.
 * @throws the file system's error when it cannot be read; an error of the same kind when it is no ordinary file.
 */
export async function hashFile(path: string): Promise<FileHash> {
  // Opening a pipe or a device would wait for ever.
  if (!(await stat(path)).isFile()) throw new Error("is no ordinary file");
  const hash = createHash("sha256");
  let byteCount = 0;
  for await (const chunk of createReadStream(path)) {
    if (!(chunk instanceof Uint8Array)) continue;
    hash.update(chunk);
    byteCount += chunk.length;
  }
  return { sha256: hash.digest("hex"), byteCount };
}
