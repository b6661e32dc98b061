import { access } from "node:fs/promises";
import path from "node:path";
import { DocumentWriter, type FailedDocument, type WriteOutcome } from "../../store/document-writer.ts";
import type { DocumentFailure, DocumentStatus } from "../../store/document-status.ts";
import { prepareLookup, type DocumentLookup, type DocumentSummary } from "../../store/document-summary.ts";
import type { Database } from "../../store/open-database.ts";
import { idFromSha256 } from "../../store/stable-id.ts";
import { parseRecord } from "../../canonical/parse-record.ts";
import type { PreparedFile } from "../worker/messages.ts";
import type { ReaderPool, ReadOutcome } from "../worker/reader-pool.ts";
import { explainFileError } from "./explain-file-error.ts";
import { hashFile, type FileHash } from "./hash-file.ts";
import type { ImportEvent, ImportState } from "./import-event.ts";
import type { ImportOptions } from "./import-options.ts";
import { writePatiently } from "./patient-writer.ts";

/** A file to import: where it lies, and the name it goes by. */
export interface FileToImport {
  readonly path: string;
  /** The path that the database keeps: the same, but for a member of an archive. */
  readonly label: string;
  /** What was prepared of it; null when it is to be read by itself, absent when that is still to be seen. */
  readonly prepared?: PreparedFile | null;
}

/** How the work on a file ended: it is in or noted as failed; or nothing is imported yet, and it is to be unpacked or prepared first. */
export type ImportStep = "done" | "archive" | "unprepared";

/** What a {@link FileImporter} works with. */
export interface ImporterParts {
  readonly database: Database;
  readonly pool: ReaderPool;
  readonly options: Pick<ImportOptions, "databaseFile" | "refresh" | "reader" | "passOverGone">;
  readonly onEvent: (event: ImportEvent) => void;
}

/** Failures that the same bytes give again, whoever reads them with the same program, mappings and manner. */
const lastingFailures: ReadonlySet<string> = new Set<DocumentFailure>([
  "empty",
  "corrupt",
  "encrypted",
  "unsupported",
  "too-large",
  "no-text",
  "layout-unknown",
]);

/** Takes one file after another into the database: told by its hash, skipped, read, or noted as failed. */
export class FileImporter {
  private readonly parts: ImporterParts;
  private readonly writer: DocumentWriter;
  private readonly lookup: DocumentLookup;
  /** By hash: the work on these bytes that is going on. Bytes that come twice are read once. */
  private readonly underWay = new Map<string, Promise<ImportStep>>();
  /** Bytes that this run is done with, by a number instead of the hash: there may be a million. */
  private readonly done = new Set<number>();

  constructor(parts: ImporterParts) {
    this.parts = parts;
    this.writer = new DocumentWriter(parts.database);
    this.lookup = prepareLookup(parts.database);
  }

  /**
   * Imports one file, or says what is to be done before.
   * @throws {StoreError} when the database cannot be written.
   */
  async importFile(file: FileToImport): Promise<ImportStep> {
    const hash = await this.hash(file);
    if (hash === undefined) return "done";
    return this.afterSameBytes(hash.sha256, (again) => this.importHashed(file, hash, again));
  }

  /** Does the work once no other on the same bytes is going on; tells it whether this run is done with them already. */
  private async afterSameBytes(sha256: string, work: (again: boolean) => Promise<ImportStep>): Promise<ImportStep> {
    const id = idFromSha256(sha256);
    const own = Promise.resolve(this.underWay.get(sha256)).then(() => work(this.done.has(id)));
    this.underWay.set(sha256, own);
    try {
      const step = await own;
      if (step !== "unprepared") this.done.add(id);
      return step;
    } finally {
      if (this.underWay.get(sha256) === own) this.underWay.delete(sha256);
    }
  }

  /** Unpacks an archive into a folder and gives its members; what cannot be unpacked is noted as failed. */
  async unpackArchive(archive: FileToImport, folder: string): Promise<FileToImport[]> {
    const outcome = await this.parts.pool.unpack({ path: archive.path, fileName: path.basename(archive.label), folder });
    if (outcome.kind === "failed") {
      await this.writeFailed(archive, await hashFile(archive.path), outcome);
      return [];
    }
    this.parts.onEvent({ kind: "unpacked", path: archive.label, files: outcome.members.length + outcome.refused.length });
    const label = (name: string) => `${archive.label}!/${name}`;
    for (const { name, failure, message } of outcome.refused) {
      await this.writeFailed({ path: archive.path, label: label(name) }, undefined, { kind: "failed", code: failure, message, findings: [] });
    }
    return outcome.members.map((member) => ({ path: member.path, label: label(member.name) }));
  }

