import { appendFileSync, existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { RunEvent } from "../../../src/cli/run/import/run-events.ts";
import { RunLog } from "../../../src/cli/run/import/run-log.ts";
import { makeFolder } from "../../support/temp-folder.ts";

const failure: RunEvent = { event: "failure", path: "/in/a.txt", state: "failed", code: "timeout", reason: "made no progress for 5 s and was given up" };

function readLines(file: string): Record<string, unknown>[] {
  return readFileSync(file, "utf8").trimEnd().split("\n").map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
}

describe("the log of an import", () => {
  it("is there line by line at any moment, and is appended to", () => {
    const file = path.join(makeFolder(), "run.log");
    const first = new RunLog({ file, level: "info" });
    first.tell(failure);
    expect(readLines(file)).toMatchObject([{ level: "error", event: "failure", path: "/in/a.txt", code: "timeout" }]);
    const second = new RunLog({ file, level: "info" });
    second.tell({ event: "counted", files: 3 });
    first.tell(failure);
    expect(readLines(file).map(({ event }) => event)).toEqual(["failure", "counted", "failure"]);
    first.close();
    second.close();
  });

  it("takes events of its level and graver ones", () => {
    const file = path.join(makeFolder(), "run.log");
    const log = new RunLog({ file, level: "warning" });
    for (const event of [failure, { event: "counted", files: 3 }, { event: "gone", path: "/in/b.txt" }, { event: "page", path: "/in/c.pdf", done: 1, total: 2 }] as const) log.tell(event);
    log.close();
    expect(readLines(file).map(({ level }) => level)).toEqual(["error", "warning"]);
  });

  it("holds no word of a document: of a fault of the program, where it was and not what it said", () => {
    const file = path.join(makeFolder(), "run.log");
    const log = new RunLog({ file, level: "debug" });
    log.tell({ ...failure, code: "corrupt", reason: "the cell 拨付三十万元 has no end" });
    log.tell({ ...failure, code: "internal", reason: "a fault of this program: TypeError: 拨付三十万元 is not a date\n    at parse (date.ts:3:4)\n    at map (x.ts:1:2)" });
    log.close();
    expect(readFileSync(file, "utf8")).not.toContain("拨付");
    expect(readLines(file)[1]).toMatchObject({ code: "internal", stack: ["at parse (date.ts:3:4)", "at map (x.ts:1:2)"] });
  });

  it("ends the line at which an earlier run was killed", () => {
    const file = path.join(makeFolder(), "run.log");
    appendFileSync(file, '{"event":"docu');
    const log = new RunLog({ file, level: "info" });
    log.tell(failure);
    log.close();
    expect(readFileSync(file, "utf8").split("\n")[0]).toBe('{"event":"docu');
    expect(JSON.parse(readFileSync(file, "utf8").split("\n")[1] ?? "")).toMatchObject({ event: "failure" });
  });

  it("is put aside when it grows, and keeps no more than so many files", () => {
    const file = path.join(makeFolder(), "run.log");
    const log = new RunLog({ file, level: "info", largestBytes: 500 });
    for (let count = 0; count < 60; count += 1) log.tell(failure);
    log.close();
    expect(["", ".1", ".2", ".3", ".4", ".5"].map((ending) => existsSync(file + ending))).toEqual([true, true, true, true, true, false]);
    expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(500);
    for (const ending of ["", ".1", ".4"]) expect(readLines(file + ending).length).toBeGreaterThan(0);
  });

  it("loses nothing when two imports keep one log", () => {
    const file = path.join(makeFolder(), "run.log");
    const logs = [1, 2].map(() => new RunLog({ file, level: "info", largestBytes: 2_000 }));
    for (let count = 0; count < 16; count += 1) logs[count % 2]?.tell({ event: "counted", files: count });
    for (const log of logs) log.close();
    const lines = [`${file}.1`, file].filter((one) => existsSync(one)).flatMap(readLines);
    expect(lines.map(({ files }) => files).sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 16 }, (_, count) => count));
  });

  it("writes what would act on a terminal as escapes that JSON reads back", () => {
    const file = path.join(makeFolder(), "run.log");
    const log = new RunLog({ file, level: "info" });
    const name = "/in/a\n\u001B[31m\u202Eb\u2028.txt";
    log.tell({ ...failure, path: name });
    log.close();
    expect(readFileSync(file, "utf8")).toMatch(/^[\x20-\x7E]+\n$/u);
    expect(readLines(file)[0]).toMatchObject({ path: name });
  });
});
