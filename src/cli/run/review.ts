import { spawn } from "node:child_process";
import { z } from "zod";
import { loadMapper, mappingFolders } from "../../pipeline/mapper.ts";
import { PageNotBuiltError } from "../../review/server/assets.ts";
import { serveReview, type ReviewServer } from "../../review/server/serve-review.ts";
import { openDatabase } from "../../store/open-database.ts";
import { setReviewLevel } from "../../store/review/set-review-level.ts";
import { say } from "../print/output.ts";
import { UsageError } from "../usage-error.ts";
import { findUserCache } from "./open-cache.ts";
import { databaseOption, readingOptions, reviewLevelOptions } from "./parse-options.ts";

const optionsSchema = z.object({
  ...databaseOption,
  ...readingOptions,
  ...reviewLevelOptions,
  port: z.int().min(0).max(65_535),
  host: z.string().min(1),
  open: z.boolean(),
});

/** A file dropped on the page may take as long, and as much memory, as one that is imported. */
const limits = { timeoutMs: 120_000, memoryBytes: 2048 * 2 ** 20 };

/** `jixiao review`: serves the page until a signal ends it. The address goes to standard output. */
export async function runReview(given: unknown): Promise<void> {
  const { db, host, port, open, ocr, mappings, reviewBelow, cache } = optionsSchema.parse(given);
  const folders = mappingFolders(mappings);
  // A faulty mapping is the caller's fault, and is said before anything is served.
  await loadMapper(folders);
  if (reviewBelow !== undefined) setLevel(db, reviewBelow);
  const server = await start({ databaseFile: db, host, port, ocr, mappingFolders: folders, limits, cache: findUserCache(cache) });
  process.stdout.write(`${server.url}\n`);
  say("jixiao: the review page is served at the address above; Ctrl+C ends it.");
  if (open) openBrowser(server.url);
  await signalled();
  await server.close();
}

function setLevel(file: string, level: number | "fitted"): void {
  const database = openDatabase(file);
  setReviewLevel(database, level);
  database.close();
}

async function start(options: Parameters<typeof serveReview>[0]): Promise<ReviewServer> {
  try {
    return await serveReview(options);
  } catch (error) {
    if (error instanceof PageNotBuiltError) throw new UsageError(error.message, { cause: error });
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") throw new UsageError(`Port ${options.port} is taken, perhaps by another \`jixiao review\`; name another with --port.`, { cause: error });
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") throw new UsageError(`${options.host} is no address of this machine; leave --host out, or name one that is.`, { cause: error });
    if (code === "EACCES") throw new UsageError(`Port ${options.port} may not be used here; name one above 1023 with --port.`, { cause: error });
    throw error;
  }
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => { resolve(); });
  });
}

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
  linux: ["xdg-open"],
};

/** Where there is no browser to open, the address on the screen is enough. */
function openBrowser(url: string): void {
  const [program, ...before] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(program, [...before, url], { stdio: "ignore", detached: true });
  child.on("error", () => {
    say("jixiao: no browser could be opened; open the address by hand.");
  });
  child.unref();
}
