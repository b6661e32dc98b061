import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { dumpDatabase } from "../support/dump-database.ts";
import { collect, launcher, runJixiao, startJixiao } from "../support/run-jixiao.ts";
import { isRunning } from "../support/is-running.ts";
import { makeFolder } from "../support/temp-folder.ts";
import { fillTestForm, testFormMapping } from "../support/test-form.ts";

const documents = 150;
/** Kills of each kind; JIXIAO_KILLS asks for a long run. */
const kills = Number(process.env["JIXIAO_KILLS"] ?? 4);

/** A small generator of its own, so that a failing run can be repeated. */
function* randomNumbers(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const random = randomNumbers(20_240_808);

/** A folder of forms, and a database of them that was made in one go. */
interface Batch {
  readonly folder: string;
  /** How long the undisturbed import took. */
  readonly tookMs: number;
  readonly expected: readonly string[];
}

function importInto(database: string): string[] {
  return ["import", "in", "--mappings", "m", "--jobs", "2", "--db", database];
}

async function makeBatch(): Promise<Batch> {
  const files: Record<string, string> = { "m/testform.md": testFormMapping };
  for (let index = 0; index < documents; index += 1) {
    files[`in/${index}.txt`] = fillTestForm({ name: `道路养护第${index}段`, code: `DL-${index}` });
  }
  const folder = makeFolder(files);
  const started = Date.now();
  expect((await runJixiao(importInto("fresh.db"), folder)).status).toBe(0);
  return { folder, tookMs: Date.now() - started, expected: dumpDatabase(path.join(folder, "fresh.db")) };
}

/** Any moment of a run, but for the start of the program itself. */
function randomMomentMs(batch: Batch): number {
  return batch.tookMs * (0.15 + 0.85 * (random.next().value ?? 0));
}

/** Runs the import to its end, as a person would after a fall, and holds the database against one made in one go. */
async function expectWhole({ folder, expected }: Batch): Promise<void> {
  const rerun = await runJixiao(importInto("x.db"), folder);
  expect(rerun.status).toBe(0);
  expect(dumpDatabase(path.join(folder, "x.db"))).toEqual(expected);
}

/** The reader processes of an import, by their parent. */
function readersOf(pid: number): number[] {
  try {
    return execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" }).split("\n").filter(Boolean).map(Number);
  } catch {
    // ps ends with a status of its own where there is no such process.
    return [];
  }
}

describe("an import that is killed", () => {
  it(`leaves a whole database, and the same command goes on to the same rows (${kills} kills of the parent)`, { timeout: 60_000 + kills * 30_000 }, async () => {
    const batch = await makeBatch();
    for (let kill = 0; kill < kills; kill += 1) {
      const child = startJixiao(importInto("x.db"), batch.folder);
      const ended = collect(child);
      await sleep(randomMomentMs(batch));
      child.kill("SIGKILL");
      await ended;
      if (existsSync(path.join(batch.folder, "x.db"))) dumpDatabase(path.join(batch.folder, "x.db"));
    }
    await expectWhole(batch);
  });

  it("leaves no reader process behind", { timeout: 60_000 }, async () => {
    const batch = await makeBatch();
    const child = startJixiao(importInto("x.db"), batch.folder);
    const ended = collect(child);
    let readers: number[] = [];
    while (readers.length < 2 && child.exitCode === null) {
      await sleep(20);
      readers = readersOf(child.pid ?? 0);
    }
    child.kill("SIGKILL");
    await ended;
    expect(readers.length).toBe(2);
    // A process that is still loading the program sees only then that its parent is gone.
    await expect.poll(() => readers.filter(isRunning), { timeout: 15_000 }).toEqual([]);
  });

  it(`goes on when its readers are killed (${kills} kills of readers)`, { timeout: 60_000 + kills * 30_000 }, async () => {
    const batch = await makeBatch();
    for (let kill = 0; kill < kills; kill += 1) {
      const child = startJixiao(importInto("x.db").concat("--refresh"), batch.folder);
      const ended = collect(child);
      await sleep(randomMomentMs(batch));
      const [reader] = readersOf(child.pid ?? 0);
      if (reader !== undefined) process.kill(reader, "SIGKILL");
      expect((await ended).status).toBe(0);
    }
    await expectWhole(batch);
  });
});

describe("an import whose disk is full", () => {
  it("stops with one clear line, leaves a whole database, and goes on once there is room", { timeout: 60_000 }, async () => {
    const batch = await makeBatch();
    // No file may grow beyond 400 KiB; the database is somewhere in the middle then.
    const child = spawn("bash", ["-c", 'ulimit -f 400; exec "$0" "$@"', process.execPath, launcher, ...importInto("x.db")], { cwd: batch.folder });
    onTestFinished(() => {
      child.kill("SIGKILL");
    });
    const { status, stderr } = await collect(child);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^jixiao: x\.db cannot (grow|be written)[^\n]*; make room and run the same command again\.$/mu);
    dumpDatabase(path.join(batch.folder, "x.db"));
    await expectWhole(batch);
  });
});
