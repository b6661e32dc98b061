import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { dumpDatabase } from "../../support/dump-database.ts";
import { runJixiao } from "../../support/run-jixiao.ts";
import { makeFolder } from "../../support/temp-folder.ts";
import { fillTestForm, testFormMapping } from "../../support/test-form.ts";

/** Documents of a batch: enough that most moments of a run lie between two of them. */
const documents = 80;
/** Every so many documents, one has the project of another: its readings are merged, whichever comes first. */
const twinEvery = 10;

/** A folder of forms, and what a database of them holds that was made in one go. */
export interface Batch {
  readonly folder: string;
  /** The database that is disturbed. */
  readonly database: string;
  /** How long the undisturbed import took. */
  readonly tookMs: number;
  /** Every row of the undisturbed database. */
  readonly expected: readonly string[];
}

/** The command line that imports a batch into a database of its folder. */
export function importInto(database: string, ...more: readonly string[]): string[] {
  return ["import", "in", "--mappings", "m", "--jobs", "2", "--db", database, ...more];
}

/** Writes the forms and imports them once, undisturbed. */
export async function makeBatch(): Promise<Batch> {
  const files: Record<string, string> = { "m/testform.md": testFormMapping };
  for (let index = 0; index < documents; index += 1) {
    const number = index % twinEvery === 1 ? index - 1 : index;
    files[`in/${index}.txt`] = fillTestForm({ name: `道路养护第${number}段`, code: `DL-${number}`, phone: String(5_550_000 + index) });
  }
  const folder = makeFolder(files);
  const started = Date.now();
  expect((await runJixiao(importInto("fresh.db"), folder)).status).toBe(0);
  return { folder, database: path.join(folder, "x.db"), tookMs: Date.now() - started, expected: dumpDatabase(path.join(folder, "fresh.db")) };
}

/** Holds the disturbed database, where there is one yet, against the rules that hold at any instant. */
export function expectSound(database: string): void {
  if (existsSync(database)) dumpDatabase(database);
}

/** Runs the import to its end, as a person would after a fall, and holds the database against one made in one go. */
export async function expectWhole({ folder, database, expected }: Batch): Promise<void> {
  const rerun = await runJixiao(importInto(database), folder);
  expect(rerun).toMatchObject({ status: 0 });
  expect(dumpDatabase(database)).toEqual(expected);
}

/** Takes the disturbed database away, so that the next disturbance meets an import from the beginning. */
export function startOver({ database }: Batch): void {
  for (const ending of ["", "-wal", "-shm"]) rmSync(database + ending, { force: true });
}

/** The reader processes of an import, by their parent. */
export function readersOf(pid: number): number[] {
  try {
    return execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" }).split("\n").filter(Boolean).map(Number);
  } catch {
    // ps ends with a status of its own where there is no such process.
    return [];
  }
}
