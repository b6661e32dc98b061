import { parsePageRequest, type ReaderMessage } from "./page-messages.ts";
import { readPage } from "./read-page.ts";
import { loadRecognizer, type Recognizer } from "./recognizer.ts";

/** The program of one reader process: it loads the engines, then reads the pages it is sent, one after the other. */
async function main(): Promise<void> {
  const threads = Number(process.argv[2] ?? 1);
  const recognizer = await loadRecognizer(threads);
  let last = Promise.resolve();
  process.on("message", (message) => {
    last = last.then(() => answer(message, recognizer));
  });
  process.on("disconnect", () => {
    process.exit(0);
  });
  send({ kind: "ready", engines: ["pp-ocr"], faults: [] });
}

async function answer(message: unknown, recognizer: Recognizer): Promise<void> {
  const request = parsePageRequest(message);
  try {
    const { width, height, data } = request;
    const page = await readPage({ image: { width, height, data }, dpi: request.dpi }, recognizer);
    send({ kind: "page", id: request.id, page, residentBytes: process.memoryUsage.rss() });
  } catch (error) {
    // The fault belongs to this page: the pool turns it into a finding, and the process goes on with the next.
    send({ kind: "fault", id: request.id, message: error instanceof Error ? error.message : String(error) });
  }
}

function send(message: ReaderMessage): void {
  process.send?.(message);
}

await main();
