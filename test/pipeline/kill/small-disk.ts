import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { onTestFinished } from "vitest";
import { launcher, startJixiao } from "../../support/run-jixiao.ts";
import type { Batch } from "./batch.ts";
import { importInto } from "./batch.ts";

/** More than the database of a batch takes. */
const roomyKib = 64 * 1024;

/** A place for the database with little room, which can be made larger. */
export interface SmallDisk {
  readonly database: string;
  /** Starts the import; it meets the end of the room. */
  readonly start: () => ChildProcess;
  /** Makes room. */
  readonly grow: () => void;
  readonly remove: () => void;
}

/** A file system in memory of so many KiB; where this user may mount none, no file of the import may grow beyond that. */
export function makeSmallDisk(batch: Batch, kibibytes: number): SmallDisk {
  const folder = path.join(batch.folder, "disk");
  mkdirSync(folder, { recursive: true });
  return mount(folder, kibibytes) ? mountedDisk(batch, folder) : quota(batch, kibibytes);
}

function mount(folder: string, kibibytes: number): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kibibytes}k`, "none", folder], { stdio: "ignore" });
    return true;
  } catch {
    // No root, or a container without the right to mount.
    return false;
  }
}

function mountedDisk({ folder: cwd }: Batch, folder: string): SmallDisk {
  let mounted = true;
  const remove = () => {
    if (mounted) execFileSync("umount", ["--lazy", folder]);
    mounted = false;
  };
  onTestFinished(remove);
  const database = path.join(folder, "x.db");
  return {
    database,
    start: () => startJixiao(importInto(database), cwd),
    grow: () => execFileSync("mount", ["-o", `remount,size=${roomyKib}k`, folder]),
    remove,
  };
}

function quota({ database, folder: cwd }: Batch, kibibytes: number): SmallDisk {
  const start = () => {
    const child = spawn("bash", ["-c", `ulimit -f ${kibibytes}; exec "$0" "$@"`, process.execPath, launcher, ...importInto(database)], { cwd });
    onTestFinished(() => {
      child.kill("SIGKILL");
    });
    return child;
  };
  return { database, start, grow: () => undefined, remove: () => undefined };
}
