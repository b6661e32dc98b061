import { loadReaders, type LoadedReaders } from "./load-readers.ts";
import { parseEngines, parsePageRequest, type ReaderMessage } from "./page-messages.ts";
import { readPage } from "./read-page.ts";

/** The program of one reader process, `reader-process THREADS ENGINES`: it loads the readers, then reads the pages it is sent, one after the other. */
async function main(): Promise<void> {
  const loaded = await loadReaders(parseEngines(process.argv[3] ?? ""), Number(process.argv[2] ?? 1));
  let last = Promise.resolve();
  process.on("message", (message) => {
    last = last.then(() => answer(message, loaded));
  });
  process.on("disconnect", () => {
    process.exit(0);
  });
  send({ kind: "ready", engine: loaded.engine, faults: loaded.faults });
}

async function answer(message: unknown, loaded: LoadedReaders): Promise<void> {
  const request = parsePageRequest(message);
  try {
    if (loaded.readers === undefined) throw new Error(loaded.faults.join("; "));
    const { width, height, data } = request;
    const page = await readPage({ image: { width, height, data }, dpi: request.dpi }, loaded.readers);
    send({ kind: "page", id: request.id, page, residentBytes: process.memoryUsage.rss(), faults: loaded.faults });
  } catch (error) {
    // The fault belongs to this page: the pool turns it into a finding, and the process goes on with the next.
    send({ kind: "fault", id: request.id, message: error instanceof Error ? error.message : String(error) });
  }
}

function send(message: ReaderMessage): void {
  process.send?.(message);
}

await main();
