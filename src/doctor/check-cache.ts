import { createHash, randomUUID } from "node:crypto";
import { formatByteSize } from "../cache/byte-size.ts";
import { describeCache } from "../cache/cache-report.ts";
import { readCacheSettings } from "../cache/cache-settings.ts";
import { ContentStore, type StoreSettings } from "../cache/content-store.ts";
import { entryPath, removeFile } from "../cache/shards.ts";
import { reasonOf, type CheckResult } from "./check-result.ts";

type Outcome = Omit<CheckResult, "check">;

/** Whether the cache keeps what is put into it, and how much is in it. */
export async function checkCache(): Promise<CheckResult[]> {
  return [{ check: "cache", ...(await judge()) }];
}

async function judge(): Promise<Outcome> {
  const settings = readSettings();
  if (typeof settings === "string") return { status: "fail", message: "doctor.cache.limit", values: { reason: settings } };
  if (settings.limitBytes === 0) return { status: "ok", message: "doctor.cache.off", values: {} };
  const { folder } = settings;
  const reason = await tryToKeep(settings);
  if (reason !== undefined) return { status: "warn", message: "doctor.cache.fault", values: { folder, reason } };
  const { bytes, kinds, limitBytes } = describeCache(settings);
  const entries = kinds.reduce((sum, kind) => sum + kind.entries, 0);
  return { status: "ok", message: "doctor.cache.ok", values: { folder, entries, bytes: formatByteSize(bytes), limit: formatByteSize(limitBytes) } };
}

function readSettings(): StoreSettings | string {
  try {
    return readCacheSettings();
  } catch (error) {
    return reasonOf(error);
  }
}

/** Keeps a text and takes it out again. Gives what went wrong. */
async function tryToKeep(settings: StoreSettings): Promise<string | undefined> {
  const store = new ContentStore(settings);
  const key = createHash("sha256").update(randomUUID()).digest("hex");
  try {
    await store.put("document", key, "doctor");
    removeFile(entryPath(settings.folder, "document", key));
    return store.fault;
  } catch (error) {
    return reasonOf(error);
  }
}
