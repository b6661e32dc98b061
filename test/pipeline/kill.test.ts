import { statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../src/store/open-database.ts";
import { dumpDatabase } from "../support/dump-database.ts";
import { isRunning } from "../support/is-running.ts";
import { collect, startJixiao } from "../support/run-jixiao.ts";
import { expectSound, expectWhole, importInto, makeBatch, readersOf, startOver } from "./kill/batch.ts";
import { disturbances, patienceMs, random, randomMomentMs } from "./kill/moments.ts";
import { makeSmallDisk } from "./kill/small-disk.ts";

/** A run is killed so many times before it may come to its end. */
const killsInARow = 3;
/** What is said where the disk, or a quota, is full. */
const diskFull = /^jixiao: [^\n]*x\.db cannot (grow|be written)[^\n]*; make room and run the same command again\.$/mu;

describe("an import that is killed", () => {
  it(`leaves a whole database, and the same command goes on to the same rows (${disturbances} kills of the parent)`, { timeout: patienceMs }, async () => {
    const batch = await makeBatch();
    for (let kill = 1; kill <= disturbances; kill += 1) {
      const child = startJixiao(importInto(batch.database), batch.folder);
      const ended = collect(child);
      await sleep(randomMomentMs(batch));
      child.kill("SIGKILL");
      await ended;
      expectSound(batch.database);
      if (kill % killsInARow > 0 && kill < disturbances) continue;
      await expectWhole(batch);
      startOver(batch);
    }
  });

  it("leaves no reader process behind", { timeout: 60_000 }, async () => {
    const batch = await makeBatch();
    const child = startJixiao(importInto(batch.database), batch.folder);
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

  it(`goes on when its readers are killed (${disturbances} kills of readers)`, { timeout: patienceMs }, async () => {
    const batch = await makeBatch();
    for (let kill = 1; kill <= disturbances; kill += 1) {
      const child = startJixiao(importInto(batch.database, "--refresh"), batch.folder);
      const ended = collect(child);
      await sleep(randomMomentMs(batch));
      const [reader] = readersOf(child.pid ?? 0);
      if (reader !== undefined) process.kill(reader, "SIGKILL");
      expect(await ended).toMatchObject({ status: 0 });
      expect(dumpDatabase(batch.database)).toEqual(batch.expected);
    }
  });
});

describe("an import whose disk is full", () => {
  it(`stops with one clear line, and goes on to the same rows once there is room (${disturbances} sizes of the disk)`, { timeout: patienceMs }, async () => {
    const batch = await makeBatch();
    const neededKib = statSync(path.join(batch.folder, "fresh.db")).size / 1024;
    for (let size = 0; size < disturbances; size += 1) {
      const disk = makeSmallDisk(batch, Math.ceil(neededKib * (0.02 + 0.9 * random())));
      const { status, stderr } = await collect(disk.start());
      expect(status).toBe(1);
      expect(stderr).toMatch(diskFull);
      disk.grow();
      const disturbed = { ...batch, database: disk.database };
      expectSound(disk.database);
      await expectWhole(disturbed);
      startOver(disturbed);
      disk.remove();
    }
  });
});

describe("an import whose database another program locks", () => {
  it(`waits, loses no document and calls none failed (${disturbances} locks, of 0 to 4 s)`, { timeout: patienceMs }, async () => {
    const batch = await makeBatch();
    openDatabase(batch.database).close();
    for (let lock = 0; lock < disturbances; lock += 1) {
      const child = startJixiao(importInto(batch.database, "--refresh"), batch.folder);
      const ended = collect(child);
      await sleep(randomMomentMs(batch));
      await lockFor(batch.database, 4_000 * random());
      expect(await ended).toMatchObject({ status: 0 });
      expect(dumpDatabase(batch.database)).toEqual(batch.expected);
    }
  });
});

/** Another program's write transaction, as soon as it can have one. */
async function lockFor(file: string, ms: number): Promise<void> {
  const other = new Database(file, { timeout: 30_000 });
  try {
    other.exec("BEGIN IMMEDIATE");
    await sleep(ms);
    other.exec("ROLLBACK");
  } finally {
    other.close();
  }
}
