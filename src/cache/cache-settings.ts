import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { parseByteSize } from "./byte-size.ts";
import type { StoreSettings } from "./content-store.ts";

/** Names the cache's folder. */
export const folderVariable = "JIXIAO_CACHE_DIR";
/** The cache's limit as a size, such as `500MB`; 0 uses no cache. */
export const limitVariable = "JIXIAO_CACHE_LIMIT";

/** Some 60,000 scanned pages. */
const DEFAULT_LIMIT_BYTES = 2 * 10 ** 9;

/**
 * Where the cache lies: the folder that the environment names, else `jixiao` in the place where the system keeps what can
 * be made anew. Not beside a database: what a page says does not depend on which database asks, backups leave that place
 * out, and people know that it may be emptied.
 */
export function findCacheFolder(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const named = environment[folderVariable];
  if (named !== undefined && named !== "") return path.resolve(named);
  return path.join(systemCacheFolder(environment, platform), "jixiao");
}

function systemCacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (platform === "win32") return LOCALAPPDATA ?? path.join(homedir(), "AppData", "Local");
  if (platform === "darwin") return path.join(homedir(), "Library", "Caches");
  // Source: XDG Base Directory Specification; a relative path is to be ignored.
  return XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : path.join(homedir(), ".cache");
}

function limitFile(folder: string): string {
  return path.join(folder, "limit");
}

/**
 * The cache of this machine and user. The environment's limit goes before the one that was set for good.
 * @throws {RangeError} when the environment states a limit that is no size.
 */
export function readCacheSettings(environment: NodeJS.ProcessEnv = process.env): StoreSettings {
  const folder = findCacheFolder(environment);
  const stated = environment[limitVariable];
  if (stated !== undefined && stated !== "") return { folder, limitBytes: parseByteSize(stated) };
  return { folder, limitBytes: readLimit(folder) ?? DEFAULT_LIMIT_BYTES };
}

/** The limit that was set for good; undefined where none was, or its file was damaged. */
function readLimit(folder: string): number | undefined {
  const file = limitFile(folder);
  if (!existsSync(file)) return undefined;
  const limit = Number(readFileSync(file, "utf8").trim() || Number.NaN);
  return Number.isSafeInteger(limit) && limit >= 0 ? limit : undefined;
}

/** Sets the limit of the cache for good. */
export function writeLimit(folder: string, limitBytes: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(limitFile(folder), `${limitBytes}\n`);
}
