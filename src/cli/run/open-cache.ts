import type { StoreSettings } from "../../cache/content-store.ts";
import { findReadingCache, openReadingCache } from "../../pipeline/reading-cache.ts";
import type { ReadingCache } from "../../pipeline/read-options.ts";
import { UsageError } from "../usage-error.ts";

/** The settings of the user's cache; undefined where it is not wanted, or its limit is 0. */
export function findUserCache(wanted: boolean): StoreSettings | undefined {
  if (!wanted) return undefined;
  try {
    return findReadingCache();
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`JIXIAO_CACHE_LIMIT: ${error.message}.`, { cause: error }) : error;
  }
}

/** The user's cache, opened; undefined as for {@link findUserCache}. */
export function openUserCache(wanted: boolean): ReadingCache | undefined {
  const settings = findUserCache(wanted);
  return settings === undefined ? undefined : openReadingCache(settings);
}
