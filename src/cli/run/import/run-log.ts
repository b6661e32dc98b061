import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync, writeSync } from "node:fs";
import { UsageError } from "../../usage-error.ts";
import { jsonLine } from "./json-line.ts";
import type { RunEvent } from "./run-events.ts";

/** How grave a line of the log is; a log takes its level and what is graver. */
export const logLevels = ["error", "warning", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

/** How a log is kept. */
export interface LogOptions {
  readonly file: string;
  readonly level: LogLevel;
  /** A file that grows beyond this is put aside as FILE.1, that as FILE.2, and so on. */
  readonly largestBytes?: number;
}

const usualLargestBytes = 32 * 2 ** 20;
/** So many files that were put aside are kept. */
const keptFiles = 4;

const lineFeed = 0x0a;

/**
 * `--log`: what an import did, appended to a file, one JSON object a line. Each line is one write to the system, so that a
 * killed program loses at most the line it was at. No text of a document is in it, only names, codes and counts.
 */
export class RunLog {
  private readonly file: string;
  private readonly rank: number;
  private readonly largestBytes: number;
  private readonly run = `${process.pid}-${Date.now().toString(36)}`;
  private descriptor: number;
  private bytes: number;

  /** @throws {UsageError} when the file cannot be written. */
  constructor({ file, level, largestBytes = usualLargestBytes }: LogOptions) {
    this.file = file;
    this.rank = logLevels.indexOf(level);
    this.largestBytes = largestBytes;
    try {
      this.descriptor = openForAppending(file);
    } catch (error) {
      throw new UsageError(`The log ${file} cannot be written (${error instanceof Error ? error.message : String(error)}); name another with --log.`, { cause: error });
    }
    this.bytes = fstatSync(this.descriptor).size;
  }

  /** Writes an event, where the log's level takes it. */
  tell(event: RunEvent): void {
    const level = levelOf(event);
    if (logLevels.indexOf(level) > this.rank) return;
    const line = Buffer.from(jsonLine({ at: new Date().toISOString(), level, run: this.run, ...withoutProse(event) }));
    if (this.bytes > 0 && this.bytes + line.length > this.largestBytes) this.rotate();
    writeSync(this.descriptor, line);
    this.bytes += line.length;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private rotate(): void {
    // Another import that keeps the same log may have put this file aside already.
    if (isSameFile(this.descriptor, this.file)) putAside(this.file);
    closeSync(this.descriptor);
    this.descriptor = openForAppending(this.file);
    this.bytes = fstatSync(this.descriptor).size;
  }
}

/** Opens the file at its end. The line at which a run was killed may lack its end; it gets one. */
function openForAppending(file: string): number {
  const descriptor = openSync(file, "a+");
  const { size } = fstatSync(descriptor);
  const last = Buffer.alloc(1);
  if (size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== lineFeed) writeSync(descriptor, "\n");
  return descriptor;
}

function isSameFile(descriptor: number, file: string): boolean {
  return existsSync(file) && statSync(file).ino === fstatSync(descriptor).ino;
}

function putAside(file: string): void {
  for (let number = keptFiles; number >= 1; number -= 1) {
    const from = number === 1 ? file : `${file}.${number - 1}`;
    if (existsSync(from)) renameSync(from, `${file}.${number}`);
  }
}

function levelOf(event: RunEvent): LogLevel {
  switch (event.event) {
    case "failure":
      return "error";
    case "passed-over":
    case "gone":
      return "warning";
    case "document":
      return event.status === "doubtful" ? "warning" : "info";
    case "end":
      return event.how === "whole" ? "info" : "error";
    case "page":
    case "findings":
    case "progress":
      return "debug";
    case "start":
    case "counted":
    case "unpacked":
    case "waiting":
      return "info";
  }
}

/** Failures whose reasons are made of names, numbers and the system's own words; those of others may quote the document. */
const plainReasons: ReadonlySet<string> = new Set(["empty", "encrypted", "too-large", "timeout", "memory", "unreadable", "tool-missing"]);
/** A line of a stack that says where; the lines before it say what, and may quote the document. */
const stackLine = /^\s*at .*$/gmu;

function withoutProse(event: RunEvent): object {
  if (event.event !== "failure" || plainReasons.has(event.code)) return event;
  const { reason, ...rest } = event;
  const stack = reason.match(stackLine);
  return stack === null ? rest : { ...rest, stack: stack.map((line) => line.trim()) };
}
