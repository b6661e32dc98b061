import { readdirSync, readFileSync } from "node:fs";

const kibibyte = 1024;

/** Resident memory of a process and all that it started, in bytes; 0 where the system does not tell (it does on Linux). */
export function measureTreeBytes(rootId: number): number {
  const children = new Map<number, number[]>();
  for (const name of listProcesses()) {
    const parent = readParent(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const pending = [rootId];
  let sum = 0;
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    sum += readResidentBytes(id);
    pending.push(...(children.get(id) ?? []));
  }
  return sum;
}

function listProcesses(): string[] {
  return process.platform === "linux" ? readdirSync("/proc").filter((name) => /^\d+$/u.test(name)) : [];
}

/** A process may end while it is looked at; then it has no parent and takes no memory. */
function readParent(id: string): number | undefined {
  const status = readIfThere(`/proc/${id}/status`);
  const parent = /^PPid:\s+(\d+)/mu.exec(status)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

function readResidentBytes(id: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/mu.exec(readIfThere(`/proc/${id}/status`))?.[1] ?? 0) * kibibyte;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return "";
    throw error;
  }
}
