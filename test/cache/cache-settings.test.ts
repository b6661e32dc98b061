import path from "node:path";
import { describe, expect, it } from "vitest";
import { formatByteSize, parseByteSize } from "../../src/cache/byte-size.ts";
import { findCacheFolder, readCacheSettings, writeLimit } from "../../src/cache/cache-settings.ts";
import { makeFolder } from "../support/temp-folder.ts";

describe("a size", () => {
  it.each([
    ["500MB", 5e8],
    ["2 gb", 2e9],
    ["1.5G", 1.5e9],
    ["10k", 1e4],
    ["123", 123],
    ["0", 0],
  ])("written %s is read", (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes);
  });

  it.each(["", "MB", "-1", "5 apples", "1e9", "٣MB"])("is not what %j is", (text) => {
    expect(() => parseByteSize(text)).toThrow(/500MB/u);
  });

  it("is printed in the unit that suits it", () => {
    expect([0, 999, 1000, 123_456_789, 2e9].map(formatByteSize)).toEqual(["0 B", "999 B", "1.0 KB", "123.5 MB", "2.0 GB"]);
  });
});

describe("the folder of the cache", () => {
  it("is the one that the environment names, else the system's place for what can be made anew", () => {
    expect(findCacheFolder({ JIXIAO_CACHE_DIR: "/data/jx" }, "linux")).toBe(path.resolve("/data/jx"));
    expect(findCacheFolder({ XDG_CACHE_HOME: "/caches" }, "linux")).toBe(path.join("/caches", "jixiao"));
    // A relative one is none, by the standard that defines it.
    expect(findCacheFolder({ XDG_CACHE_HOME: "caches" }, "linux")).toMatch(/\.cache.jixiao$/u);
    expect(findCacheFolder({}, "darwin")).toMatch(/Library.Caches.jixiao$/u);
    expect(findCacheFolder({ LOCALAPPDATA: "C:\\Local" }, "win32")).toBe(path.join("C:\\Local", "jixiao"));
  });

  it("holds the limit that was set for good, before which the environment's goes", () => {
    const folder = makeFolder();
    expect(readCacheSettings({ JIXIAO_CACHE_DIR: folder }).limitBytes).toBe(2e9);
    writeLimit(folder, 5e8);
    expect(readCacheSettings({ JIXIAO_CACHE_DIR: folder }).limitBytes).toBe(5e8);
    expect(readCacheSettings({ JIXIAO_CACHE_DIR: folder, JIXIAO_CACHE_LIMIT: "0" }).limitBytes).toBe(0);
    expect(() => readCacheSettings({ JIXIAO_CACHE_DIR: folder, JIXIAO_CACHE_LIMIT: "much" })).toThrow(RangeError);
  });
});
