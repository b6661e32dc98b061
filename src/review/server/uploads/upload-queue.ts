import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import PQueue from "p-queue";
import type { OriginalStore } from "../../../store/originals.ts";
import type { FileToImport } from "../../../pipeline/batch/file-importer.ts";
import type { ImportEvent } from "../../../pipeline/batch/import-event.ts";
import type { UploadedDocument, UploadState } from "../../api.ts";

/** Takes one file, or an archive with what is in it, into the database. */
export interface UploadImporter {
  readonly importFile: (file: FileToImport) => Promise<"done" | "archive">;
  readonly unpackArchive: (archive: FileToImport, folder: string) => Promise<FileToImport[]>;
}

/** How much may wait at once. */
export interface UploadLimits {
  readonly fileBytes: number;
  readonly waiting: number;
}

/** 200 MB hold a scanned volume of 500 pages; a folder dropped on the page has some hundred files. */
export const usualUploadLimits: UploadLimits = { fileBytes: 200 * 2 ** 20, waiting: 500 };

/** So many uploads that have ended are told to a page that is opened later. */
const rememberedUploads = 200;
/** The label that the database keeps of a file that came by the page: no folder of this machine. */
const labelPrefix = "upload:/";

type Mutable = { -readonly [Key in keyof UploadState]: UploadState[Key] };
type Listener = (state: UploadState) => void;

/** Files on their way from the page into the database, one after another, with their progress. */
export class UploadQueue {
  readonly limits: UploadLimits;
  private readonly originals: OriginalStore;
  private readonly importer: UploadImporter;
  private readonly queue = new PQueue({ concurrency: 1 });
  private readonly uploads = new Map<number, Mutable>();
  private readonly listeners = new Set<Listener>();
  private nextId = 1;

  constructor(originals: OriginalStore, makeImporter: (onEvent: (event: ImportEvent) => void) => UploadImporter, limits = usualUploadLimits) {
    this.originals = originals;
    this.limits = limits;
    this.importer = makeImporter((event) => {
      this.note(event);
    });
  }

  /** Whether as many files wait as may. */
  get isFull(): boolean {
    return this.queue.size >= this.limits.waiting;
  }

  /** What is known of each upload, in the order they came. */
  list(): UploadState[] {
    return [...this.uploads.values()].map((state) => ({ ...state }));
  }

  /** Tells the listener of every change from now on; the function it gives ends that. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Keeps a file's bytes and has it imported in its turn. Throws as {@link OriginalStore.keep} does. */
  async add(fileName: string, bytes: Uint8Array): Promise<UploadState> {
    const { path: kept } = await this.originals.keep(bytes);
    const upload: Mutable = { id: this.nextId++, fileName, state: "waiting", done: 0, total: 0, documents: [], problem: null };
    this.uploads.set(upload.id, upload);
    this.forgetOldest();
    this.tell(upload);
    void this.queue.add(() => this.import(upload, { path: kept, label: `${labelPrefix}${fileName}` }));
    return { ...upload };
  }

  /** Ends when what is being imported is in; nothing more is begun. */
  async close(): Promise<void> {
    this.queue.clear();
    await this.queue.onIdle();
  }

  private async import(upload: Mutable, file: FileToImport): Promise<void> {
    upload.state = "reading";
    this.tell(upload);
    try {
      if ((await this.importer.importFile(file)) === "archive") await this.importArchive(file);
      upload.state = upload.documents.some((document) => document.outcome === "failed" || document.outcome === "failed-before") ? "failed" : "done";
    } catch (error) {
      upload.state = "failed";
      upload.problem = error instanceof Error ? error.message : String(error);
    }
    this.tell(upload);
  }

  private async importArchive(archive: FileToImport): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "jixiao-upload-"));
    try {
      for (const member of await this.importer.unpackArchive(archive, folder)) {
        if ((await this.importer.importFile(member)) === "archive") await this.importArchive(member);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Events name the file; only one upload is read at a time, so they are about that one. */
  private note(event: ImportEvent): void {
    const upload = [...this.uploads.values()].find((one) => one.state === "reading");
    if (upload === undefined) return;
    if (event.kind === "page") {
      upload.done = event.done;
      upload.total = event.total;
    } else if (event.kind === "file") {
      upload.documents = [...upload.documents, describeDocument(event.file)];
    } else {
      return;
    }
    this.tell(upload);
  }

  private tell(upload: UploadState): void {
    for (const listener of this.listeners) listener({ ...upload });
  }

  private forgetOldest(): void {
    for (const [id, { state }] of this.uploads) {
      if (this.uploads.size <= rememberedUploads) return;
      if (state === "done" || state === "failed") this.uploads.delete(id);
    }
  }
}

function describeDocument(file: Extract<ImportEvent, { kind: "file" }>["file"]): UploadedDocument {
  const reason = file.status.kind === "ok" ? null : file.status.reason;
  return { fileName: path.basename(file.path), outcome: file.state, documentId: file.summary?.id ?? null, reason };
}
