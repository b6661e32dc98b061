import { once } from "node:events";

/** Writes data to standard output; waits where the reader is slower, so that nothing piles up in memory. */
export async function writeOutput(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Says one thing to the person, on standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ends the program without a word when the reader of its output has gone away (`jixiao … | head`). */
export function endQuietlyOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit(process.exitCode ?? 0);
    });
  }
}
