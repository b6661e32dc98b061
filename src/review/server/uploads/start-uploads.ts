import { readFile } from "node:fs/promises";
import { FileImporter, type FileToImport } from "../../../pipeline/batch/file-importer.ts";
import type { ImportEvent } from "../../../pipeline/batch/import-event.ts";
import { nameReader } from "../../../pipeline/reader-version.ts";
import { siblingModule } from "../../../pipeline/package-file.ts";
import type { ReaderSetup } from "../../../pipeline/worker/messages.ts";
import { ReaderPool } from "../../../pipeline/worker/reader-pool.ts";
import type { ReaderLimits } from "../../../pipeline/worker/reader-process.ts";
import type { Database } from "../../../store/open-database.ts";
import type { OriginalStore } from "../../../store/originals.ts";
import { UploadQueue, usualUploadLimits, type UploadImporter, type UploadLimits } from "./upload-queue.ts";

/** How files that come by the page are read. */
export interface UploadOptions {
  readonly databaseFile: string;
  readonly mappingFolders: readonly string[];
  readonly ocr: "never" | "auto" | "always";
  readonly limits: ReaderLimits;
  /** Where what was read before is found again; everything is read anew where undefined. */
  readonly cache?: ReaderSetup["cache"];
  readonly uploadLimits?: UploadLimits;
}

/** Makes the queue that takes uploads in; reader processes are started with the first. */
export async function startUploads(database: Database, originals: OriginalStore, options: UploadOptions) {
  const { databaseFile, mappingFolders, ocr, limits, cache, uploadLimits = usualUploadLimits } = options;
  const module = siblingModule(import.meta.url, "../../../pipeline/worker/main");
  const pool = new ReaderPool({ jobs: 1, module, setup: { mappingFolders: [...mappingFolders], ocr, cache }, limits });
  const reader = await nameReader([...mappingFolders], `ocr ${ocr}`);
  const makeImporter = (onEvent: (event: ImportEvent) => void): UploadImporter => {
    const importer = new FileImporter({ database, pool, options: { databaseFile, refresh: false, reader }, onEvent });
    return {
      // Uploads come one by one: there is nothing to prepare one together with.
      importFile: async (file) => ((await importer.importFile({ ...file, prepared: null })) === "archive" ? "archive" : "done"),
      unpackArchive: async (archive, folder) => keepMembers(originals, await importer.unpackArchive(archive, folder)),
    };
  };
  const uploads = new UploadQueue(originals, makeImporter, uploadLimits);
  const close = async () => {
    pool.close();
    await uploads.close();
  };
  return { uploads, close };
}

/** Unpacked members lie in a folder that is about to go; their bytes are what a reviewer will look at. */
async function keepMembers(originals: OriginalStore, members: readonly FileToImport[]): Promise<FileToImport[]> {
  const kept: FileToImport[] = [];
  for (const member of members) {
    const { path } = await originals.keep(await readFile(member.path));
    kept.push({ ...member, path });
  }
  return kept;
}
