import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ExtractionError } from "../../src/document/extractor.ts";
import type { PreparedFile } from "../../src/pipeline/worker/messages.ts";
import { serveReader, type DocumentReader, type FileToRead, type ReadResult } from "../../src/pipeline/worker/serve-reader.ts";
import { packRecord } from "../../src/store/document-rows.ts";
import { buildRecord } from "../store/build-record.ts";

/** A reader process whose documents say what is to happen to it: the first word of each is the deed. */

type Deed = (rest: string, onProgress: (done: number, total: number) => void) => Promise<void> | void;

const deeds: Readonly<Partial<Record<string, Deed>>> = {
  hang: () => {
    for (;;);
  },
  wait: async (rest) => {
    await sleep(Number(rest));
  },
  // Three pages, each slower than half the time limit of the tests.
  pages: async (rest, onProgress) => {
    for (let page = 1; page <= 3; page += 1) {
      await sleep(Number(rest));
      onProgress(page, 3);
    }
  },
  exit: () => {
    process.exit(3);
  },
  kill: () => {
    process.kill(process.pid, "SIGKILL");
  },
  heap: () => {
    const kept: unknown[] = [];
    for (;;) kept.push(new Array(100_000).fill({}));
  },
  // Outside V8's heap: only the resident memory shows it.
  buffers: async () => {
    const kept: Buffer[] = [];
    for (;;) {
      kept.push(Buffer.alloc(16 * 2 ** 20, 1));
      await sleep(1);
    }
  },
  corrupt: () => {
    throw new ExtractionError("corrupt", "the file ends in the middle");
  },
  bug: () => {
    throw new TypeError("x is not a function");
  },
};

/** A document that begins with `office` is better prepared together with others first. */
async function read(file: FileToRead, onProgress: (done: number, total: number) => void): Promise<ReadResult> {
  const content = readFileSync(file.path, "utf8");
  if (file.mayPrepare === true && content.startsWith("office")) return { kind: "unprepared" };
  const [word = "", rest = ""] = content.trim().split(" ");
  await deeds[word]?.(rest, onProgress);
  const record = buildRecord({ content, document: { fileName: file.fileName } });
  // Says which process read it, so that a test can tell one from another.
  const json = JSON.stringify({ ...record, document: { ...record.document, layout: describeReading(file) } });
  return { kind: "record", json, packed: packRecord(json), byteCount: content.length };
}

/** Which process read it, or how it was prepared. */
function describeReading(file: FileToRead): string {
  return file.prepared === undefined ? `process-${process.pid}` : readFileSync(file.prepared.path, "utf8");
}

/** A document of `office loner` is not prepared with others, one of `office killer` ends the process. */
async function prepare(files: readonly FileToRead[], folder: string): Promise<(PreparedFile | null)[]> {
  const contents = files.map((file) => readFileSync(file.path, "utf8"));
  if (contents.some((content) => content.includes("killer"))) process.exit(3);
  const made = contents.map((content, index) => {
    if (content.includes("loner")) return null;
    const file = path.join(folder, String(index));
    writeFileSync(file, `with ${files.length}`);
    return { path: file, sha256: createHash("sha256").update(content).digest("hex") };
  });
  return Promise.resolve(made);
}

const reader: DocumentReader = { read, unpack: () => Promise.reject(new ExtractionError("unsupported", "no archives here")), prepare };

serveReader(() => Promise.resolve(reader));
