import { z } from "zod";
import { importFiles } from "../../pipeline/batch/import-files.ts";
import { resolvePaths } from "../../pipeline/batch/find-files.ts";
import { loadMapper, mappingFolders } from "../../pipeline/mapper.ts";
import { nameReader } from "../../pipeline/reader-version.ts";
import { updateSearchIndex } from "../../report/search/update-index.ts";
import { settleReadings } from "../../store/identity/settle-readings.ts";
import { openDatabase, type Database } from "../../store/open-database.ts";
import { exitStatus } from "../exit-status.ts";
import { say } from "../print/output.ts";
import { ImportReport } from "./import-report.ts";
import { findUserCache } from "./open-cache.ts";
import { databaseOption, readingOptions, rowFormatOption } from "./parse-options.ts";

const optionsSchema = z.object({
  ...databaseOption,
  ...rowFormatOption,
  ...readingOptions,
  refresh: z.boolean(),
  jobs: z.int().positive(),
  timeout: z.int().positive(),
  memory: z.int().positive(),
});
type ImportCommandOptions = z.infer<typeof optionsSchema>;

/** `jixiao import`: files, folders and archives into the database, with a closing table. */
export async function runImport(named: readonly string[], given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const paths = await resolvePaths(named);
  const folders = mappingFolders(options.mappings);
  // A faulty mapping is the caller's fault, and is said before anything is read.
  await loadMapper(folders);
  const database = openDatabase(options.db);
  const report = new ImportReport(options);
  const stop = stopOnSignal();
  try {
    settleReadings(database);
    await importFiles(database, await importOptions(paths, folders, options, stop.signal), report.receive);
    readyForQuestions(database);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    say("jixiao: stopped; what was read is in. The same command goes on from here.");
    process.exitCode = exitStatus.stopped;
  } finally {
    stop.release();
    await report.close();
    database.close();
  }
  process.exitCode ??= report.someFailed ? exitStatus.someFailed : exitStatus.done;
}

async function importOptions(paths: readonly string[], folders: string[], options: ImportCommandOptions, signal: AbortSignal) {
  const { db, refresh, jobs, ocr, timeout, memory } = options;
  const cache = findUserCache(options.cache);
  return {
    paths,
    databaseFile: db,
    refresh,
    jobs,
    limits: { timeoutMs: timeout * 1000, memoryBytes: memory * 2 ** 20 },
    setup: { mappingFolders: folders, ocr, ...(cache === undefined ? {} : { cache }) },
    reader: await nameReader(folders, `ocr ${ocr}`),
    signal,
  };
}

/** Lets searches find what is new, and the query planner know how large the tables have become. */
function readyForQuestions(database: Database): void {
  updateSearchIndex(database);
  database.pragma("optimize = 0x10002");
}

/** A signal to stop ends the run between two documents; a second one ends the program. */
function stopOnSignal(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const stop = () => {
    controller.abort(new Error("stopped by a signal"));
    release();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const release = () => {
    for (const name of signals) process.off(name, stop);
  };
  for (const name of signals) process.on(name, stop);
  return { signal: controller.signal, release };
}
