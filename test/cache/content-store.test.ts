import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearCache, describeCache, trimCache } from "../../src/cache/cache-report.ts";
import { ContentStore } from "../../src/cache/content-store.ts";
import { packEntry, unpackEntry } from "../../src/cache/entry.ts";
import { entryPath } from "../../src/cache/shards.ts";
import { makeFolder } from "../support/temp-folder.ts";
import { keyOf } from "./keys.ts";

const megabyte = 1_000_000;

function openStore(limitBytes = 10 * megabyte): { store: ContentStore; folder: string } {
  const folder = makeFolder();
  return { store: new ContentStore({ folder, limitBytes }), folder };
}

/** A text that deflate cannot shorten much: hexadecimal digits of hashes, of about so many bytes. */
function noise(seed: string, bytes: number): string {
  return Array.from({ length: Math.ceil(bytes / 32) }, (_, index) => keyOf(`${seed} ${index}`)).join("");
}

describe("the store of the cache", () => {
  it("gives a text back under its key and kind, and under no other", async () => {
    const { store } = openStore();
    await store.put("document", keyOf("a"), "绩效目标 “a”");
    expect(await store.get("document", keyOf("a"))).toBe("绩效目标 “a”");
    expect(await store.get("reading", keyOf("a"))).toBeUndefined();
    expect(await store.get("document", keyOf("b"))).toBeUndefined();
    expect(store.fault).toBeUndefined();
  });

  it("drops an entry that was cut off or is another's, and keeps the next one in its place", async () => {
    const { store, folder } = openStore();
    const file = entryPath(folder, "document", keyOf("a"));
    await store.put("document", keyOf("a"), "first");
    truncateSync(file, 50);
    expect(await store.get("document", keyOf("a"))).toBeUndefined();
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, packEntry(keyOf("b"), "of another key"));
    expect(await store.get("document", keyOf("a"))).toBeUndefined();
    await store.put("document", keyOf("a"), "second");
    expect(await store.get("document", keyOf("a"))).toBe("second");
    expect(store.fault).toBeUndefined();
  });

  it("keeps within its limit, and drops what was not used for the longest time", async () => {
    const limitBytes = megabyte;
    const { store, folder } = openStore(limitBytes);
    // All in one of the folders, each of which has its share of the limit.
    const keys = Array.from({ length: 40 }, (_, index) => `0${keyOf(String(index)).slice(1)}`);
    for (const [index, key] of keys.entries()) {
      await store.put("reading", key, noise(key, 4_000));
      const used = new Date(Date.UTC(2024, 0, 1) + index * 1000);
      if (existsSync(entryPath(folder, "reading", key))) utimesSync(entryPath(folder, "reading", key), used, used);
      // The first one is used again and again.
      await store.get("reading", keys[0] ?? "");
    }
    trimCache({ folder, limitBytes });
    const kept = keys.filter((key) => existsSync(entryPath(folder, "reading", key)));
    expect(describeCache({ folder, limitBytes }).bytes).toBeLessThanOrEqual(limitBytes / 16);
    expect(kept.length).toBeGreaterThan(5);
    expect(kept).toEqual([keys[0], ...keys.slice(keys.length - kept.length + 1)]);
  });

  it("keeps no text that alone is beyond a folder's share of the limit", async () => {
    const { store, folder } = openStore(megabyte);
    await store.put("document", keyOf("large"), noise("large", 200_000));
    expect(describeCache({ folder, limitBytes: megabyte }).bytes).toBe(0);
  });

  it("tells how many entries there are of each kind, and how often one was found", async () => {
    const { store, folder } = openStore();
    await store.get("document", keyOf("a"));
    await store.put("document", keyOf("a"), "a");
    await store.get("document", keyOf("a"));
    await store.get("document", keyOf("a"));
    const [documents, readings] = describeCache({ folder, limitBytes: 1 }).kinds;
    expect(documents).toMatchObject({ kind: "document", entries: 1, hits: 2, lookups: 3 });
    expect(readings).toMatchObject({ kind: "reading", entries: 0, bytes: 0, hits: 0, lookups: 0 });
  });

  it("is emptied of its own files only", async () => {
    const { store, folder } = openStore();
    await store.put("document", keyOf("a"), "a");
    const [shard = ""] = readdirSync(folder).filter((name) => name.length === 1);
    const other = path.join(folder, shard, "notes.document");
    writeFileSync(other, "a person's own");
    clearCache(folder);
    expect(describeCache({ folder, limitBytes: 1 }).bytes).toBe(0);
    expect(readFileSync(other, "utf8")).toBe("a person's own");
    expect(await store.get("document", keyOf("a"))).toBeUndefined();
  });

  it("finds and keeps nothing, and says why, where its folder cannot be made", async () => {
    const folder = path.join(makeFolder({ file: "" }), "file", "cache");
    const store = new ContentStore({ folder, limitBytes: megabyte });
    await store.put("document", keyOf("a"), "a");
    expect(await store.get("document", keyOf("a"))).toBeUndefined();
    expect(store.fault).toMatch(/ENOTDIR/u);
  });

  it("finds what is there on a disk that takes no more", async () => {
    const { store, folder } = openStore();
    await store.put("document", keyOf("a"), "a");
    // In place of the log of lookups: nothing can be appended to a folder.
    mkdirSync(path.join(folder, "lookups"));
    expect(await store.get("document", keyOf("a"))).toBe("a");
    expect(store.fault).toMatch(/EISDIR/u);
  });
});

describe("an entry", () => {
  const bytes = packEntry("key", "text of an entry, 绩效");

  it("that any one byte was changed in is none", () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(change, ([at, by]) => {
        expect(unpackEntry("key", bytes.map((byte, index) => (index === at ? byte ^ by : byte)))).toBeUndefined();
      }),
    );
  });

  it("that was cut off anywhere is none", () => {
    for (let length = 0; length < bytes.length; length += 1) expect(unpackEntry("key", bytes.subarray(0, length))).toBeUndefined();
  });
});
