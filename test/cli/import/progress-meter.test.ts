import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeProgress, describeTime } from "../../../src/cli/run/import/describe-progress.ts";
import { ProgressMeter } from "../../../src/cli/run/import/progress-meter.ts";
import type { ImportEvent, ImportState } from "../../../src/pipeline/batch/import-event.ts";

function ended(path: string, state: ImportState = "new"): ImportEvent {
  return { kind: "file", file: { path, state, status: { kind: "ok" }, summary: undefined } };
}

/** A meter whose clock the test moves. */
function makeMeter() {
  const clock = { seconds: 0 };
  const meter = new ProgressMeter(() => clock.seconds);
  return { clock, meter };
}

describe("the progress of an import", () => {
  it("has no total before the files are counted, and no rate before there is one to measure", () => {
    const { meter } = makeMeter();
    meter.receive(ended("a"));
    expect(meter.read()).toEqual({ documents: { done: 1, total: null, failed: 0 }, pages: { done: 0, total: 0 }, documentsPerMinute: null, secondsLeft: null });
  });

  it("tells the time left from the rate of the last minute, not from files that were skipped before", () => {
    const { clock, meter } = makeMeter();
    meter.receive({ kind: "counted", files: 1_300 });
    for (let file = 0; file < 1_000; file += 1) meter.receive(ended(`skipped ${file}`, "present"));
    for (let second = 1; second <= 200; second += 1) {
      clock.seconds = second;
      meter.receive(ended(`read ${second}`));
    }
    expect(meter.read().documentsPerMinute).toBeCloseTo(60, 0);
    expect(meter.read().secondsLeft).toBeCloseTo(100, -1);
  });

  it("counts what could not be read, and the files that an archive gave in its place", () => {
    const { meter } = makeMeter();
    meter.receive({ kind: "counted", files: 3 });
    meter.receive({ kind: "unpacked", path: "a.zip", files: 5 });
    meter.receive({ kind: "gone", path: "b" });
    meter.receive(ended("c", "failed"));
    expect(meter.read().documents).toEqual({ done: 1, total: 6, failed: 1 });
  });

  it("adds up the pages of documents that are done and of those being read", () => {
    const { meter } = makeMeter();
    meter.receive({ kind: "page", path: "a.pdf", done: 1, total: 4 });
    meter.receive({ kind: "page", path: "b.pdf", done: 3, total: 3 });
    meter.receive(ended("b.pdf"));
    expect(meter.read().pages).toEqual({ done: 4, total: 7 });
  });

  it("never has more done than there are, whatever the order of events", () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant("counted" as const), files: fc.nat(20) }),
      fc.record({ kind: fc.constant("unpacked" as const), path: fc.string(), files: fc.nat(5) }),
      fc.record({ kind: fc.constant("gone" as const), path: fc.string() }),
      fc.string().map((path) => ended(path)),
      fc.tuple(fc.string(), fc.nat(9), fc.nat(9)).map(([path, done, more]): ImportEvent => ({ kind: "page", path, done, total: done + more })),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const { meter } = makeMeter();
        for (const one of events) meter.receive(one);
        const { documents, pages } = meter.read();
        expect(documents.total ?? documents.done).toBeGreaterThanOrEqual(documents.done);
        expect(pages.total).toBeGreaterThanOrEqual(pages.done);
      }),
    );
  });
});

describe("the progress line", () => {
  const progress = { documents: { done: 120, total: 1000, failed: 2 }, pages: { done: 40, total: 60 }, documentsPerMinute: 310.4, secondsLeft: 171 };

  it("says documents, pages, failures, rate and time left, in each language", () => {
    expect(describeProgress("en", progress)).toBe("120 of 1000 documents, 40 of 60 pages, 2 failed, 310/min, 3 min left");
    expect(describeProgress("zh", progress)).toBe("1000 份已处理 120 份，60 页已读 40 页，失败 2 份，每分钟 310 份，还需 3 分钟");
  });

  it("leaves out what is not known or nothing", () => {
    expect(describeProgress("en", { documents: { done: 3, total: null, failed: 0 }, pages: { done: 0, total: 0 }, documentsPerMinute: null, secondsLeft: null })).toBe("3 documents");
  });

  it.each([[0.2, "1 s"], [59, "59 s"], [61, "2 min"], [7_000, "1 h 57 min"]])("tells %d seconds as %s", (seconds, told) => {
    expect(describeTime("en", seconds)).toBe(told);
  });
});
