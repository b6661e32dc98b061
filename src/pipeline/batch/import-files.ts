import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import PQueue from "p-queue";
import type { Database } from "../../store/open-database.ts";
import { siblingModule } from "../package-file.ts";
import { ReaderPool } from "../worker/reader-pool.ts";
import { countFiles, findFiles } from "./find-files.ts";
import { FileImporter, type FileToImport, type ImportStep } from "./file-importer.ts";
import type { ImportEvent } from "./import-event.ts";
import type { ImportOptions } from "./import-options.ts";
import { Preparation } from "./preparation.ts";

/** So many files are looked for ahead of those being read, for each job. */
const filesAhead = 4;

/**
 * Imports files and folders into the database: many reader processes, one writer. Whatever happens to one document, the
 * others go in; a run that was cut off is taken up by another with the same paths.
 * @throws {StoreError} when the database cannot be written, and the signal's reason when the run was ended.
 */
export async function importFiles(database: Database, options: ImportOptions, onEvent: (event: ImportEvent) => void): Promise<void> {
  await new ImportRun(database, options, onEvent).run();
}

/** The files that are no documents, wherever they lie: the database, and those that the run is told of. */
export function listExcluded({ databaseFile, exclude = [] }: Pick<ImportOptions, "databaseFile" | "exclude">): ReadonlySet<string> {
  const own = path.resolve(databaseFile);
  return new Set([own, `${own}-wal`, `${own}-shm`, ...exclude]);
}

class ImportRun {
  private readonly options: ImportOptions;
  private readonly onEvent: (event: ImportEvent) => void;
  private readonly pool: ReaderPool;
  private readonly importer: FileImporter;
  private readonly files: PQueue;
  /** One archive at a time, so that only one lies unpacked on the disk. */
  private readonly archives = new PQueue({ concurrency: 1 });
  private readonly preparation: Preparation;
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly stop = new AbortController();
  private readonly exclude: ReadonlySet<string>;

  constructor(database: Database, options: ImportOptions, onEvent: (event: ImportEvent) => void) {
    const { jobs, limits, setup } = options;
    const module = options.readerModule ?? siblingModule(import.meta.url, "../worker/main");
    this.options = options;
    this.exclude = listExcluded(options);
    this.onEvent = onEvent;
    this.pool = new ReaderPool({ jobs, module, setup, limits });
    this.importer = new FileImporter({ database, pool: this.pool, options, onEvent });
    // More than the jobs, so that hashing and writing go on beside reading.
    this.files = new PQueue({ concurrency: jobs * 2 });
    this.preparation = new Preparation({ jobs, pool: this.pool, files: this.files, importFile: (file) => this.importUnlessStopped(file) });
  }

  async run(): Promise<void> {
    const end = () => {
      this.fail(this.options.signal?.reason);
    };
    this.options.signal?.addEventListener("abort", end);
    if (this.options.signal?.aborted === true) end();
    try {
      // Beside the work: the count tells only how much is left.
      await Promise.all([this.count(), this.enqueueAll()]);
      await Promise.all(this.underWay);
      this.stop.signal.throwIfAborted();
    } finally {
      this.options.signal?.removeEventListener("abort", end);
      this.pool.close();
    }
  }

  private async count(): Promise<void> {
    const files = await countFiles(this.options.paths, { exclude: this.exclude }, this.stop.signal);
    if (files !== undefined) this.onEvent({ kind: "counted", files });
  }

  private async enqueueAll(): Promise<void> {
    const found = findFiles(this.options.paths, {
      exclude: this.exclude,
      onPassedOver: (passed) => {
        this.onEvent({ kind: "passed-over", ...passed });
      },
    });
    for await (const file of found) {
      if (this.stop.signal.aborted) return;
      await this.files.onSizeLessThan(this.options.jobs * filesAhead);
      await this.preparation.onRoom();
      this.onEvent({ kind: "found", path: file });
      this.enqueue({ path: file, label: file });
    }
  }

  private enqueue(file: FileToImport): void {
    const work = this.importWhole(file)
      .catch(this.fail)
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  /** Resolves when the file is done with: an archive, when its members are. */
  private async importWhole(file: FileToImport): Promise<void> {
    const step = await this.files.add(() => this.importUnlessStopped(file));
    if (step === "archive") await this.archives.add(() => this.importArchive(file));
    if (step === "unprepared") await this.preparation.import(file);
  }

  private async importUnlessStopped(file: FileToImport): Promise<ImportStep> {
    return this.stop.signal.aborted ? "done" : this.importer.importFile(file);
  }

  private async importArchive(archive: FileToImport): Promise<void> {
    if (this.stop.signal.aborted) return;
    const folder = await mkdtemp(path.join(tmpdir(), "jixiao-archive-"));
    try {
      const members = await this.importer.unpackArchive(archive, folder);
      await Promise.all(members.map((member) => this.importMember(member)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async importMember(member: FileToImport): Promise<void> {
    this.onEvent({ kind: "found", path: member.label });
    // Archives in the archive have been opened with it: what comes out is a file.
    const step = await this.files.add(() => this.importUnlessStopped(member));
    if (step === "unprepared") await this.preparation.import(member);
  }

  private readonly fail = (error: unknown): void => {
    if (this.stop.signal.aborted) return;
    this.stop.abort(error);
    this.pool.close();
  };
}
