import { readFileSync, readdirSync } from "node:fs";

/** Processor time and memory of a process and of the processes that it started. */
export interface ProcessSample {
  /** Processor time in ms of the parent alone. */
  readonly parentCpuMs: number;
  /** Processor time in ms of those that run below it now. */
  readonly childCpuMs: ReadonlyMap<number, number>;
  readonly parentBytes: number;
  readonly childBytes: number;
}

/** The unit of times in /proc: a hundredth of a second on every Linux of today. */
const tickMs = 10;
const kibibyte = 1024;

/** Measures a process and its children as Linux tells them. */
export function sampleProcesses(parentId: number): ProcessSample {
  const children = listChildren(parentId);
  return {
    parentCpuMs: cpuMs(parentId),
    childCpuMs: new Map(children.map((id) => [id, cpuMs(id)])),
    parentBytes: status(parentId, "VmRSS"),
    childBytes: children.reduce((sum, id) => sum + status(id, "VmRSS"), 0),
  };
}

function listChildren(parentId: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .filter((name) => fields(Number(name))[1] === String(parentId))
    .map(Number);
}

/** The fields of /proc/ID/stat after the name, which may hold blanks: state, parent, … */
function fields(id: number): string[] {
  const text = readIfThere(`/proc/${id}/stat`);
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function cpuMs(id: number): number {
  const [user, system] = fields(id).slice(11, 13);
  return (Number(user ?? 0) + Number(system ?? 0)) * tickMs;
}

function status(id: number, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "mu").exec(readIfThere(`/proc/${id}/status`))?.[1] ?? 0) * kibibyte;
}

/** A process may end while it is looked at. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return "";
    throw error;
  }
}
