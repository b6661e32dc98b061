import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { describeCache } from "../../src/cache/cache-report.ts";
import { ContentStore } from "../../src/cache/content-store.ts";
import { makeFolder } from "../support/temp-folder.ts";
import { keyOf } from "./keys.ts";

const limitBytes = 30_000;

/** Starts two processes on one folder and kills them so long after both are at work. Gives what they had to say. */
async function killTwo(folder: string, afterMs: number): Promise<string> {
  let said = "";
  const writers = [1, 2].map(() => spawn(process.execPath, [path.join(import.meta.dirname, "store-writer.ts"), folder, String(limitBytes)], { stdio: ["ignore", "pipe", "pipe"] }));
  for (const writer of writers) writer.stderr.on("data", (text: Buffer) => (said += text.toString()));
  const ends = writers.map((writer) => once(writer, "close"));
  // One that ends instead has said why.
  await Promise.all(writers.map((writer, index) => Promise.race([once(writer.stdout, "data"), ends[index]])));
  await sleep(afterMs);
  for (const writer of writers) writer.kill("SIGKILL");
  await Promise.all(ends);
  return said;
}

it("Two processes that use one cache find only whole entries in it, however they are killed, and keep within its limit.", { timeout: 120_000 }, async () => {
  const folder = makeFolder();
  for (const afterMs of [0, 7, 30, 110, 190, 270]) expect(await killTwo(folder, afterMs)).toBe("");
  const store = new ContentStore({ folder, limitBytes });
  let found = 0;
  for (let index = 0; index < 200; index += 1) {
    const name = `text ${index}`;
    const text = await store.get("document", keyOf(name));
    if (text === undefined) continue;
    found += 1;
    expect(text).toBe(name.repeat(500));
  }
  expect(found).toBeGreaterThan(10);
  // Each of the two may write a sixteenth of a folder's share before it looks again.
  expect(describeCache({ folder, limitBytes }).bytes).toBeLessThanOrEqual(limitBytes * (1 + 3 / 16));
});
