import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import PQueue from "p-queue";
import type { ReaderPool } from "../worker/reader-pool.ts";
import type { FileToImport, ImportStep } from "./file-importer.ts";

/** As many as LibreOffice is given in one run. */
const largestGroup = 16;
/** So many groups wait for each job before no further files are looked for. */
const groupsAhead = 2;

/** What a {@link Preparation} works with. */
export interface PreparationParts {
  readonly jobs: number;
  readonly pool: ReaderPool;
  /** The queue in which all files of the run are read. */
  readonly files: PQueue;
  readonly importFile: (file: FileToImport) => Promise<ImportStep>;
}

interface Waiting {
  readonly file: FileToImport;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers files that are better prepared together, has each group prepared in one go, and then imports them. */
export class Preparation {
  private readonly parts: PreparationParts;
  private readonly groups: PQueue;
  private waiting: Waiting[] = [];

  constructor(parts: PreparationParts) {
    this.parts = parts;
    this.groups = new PQueue({ concurrency: parts.jobs });
  }

  /** Resolves when further files may come. */
  async onRoom(): Promise<void> {
    await this.groups.onSizeLessThan(this.parts.jobs * groupsAhead);
  }

  /** Resolves when the file is prepared and imported. */
  import(file: FileToImport): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ file, resolve, reject });
      if (this.waiting.length >= largestGroup) this.takeGroup();
      else void this.takeLastGroup();
    });
  }

  /** A group that nothing more comes for begins as it is. */
  private async takeLastGroup(): Promise<void> {
    await this.parts.files.onIdle();
    await this.groups.onSizeLessThan(1);
    this.takeGroup();
  }

  private takeGroup(): void {
    const group = this.waiting.splice(0, largestGroup);
    if (group.length > 0) void this.groups.add(() => this.importGroup(group));
  }

  /** Never rejects: what goes wrong is told to those who wait for the files. */
  private async importGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const folder = await mkdtemp(path.join(tmpdir(), "jixiao-prepared-"));
      try {
        await this.importFrom(folder, group);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  private async importFrom(folder: string, group: readonly Waiting[]): Promise<void> {
    const { pool, files, importFile } = this.parts;
    const named = group.map(({ file }) => ({ path: file.path, fileName: path.basename(file.label) }));
    const outcome = await pool.prepare({ files: named, folder });
    // A group that ends its reader is read one by one, so that each has its own fault.
    const prepared = outcome.kind === "prepared" ? outcome.files : [];
    const imports = group.map(({ file, resolve, reject }, index) =>
      files.add(() => importFile({ ...file, prepared: prepared[index] ?? null })).then(() => { resolve(); }, reject),
    );
    await Promise.all(imports);
  }
}
