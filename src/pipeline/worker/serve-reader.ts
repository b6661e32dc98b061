import { Worker } from "node:worker_threads";
import type { Finding } from "../../document/finding.ts";
import { ExtractionError } from "../../document/extractor.ts";
import { siblingModule } from "../package-file.ts";
import { memoryLimitVariable } from "./process-limits.ts";
import {
  requestSchema,
  type PreparedFile,
  type ReaderAnswer,
  type ReaderRequest,
  type ReaderSetup,
  type RefusedMember,
  type UnpackedMember,
} from "./messages.ts";

/** A file as a reader process is asked to read it. */
export interface FileToRead {
  readonly path: string;
  readonly fileName: string;
  /** Whether the answer may be that the file is better prepared together with others. */
  readonly mayPrepare?: boolean | undefined;
  readonly prepared?: PreparedFile | undefined;
}

/** What reading a file gave: its record, or that it is an archive whose members are to be unpacked, or is to be prepared first. */
export type ReadResult =
  | { readonly kind: "archive" }
  | { readonly kind: "unprepared" }
  | { readonly kind: "record"; readonly json: string; readonly packed: Uint8Array; readonly byteCount: number };

/** What an archive held; `refused` says of each member that was not unpacked why. */
export interface UnpackResult {
  readonly members: readonly UnpackedMember[];
  readonly refused: readonly RefusedMember[];
}

/** Told of each step that is done: a page, a member. It keeps a long document from being taken for one that hangs. */
export type ProgressListener = (done: number, total: number) => void;

/** What a reader process can do, once it is set up. */
export interface DocumentReader {
  /** @throws {ExtractionError} when the file cannot be read. */
  readonly read: (file: FileToRead, onProgress: ProgressListener) => Promise<ReadResult>;
  /** Unpacks an archive's members into a folder. Throws as `read` does. */
  readonly unpack: (file: FileToRead, folder: string, onProgress: ProgressListener) => Promise<UnpackResult>;
  /** Makes many files ready in one go, each into the folder; null for one that must be read by itself. */
  readonly prepare: (files: readonly FileToRead[], folder: string, onProgress: ProgressListener) => Promise<(PreparedFile | null)[]>;
}

/**
 * Makes this process a reader: it serves one request after another from the parent that forked it, until the parent
 * disconnects or dies.
 */
export function serveReader(createReader: (setup: ReaderSetup) => Promise<DocumentReader>): void {
  startWatchdog();
  let reader: DocumentReader | undefined;
  process.on("message", (message) => {
    const request = requestSchema.parse(message);
    void answer(request, async () => {
      if (request.kind === "set-up") {
        reader = await createReader(request.setup);
        return { kind: "ready" };
      }
      if (reader === undefined) throw new Error("a reader process was asked to read before it was set up");
      return serve(reader, request);
    });
  });
  process.on("disconnect", () => process.exit(0));
}

/** A thread of its own: it goes on while a document keeps the main thread in a loop. */
function startWatchdog(): void {
  const limitBytes = Number(process.env[memoryLimitVariable] ?? Number.MAX_SAFE_INTEGER);
  const workerData = { limitBytes, parentPid: process.ppid };
  new Worker(siblingModule(import.meta.url, "watchdog"), { workerData }).unref();
}

async function serve(reader: DocumentReader, request: Exclude<ReaderRequest, { kind: "set-up" }>): Promise<ReaderAnswer> {
  const onProgress: ProgressListener = (done, total) => {
    send({ kind: "progress", done, total });
  };
  if (request.kind === "unpack") {
    const { members, refused } = await reader.unpack(request, request.folder, onProgress);
    return { kind: "members", members: [...members], refused: [...refused] };
  }
  if (request.kind === "prepare") return { kind: "prepared", files: await reader.prepare(request.files, request.folder, onProgress) };
  const result = await reader.read(request, onProgress);
  return result.kind === "record" ? { ...result, residentBytes: process.memoryUsage.rss() } : result;
}

async function answer(request: ReaderRequest, work: () => Promise<ReaderAnswer>): Promise<void> {
  try {
    send(await work());
  } catch (error) {
    send(describeFailure(request, error));
  }
}

/** Every failure goes back to the parent, also a bug's: it ends this document and not the batch. */
function describeFailure(request: ReaderRequest, error: unknown): ReaderAnswer {
  if (error instanceof ExtractionError) return failure(error.failure, error.message);
  const message = error instanceof Error ? error.message : String(error);
  if (isFileSystemError(error)) return failure("unreadable", message);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  return failure("internal", request.kind === "set-up" ? message : `a fault of this program: ${stack}`);
}

function failure(code: Extract<ReaderAnswer, { kind: "failed" }>["failure"], message: string, findings: Finding[] = []): ReaderAnswer {
  return { kind: "failed", failure: code, message, findings };
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && "path" in error;
}

function send(message: ReaderAnswer): void {
  // The parent is gone when the channel is: the disconnect event ends this process.
  if (process.connected) process.send?.(message);
}
