import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { ReaderPool, type ReadOutcome } from "../../src/pipeline/worker/reader-pool.ts";
import { parseRecord } from "../../src/canonical/parse-record.ts";
import { isRunning } from "../support/is-running.ts";
import { makeFolder } from "../support/temp-folder.ts";

const megabyte = 2 ** 20;

function makePool(limits: { timeoutMs?: number; memoryBytes?: number } = {}, jobs = 1): ReaderPool {
  const pool = new ReaderPool({
    jobs,
    module: new URL("fake-reader.ts", import.meta.url),
    setup: { mappingFolders: [], ocr: "never" },
    limits: { timeoutMs: 20_000, memoryBytes: 1024 * megabyte, ...limits },
  });
  onTestFinished(() => {
    pool.close();
  });
  return pool;
}

let files = 0;

function read(pool: ReaderPool, content: string, onProgress?: (done: number, total: number) => void): Promise<ReadOutcome> {
  const file = path.join(makeFolder(), `form-${files++}.txt`);
  writeFileSync(file, content);
  return pool.read({ path: file, fileName: path.basename(file) }, onProgress);
}

/** Which process read the document; see fake-reader.ts. */
function processOf(outcome: ReadOutcome): number {
  if (outcome.kind !== "record") throw new Error(`nothing was read: ${JSON.stringify(outcome)}`);
  return Number(/^process-(\d+)$/u.exec(parseRecord(outcome.json).document.layout ?? "")?.[1]);
}

describe("a pool of reader processes", () => {
  it("reads many documents in one process", async () => {
    const pool = makePool();
    const first = processOf(await read(pool, "one"));
    expect(processOf(await read(pool, "two"))).toBe(first);
  });

  it("gives a document up that makes no progress, and goes on with another process", async () => {
    const pool = makePool({ timeoutMs: 700 });
    const before = processOf(await read(pool, "one"));
    expect(await read(pool, "hang")).toMatchObject({ kind: "failed", code: "timeout", message: "made no progress for 0.7 s and was given up" });
    expect(processOf(await read(pool, "two"))).not.toBe(before);
    expect(isRunning(before)).toBe(false);
  });

  it("lets a document of many pages take longer than the limit, as long as pages come", async () => {
    const pool = makePool({ timeoutMs: 1200 });
    const pages: number[] = [];
    const outcome = await read(pool, "pages 700", (done) => pages.push(done));
    expect(outcome.kind).toBe("record");
    expect(pages).toEqual([1, 2, 3]);
  });

  it("says why a process died, after giving the document a second one", async () => {
    const pool = makePool();
    expect(await read(pool, "exit")).toMatchObject({ kind: "failed", code: "crash", message: "the process that read it ended with status 3" });
    expect(await read(pool, "kill")).toMatchObject({ code: "crash", message: "the process that read it was ended by SIGKILL" });
    expect((await read(pool, "after")).kind).toBe("record");
  });

  it("reads a document whose process another program killed", async () => {
    const pool = makePool();
    const first = processOf(await read(pool, "one"));
    const reading = read(pool, "wait 1500");
    await sleep(300);
    process.kill(first, "SIGKILL");
    expect(processOf(await reading)).not.toBe(first);
  });

  it("reads a document that comes in the moment in which the idle process is killed", async () => {
    const pool = makePool();
    process.kill(processOf(await read(pool, "before")), "SIGKILL");
    // It is gone, and nothing in this process has seen it go: no event is taken in while the thread sleeps.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    expect((await read(pool, "after")).kind).toBe("record");
  });

  it("ends a process whose heap or whose other memory goes beyond the limit", async () => {
    const pool = makePool({ memoryBytes: 300 * megabyte });
    expect(await read(pool, "heap")).toMatchObject({ code: "memory", message: "needed more memory than it may have" });
    expect(await read(pool, "buffers")).toMatchObject({ code: "memory" });
    expect((await read(pool, "after")).kind).toBe("record");
  });

  it("replaces a process that has grown, between two documents", async () => {
    const pool = makePool({ memoryBytes: 100 * megabyte });
    const first = processOf(await read(pool, "one"));
    expect(processOf(await read(pool, "two"))).not.toBe(first);
  });

  it("passes on what the document's reader says of a fault, and tells a fault of the program from it", async () => {
    const pool = makePool();
    expect(await read(pool, "corrupt")).toMatchObject({ code: "corrupt", message: "the file ends in the middle" });
    expect(await read(pool, "bug")).toMatchObject({ code: "internal" });
    expect((await read(pool, "after")).kind).toBe("record");
  });

  it("reads as many documents at a time as it has jobs", async () => {
    const pool = makePool({}, 2);
    const outcomes = await Promise.all(["wait 400", "wait 401", "wait 402"].map((deed) => read(pool, deed)));
    expect(new Set(outcomes.map(processOf)).size).toBe(2);
  });

  it("calls nothing a failure of the document when it is closed in the middle of one", async () => {
    const pool = makePool();
    const pending = [read(pool, "wait 5000"), read(pool, "wait 5001")].map((outcome) => outcome.catch((error: unknown) => error));
    await sleep(800);
    pool.close();
    for (const outcome of await Promise.all(pending)) expect(outcome).toBeInstanceOf(Error);
  });

  it("leaves no process behind when it is closed", async () => {
    const pool = makePool({}, 2);
    const pids = (await Promise.all([read(pool, "wait 300"), read(pool, "wait 301")])).map(processOf);
    pool.close();
    await sleep(300);
    expect(pids.filter(isRunning)).toEqual([]);
  });
});
