import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rm, stat, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { formatByteSize } from "../cache/byte-size.ts";
import { reasonOf, type CheckResult } from "./check-result.ts";

/** Below this the next import may fill the disk: a thousand scans, or ten thousand texts. */
const littleBytes = 10 ** 9;
/** So much is really written: a disk may take a name and no content. */
const trialBytes = 2 ** 20;

type Outcome = Omit<CheckResult, "check">;

/** Whether the disks of the database and of temporary files can be written, and have room. */
export async function checkDisk({ databaseFile }: { readonly databaseFile: string }): Promise<CheckResult[]> {
  const folders = new Set([findFolder(path.dirname(path.resolve(databaseFile))), tmpdir()]);
  const outcomes = await Promise.all([...folders].map(judgeFolder));
  return outcomes.map((outcome) => ({ check: "disk", ...outcome }));
}

/** The folder itself, or the nearest one above it, in which it would be made. */
function findFolder(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(folder) || parent === folder ? folder : findFolder(parent);
}

async function judgeFolder(folder: string): Promise<Outcome> {
  const { bavail, bsize } = await statfs(folder);
  const free = formatByteSize(bavail * bsize);
  try {
    await tryToWrite(folder);
  } catch (error) {
    return explain(error, folder, free);
  }
  const isLittle = bavail * bsize < littleBytes;
  return { status: isLittle ? "warn" : "ok", message: isLittle ? "doctor.disk.little" : "doctor.disk.ok", values: { folder, free } };
}

async function tryToWrite(folder: string): Promise<void> {
  if (!(await stat(folder)).isDirectory()) throw new Error("it is no folder");
  const file = path.join(folder, `.jixiao-doctor-${randomUUID()}`);
  const handle = await open(file, "wx");
  try {
    await handle.writeFile(Buffer.alloc(trialBytes, 1));
    // A disk without room may say so only when the bytes go to it.
    await handle.sync();
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}

function explain(error: unknown, folder: string, free: string): Outcome {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const values = { folder, free, reason: reasonOf(error) };
  if (code === "EROFS") return { status: "fail", message: "doctor.disk.read-only", values };
  // The disk's room, a person's share of it, or what a file may take is used up.
  if (["ENOSPC", "EDQUOT", "EFBIG"].includes(code)) return { status: "fail", message: "doctor.disk.full", values };
  if (code === "EACCES" || code === "EPERM") return { status: "fail", message: "doctor.disk.forbidden", values };
  return { status: "fail", message: "doctor.disk.fault", values };
}
