import { execFileSync } from "node:child_process";
import { onTestFinished } from "vitest";
import { makeFolder } from "../support/temp-folder.ts";

/** A disk of so many bytes at a folder of its own, taken away with the test; undefined where this user may mount none. */
export function mountDisk(bytes: number): string | undefined {
  const folder = makeFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    // No root, or a container without the right to mount.
    return undefined;
  }
  onTestFinished(() => {
    execFileSync("umount", ["--lazy", folder]);
  });
  return folder;
}

/** Makes a mounted disk read-only. */
export function makeReadOnly(folder: string): void {
  execFileSync("mount", ["-o", "remount,ro", folder]);
}
