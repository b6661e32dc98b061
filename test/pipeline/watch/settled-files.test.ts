import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileStamp } from "../../../src/pipeline/batch/watch/scan-files.ts";
import { SettledFiles } from "../../../src/pipeline/batch/watch/settled-files.ts";

const settleMs = 3_000;

function scan(files: Readonly<Record<string, FileStamp>>): Map<string, FileStamp> {
  return new Map(Object.entries(files));
}

describe("files that come to rest", () => {
  it("are given once, at once where they have long been at rest", () => {
    const settled = new SettledFiles(settleMs);
    const files = scan({ a: { stamp: "1", changedAt: 0 } });
    expect(settled.take(files, 100_000)).toEqual(["a"]);
    expect(settled.take(files, 200_000)).toEqual([]);
  });

  it("are waited for while they change", () => {
    const settled = new SettledFiles(settleMs);
    for (const now of [10_000, 11_000, 12_000, 13_000, 14_000]) {
      expect(settled.take(scan({ a: { stamp: String(now), changedAt: now } }), now)).toEqual([]);
      expect(settled.someWait).toBe(true);
    }
    expect(settled.take(scan({ a: { stamp: "14000", changedAt: 14_000 } }), 17_000)).toEqual(["a"]);
    expect(settled.someWait).toBe(false);
  });

  it("are at rest by this machine's own clock where theirs is ahead", () => {
    const settled = new SettledFiles(settleMs);
    const ahead = scan({ a: { stamp: "1", changedAt: 9_000_000 } });
    expect([10_000, 12_000, 13_000].map((now) => settled.take(ahead, now))).toEqual([[], [], ["a"]]);
  });

  it("are given again when they change, and when they come back after they were gone", () => {
    const settled = new SettledFiles(settleMs);
    const [one, two] = [scan({ a: { stamp: "1", changedAt: 0 } }), scan({ a: { stamp: "2", changedAt: 5_000 } })];
    const steps = [[one, 10_000], [two, 20_000], [scan({}), 30_000], [two, 40_000]] as const;
    expect(steps.map(([files, now]) => settled.take(files, now))).toEqual([["a"], ["a"], [], ["a"]]);
  });

  it("are each given in the end, whatever happened before, and never twice with one stamp", () => {
    const change = fc.record({ file: fc.constantFrom("a", "b", "c"), stamp: fc.nat(3), gone: fc.boolean(), passes: fc.nat(5_000) });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const settled = new SettledFiles(settleMs);
        const files = new Map<string, FileStamp>();
        const given = new Map<string, string>();
        let now = 1_000_000;
        const look = () => {
          for (const file of given.keys()) if (!files.has(file)) given.delete(file);
          for (const file of settled.take(files, now)) {
            expect(given.get(file)).not.toBe(files.get(file)?.stamp);
            given.set(file, files.get(file)?.stamp ?? "");
          }
        };
        for (const { file, stamp, gone, passes } of changes) {
          now += passes;
          if (gone) files.delete(file);
          else files.set(file, { stamp: String(stamp), changedAt: now });
          look();
        }
        now += settleMs;
        look();
        expect([...given].sort()).toEqual([...files].map(([file, { stamp }]) => [file, stamp]).sort());
      }),
    );
  });
});