  private async hash(file: FileToImport): Promise<FileHash | undefined> {
    try {
      return await hashFile(file.path);
    } catch (error) {
      if (await this.isPassedOver(file)) return undefined;
      const reason = `cannot be read: ${explainFileError(error)}`;
      await this.writeFailed(file, undefined, { kind: "failed", code: "unreadable", message: reason, findings: [] });
      return undefined;
    }
  }

  private async importHashed(file: FileToImport, hash: FileHash, again: boolean): Promise<ImportStep> {
    const known = this.lookup.bySha256(hash.sha256);
    if (known !== undefined && this.isSettled(known, again)) {
      await this.write(() => {
        this.writer.writePath(known.id, file.label);
      });
      this.report(file, known.status.kind === "failed" ? "failed-before" : "present", known.id, known.status);
      return "done";
    }
    const outcome = await this.read(file);
    if (outcome.kind === "archive" || outcome.kind === "unprepared") return outcome.kind;
    if (outcome.kind === "record") await this.writeRecord(file, outcome);
    else if (!(await this.isPassedOver(file))) await this.writeFailed(file, hash, outcome);
    return "done";
  }

  /** Whether the file is gone and that is no failure; says so. */
  private async isPassedOver(file: FileToImport): Promise<boolean> {
    if (this.parts.options.passOverGone !== true) return false;
    const isThere = await access(file.path).then(
      () => true,
      () => false,
    );
    if (!isThere) this.parts.onEvent({ kind: "gone", path: file.label });
    return !isThere;
  }

  /** Whether reading the document once more is work for nothing. */
  private isSettled(known: DocumentSummary, again: boolean): boolean {
    if (again) return true;
    if (this.parts.options.refresh) return false;
    const { status, reader } = known;
    return status.kind !== "failed" || (reader === this.parts.options.reader && lastingFailures.has(status.code));
  }

  private read(file: FileToImport): Promise<ReadOutcome> {
    const { prepared } = file;
    const manner = prepared === undefined ? { mayPrepare: true } : prepared === null ? {} : { prepared };
    return this.parts.pool.read({ path: file.path, fileName: path.basename(file.label), ...manner }, (done, total) => {
      this.parts.onEvent({ kind: "page", path: file.label, done, total });
    });
  }

  private async writeRecord(file: FileToImport, { json, packed, byteCount }: Extract<ReadOutcome, { kind: "record" }>): Promise<void> {
    const { refresh, reader } = this.parts.options;
    const record = parseRecord(json);
    const document = { record, packed, byteCount, path: file.label, reader };
    const outcome = await this.write(() => this.writer.writeRead(document, { refresh }));
    const state = outcome.kind === "present" ? "present" : outcome.status.kind === "failed" ? "failed" : "new";
    this.report(file, state, outcome.documentId, outcome.status);
  }

  private async writeFailed(file: FileToImport, hash: FileHash | undefined, failure: Extract<ReadOutcome, { kind: "failed" }>): Promise<void> {
    const document: FailedDocument = {
      path: file.label,
      fileName: path.basename(file.label),
      sha256: hash?.sha256 ?? null,
      byteCount: hash?.byteCount ?? null,
      reader: this.parts.options.reader,
      code: failure.code,
      reason: failure.message,
      findings: failure.findings,
    };
    const outcome: WriteOutcome = await this.write(() => this.writer.writeFailed(document));
    this.report(file, outcome.kind === "kept" ? "kept" : "failed", outcome.documentId, outcome.status);
  }

  private write<T>(work: () => T): Promise<T> {
    return writePatiently(this.parts.options.databaseFile, work);
  }

  private report(file: FileToImport, state: ImportState, documentId: number, status: DocumentStatus): void {
    this.parts.onEvent({ kind: "file", file: { path: file.label, state, status, summary: this.lookup.byId(documentId) } });
  }
}
