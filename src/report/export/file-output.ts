import { createWriteStream, renameSync, type WriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";

/** A file that has its name only once it is whole: until then it is called `….part`. */
export class FileOutput {
  readonly path: string;
  readonly stream: WriteStream;

  constructor(path: string) {
    this.path = path;
    this.stream = createWriteStream(partOf(path));
  }

  /** Writes; resolved when the file can take more. Rejects when the disk is full. */
  async write(chunk: string | Uint8Array): Promise<void> {
    if (!this.stream.write(chunk)) await once(this.stream, "drain");
  }

  /** Ends the file and gives it its name. */
  async close(): Promise<string> {
    this.stream.end();
    await finished(this.stream);
    return settle(this.path);
  }
}

/** What a file is called until it is whole. */
export function partOf(path: string): string {
  return `${path}.part`;
}

/** Gives a file that is whole its name. */
export function settle(path: string): string {
  renameSync(partOf(path), path);
  return path;
}
