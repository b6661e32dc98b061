import path from "node:path";
import { z } from "zod";
import { importFiles, listExcluded } from "../../pipeline/batch/import-files.ts";
import { resolvePaths } from "../../pipeline/batch/find-files.ts";
import type { ImportOptions } from "../../pipeline/batch/import-options.ts";
import { writePatiently } from "../../pipeline/batch/patient-writer.ts";
import { usualPollMs, watchFiles } from "../../pipeline/batch/watch/watch-files.ts";
import { loadMapper, mappingFolders } from "../../pipeline/mapper.ts";
import { nameReader } from "../../pipeline/reader-version.ts";
import { formatMessage } from "../../messages/language.ts";
import { keepHeapSmall } from "../../report/export/keep-heap-small.ts";
import { updateSearchIndex } from "../../report/search/update-index.ts";
import { settleReadings } from "../../store/identity/settle-readings.ts";
import { openDatabase, type Database } from "../../store/open-database.ts";
import { setReviewLevel } from "../../store/review/set-review-level.ts";
import { exitStatus } from "../exit-status.ts";
import { printable } from "../print/printable.ts";
import { shortPath } from "./import/closing-table.ts";
import { logLevels, RunLog } from "./import/run-log.ts";
import { RunReporter } from "./import/run-reporter.ts";
import { stopOnSignal } from "./import/stop-signal.ts";
import { findLanguage, languageOption } from "./language.ts";
import { findUserCache } from "./open-cache.ts";
import { databaseOption, readingOptions, reviewLevelOptions, rowFormatOption } from "./parse-options.ts";

const optionsSchema = z.object({
  ...databaseOption,
  ...rowFormatOption,
  ...readingOptions,
  ...reviewLevelOptions,
  ...languageOption,
  refresh: z.boolean(),
  watch: z.boolean(),
  json: z.boolean(),
  jobs: z.int().positive(),
  timeout: z.int().positive(),
  memory: z.int().positive(),
  log: z.string().optional(),
  logLevel: z.enum(logLevels),
  report: z.string().optional(),
});
type ImportCommandOptions = z.infer<typeof optionsSchema>;

/** `jixiao import`: files, folders and archives into the database, with a closing table, once or as long as it is watched. */
export async function runImport(named: readonly string[], given: unknown): Promise<void> {
  // Records come and go: a young generation that grows with them holds many times what is alive.
  keepHeapSmall();
  const options = optionsSchema.parse(given);
  const paths = await resolvePaths(named);
  const folders = mappingFolders(options.mappings);
  // A faulty mapping is the caller's fault, and is said before anything is read.
  await loadMapper(folders);
  const log = options.log === undefined ? undefined : new RunLog({ file: options.log, level: options.logLevel });
  const database = openDatabase(options.db);
  const stop = stopOnSignal();
  try {
    const reporter = startReporter(database, options, paths, log);
    await importReported(database, options, { ...(await importOptions(paths, folders, options)), signal: stop.signal }, reporter);
    process.exitCode ??= reporter.someFailed ? exitStatus.someFailed : exitStatus.done;
  } finally {
    stop.release();
    database.close();
  }
}

function startReporter(database: Database, options: ImportCommandOptions, paths: readonly string[], log: RunLog | undefined): RunReporter {
  const { db, jobs, watch, format, json, report } = options;
  return new RunReporter(database, { language: findLanguage(options.lang), databaseFile: db, paths, jobs, watch, format, json, log, reportFile: report });
}

type SignalledOptions = ImportOptions & { readonly signal: AbortSignal };

/** Imports, and tells the reporter how it ended. */
async function importReported(database: Database, options: ImportCommandOptions, run: SignalledOptions, reporter: RunReporter): Promise<void> {
  try {
    await writePatiently(run.databaseFile, () => {
      settleReadings(database);
      if (options.reviewBelow !== undefined) setReviewLevel(database, options.reviewBelow);
    });
    if (options.watch) await watchAndImport(database, options, run, reporter);
    else await importOnce(database, run, reporter);
  } catch (error) {
    const stopped = run.signal.aborted && error === run.signal.reason;
    if (stopped && !options.watch) reporter.say(formatMessage(findLanguage(options.lang), "import.stopped"));
    if (stopped) process.exitCode = options.watch ? undefined : exitStatus.stopped;
    await reporter.close(stopped ? (options.watch ? "whole" : "stopped") : "broken", stopped ? null : describeFault(error));
    if (!stopped) throw error;
    return;
  }
  await reporter.close("whole", null);
}

async function importOnce(database: Database, run: SignalledOptions, reporter: RunReporter): Promise<void> {
  await importFiles(database, run, reporter.receive);
  await readyForQuestions(database, run.databaseFile);
}

async function watchAndImport(database: Database, options: ImportCommandOptions, run: SignalledOptions, reporter: RunReporter): Promise<void> {
  const language = findLanguage(options.lang);
  reporter.say(formatMessage(language, "import.watching", { paths: run.paths.map((one) => printable(shortPath(one))).join(" ") }));
  const batches = watchFiles(run.paths, {
    exclude: listExcluded(run),
    signal: run.signal,
    onPassedOver: (passed) => {
      reporter.receive({ kind: "passed-over", ...passed });
    },
    onWait: () => {
      reporter.wait();
    },
    onExhausted: (reason) => {
      reporter.say(formatMessage(language, "import.watching.polls", { reason, seconds: usualPollMs / 1000 }));
    },
  });
  for await (const paths of batches) await importOnce(database, { ...run, paths, passOverGone: true }, reporter);
}

async function importOptions(paths: readonly string[], folders: string[], options: ImportCommandOptions): Promise<ImportOptions> {
  const { db, refresh, jobs, ocr, timeout, memory } = options;
  const cache = findUserCache(options.cache);
  return {
    paths,
    databaseFile: db,
    exclude: [options.log, options.report].flatMap((file) => (file === undefined ? [] : [path.resolve(file)])),
    refresh,
    jobs,
    limits: { timeoutMs: timeout * 1000, memoryBytes: memory * 2 ** 20 },
    setup: { mappingFolders: folders, ocr, ...(cache === undefined ? {} : { cache }) },
    reader: await nameReader(folders, `ocr ${ocr}`),
  };
}

/** Lets searches find what is new, and the query planner know how large the tables have become. */
async function readyForQuestions(database: Database, file: string): Promise<void> {
  // An index that was cut off by another program's lock goes on where it was.
  await writePatiently(file, () => updateSearchIndex(database));
  await writePatiently(file, () => database.pragma("optimize = 0x10002"));
}

function describeFault(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
