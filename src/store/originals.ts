import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** Uploads are refused when the kept originals take more than this: 20 GB are some hundred thousand forms. */
const defaultLimitBytes = 20 * 2 ** 30;

/** Why an original was not kept. */
export class OriginalsFullError extends Error {
  constructor(folder: string, limitBytes: number) {
    super(`The originals in ${folder} take ${Math.round(limitBytes / 2 ** 20)} MB, which is the limit; move some of them away.`);
    this.name = "OriginalsFullError";
  }
}

/**
 * Finds the bytes of documents again. Files are read where they were imported from; what has no file of its own (an
 * upload, a member of an archive) is kept in a folder beside the database, under its hash. No name from outside is used.
 */
export class OriginalStore {
  readonly folder: string;
  private readonly limitBytes: number;
  private keptBytes: number | undefined;
  /** By path: the hash of a file that was looked at, valid while its size and time stay. */
  private readonly hashes = new Map<string, { readonly stamp: string; readonly sha256: string }>();

  constructor(databaseFile: string, limitBytes = defaultLimitBytes) {
    this.folder = `${path.resolve(databaseFile)}.originals`;
    this.limitBytes = limitBytes;
  }

  /**
   * Keeps bytes and gives the path of the file that holds them. Bytes that are kept already are not written again.
   * @throws {OriginalsFullError} when they would go beyond the limit.
   */
  async keep(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly path: string }> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const file = path.join(this.folder, sha256);
    if ((await findStamp(file)) !== undefined) return { sha256, path: file };
    await mkdir(this.folder, { recursive: true });
    const kept = this.keptBytes ?? (await measureFolder(this.folder));
    if (kept + bytes.length > this.limitBytes) throw new OriginalsFullError(this.folder, this.limitBytes);
    this.keptBytes = kept + bytes.length;
    // Whole or not at all: a process that dies leaves only a name that nobody looks for.
    const partial = path.join(this.folder, `${randomUUID()}.part`);
    await writeFile(partial, bytes);
    await rename(partial, file);
    return { sha256, path: file };
  }

  /** A file that holds exactly the bytes of this hash: the kept one, or one of the paths; undefined where none does. */
  async find(sha256: string, paths: readonly string[]): Promise<string | undefined> {
    for (const file of [path.join(this.folder, sha256), ...paths]) {
      if ((await this.hash(file)) === sha256) return file;
    }
    return undefined;
  }

  private async hash(file: string): Promise<string | undefined> {
    const stamp = await findStamp(file);
    if (stamp === undefined) return undefined;
    const known = this.hashes.get(file);
    if (known?.stamp === stamp) return known.sha256;
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(file)) {
      if (chunk instanceof Uint8Array) hash.update(chunk);
    }
    const sha256 = hash.digest("hex");
    this.hashes.set(file, { stamp, sha256 });
    return sha256;
  }
}

/** Size and time of a file; undefined where there is none, or it is no ordinary file. */
async function findStamp(file: string): Promise<string | undefined> {
  try {
    const facts = await stat(file);
    return facts.isFile() ? `${facts.size}:${facts.mtimeMs}` : undefined;
  } catch (error) {
    // ENOTDIR: a member of an archive, whose label leads through a file.
    if (error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR", "EACCES"].includes(String(error.code))) return undefined;
    throw error;
  }
}

async function measureFolder(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(path.join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
