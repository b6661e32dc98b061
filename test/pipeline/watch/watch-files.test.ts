import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { watchFiles } from "../../../src/pipeline/batch/watch/watch-files.ts";
import { makeFolder } from "../../support/temp-folder.ts";

const settleMs = 200;

/** A watch over a folder's `in`; `given` holds what it gave so far. */
function startWatch(folder: string, pollMs = 60_000) {
  const stop = new AbortController();
  const given: string[] = [];
  const passedOver: string[] = [];
  const ended = (async () => {
    const options = {
      ...{ exclude: new Set([path.join(folder, "in", "x.db")]), signal: stop.signal, settleMs, pollMs },
      onPassedOver: (passed: { path: string }) => passedOver.push(path.basename(passed.path)),
      onWait: () => undefined,
      onExhausted: () => undefined,
    };
    for await (const files of watchFiles([path.join(folder, "in")], options)) given.push(...files.map((file) => path.relative(path.join(folder, "in"), file)));
  })();
  const end = async () => {
    stop.abort();
    await ended;
  };
  onTestFinished(end);
  /** Waits for the next files, and takes them. */
  const next = async (count: number) => {
    await expect.poll(() => given.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count);
    return given.splice(0).sort();
  };
  return { given, passedOver, next, end };
}

describe("a watched folder", () => {
  it("gives what is there, then what is new, changed and moved, also in folders that are new", async () => {
    const folder = makeFolder({ "in/a.txt": "a", "in/sub/b.txt": "b" });
    const watch = startWatch(folder);
    expect(await watch.next(2)).toEqual(["a.txt", "sub/b.txt"]);
    writeFileSync(path.join(folder, "in", "c.txt"), "c");
    expect(await watch.next(1)).toEqual(["c.txt"]);
    writeFileSync(path.join(folder, "in", "a.txt"), "a, changed");
    expect(await watch.next(1)).toEqual(["a.txt"]);
    renameSync(path.join(folder, "in", "sub"), path.join(folder, "in", "renamed"));
    expect(await watch.next(1)).toEqual(["renamed/b.txt"]);
    mkdirSync(path.join(folder, "in", "new", "deep"), { recursive: true });
    await sleep(3 * settleMs);
    writeFileSync(path.join(folder, "in", "new", "deep", "d.txt"), "d");
    expect(await watch.next(1)).toEqual(["new/deep/d.txt"]);
  });

  it("waits for a file that is still being written, and leaves out those that programs rename when they are whole", async () => {
    const folder = makeFolder({ "in/a.txt": "" });
    const watch = startWatch(folder);
    await watch.next(1);
    const file = path.join(folder, "in", "long.txt");
    for (let part = 0; part < 8; part += 1) {
      appendFileSync(file, "part ");
      await sleep(settleMs / 4);
      expect(watch.given).toEqual([]);
    }
    writeFileSync(path.join(folder, "in", "down.pdf.crdownload"), "half");
    expect(await watch.next(1)).toEqual(["long.txt"]);
    renameSync(path.join(folder, "in", "down.pdf.crdownload"), path.join(folder, "in", "down.pdf"));
    expect(await watch.next(1)).toEqual(["down.pdf"]);
  });

  it("survives that files and the folder itself are deleted, and come back", async () => {
    const folder = makeFolder({ "in/a.txt": "a", "in/b.txt": "b" });
    const watch = startWatch(folder, 300);
    await watch.next(2);
    rmSync(path.join(folder, "in", "a.txt"));
    await sleep(2 * settleMs);
    writeFileSync(path.join(folder, "in", "a.txt"), "a");
    expect(await watch.next(1)).toEqual(["a.txt"]);
    rmSync(path.join(folder, "in"), { recursive: true });
    await sleep(4 * settleMs);
    mkdirSync(path.join(folder, "in"));
    writeFileSync(path.join(folder, "in", "c.txt"), "c");
    expect(await watch.next(1)).toEqual(["c.txt"]);
  });

  it("finds changes without hints from the system too", async () => {
    const folder = makeFolder({ "in/a.txt": "a" });
    const watch = startWatch(folder, 300);
    await watch.next(1);
    // Taken away and put back under the same name: what is there now is watched again, or looked at.
    renameSync(path.join(folder, "in"), path.join(folder, "away"));
    mkdirSync(path.join(folder, "in"));
    writeFileSync(path.join(folder, "in", "b.txt"), "b");
    expect(await watch.next(1)).toEqual(["b.txt"]);
  });

  it("follows no link, says so once, and never gives what is excluded", async () => {
    const folder = makeFolder({ "in/a.txt": "a", "in/x.db": "database", "secret.txt": "secret" });
    symlinkSync(path.join(folder, "secret.txt"), path.join(folder, "in", "link.txt"));
    const watch = startWatch(folder, 200);
    expect(await watch.next(1)).toEqual(["a.txt"]);
    await sleep(5 * settleMs);
    expect(watch.given).toEqual([]);
    expect(watch.passedOver).toEqual(["link.txt"]);
  });
});
