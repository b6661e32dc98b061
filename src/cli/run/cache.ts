import { z } from "zod";
import { formatByteSize, parseByteSize } from "../../cache/byte-size.ts";
import { clearCache, describeCache, trimCache, type CacheReport, type KindReport } from "../../cache/cache-report.ts";
import { readCacheSettings, writeLimit } from "../../cache/cache-settings.ts";
import { formatMessage, type Language } from "../../messages/language.ts";
import { explainFileError } from "../../pipeline/batch/explain-file-error.ts";
import { say, writeOutput } from "../print/output.ts";
import { printable } from "../print/printable.ts";
import { UsageError } from "../usage-error.ts";
import { findLanguage, languageOption } from "./language.ts";

const optionsSchema = z.object({ ...languageOption, clear: z.boolean(), limit: z.string().optional(), json: z.boolean() });

/** `jixiao cache`: what is kept of files that were read. */
export async function runCache(given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const language = findLanguage(options.lang);
  try {
    if (options.limit !== undefined) limit(language, parseByteSize(options.limit));
    if (options.clear) clear(language);
    const report = describeCache(readCacheSettings());
    await writeOutput(options.json ? `${JSON.stringify(report, null, 1)}\n` : formatReport(language, report));
  } catch (error) {
    throw toUsageError(error);
  }
}

function limit(language: Language, limitBytes: number): void {
  const { folder } = readCacheSettings();
  writeLimit(folder, limitBytes);
  trimCache({ folder, limitBytes });
  say(formatMessage(language, "cache.limited", { limit: formatByteSize(limitBytes) }));
}

function clear(language: Language): void {
  const settings = readCacheSettings();
  const { bytes } = describeCache(settings);
  clearCache(settings.folder);
  say(formatMessage(language, "cache.cleared", { bytes: formatByteSize(bytes) }));
}

function formatReport(language: Language, report: CacheReport): string {
  const { folder, bytes, limitBytes, kinds } = report;
  const size =
    limitBytes === 0 ? formatMessage(language, "cache.off") : formatMessage(language, "cache.size", { bytes: formatByteSize(bytes), limit: formatByteSize(limitBytes) });
  return [printable(formatMessage(language, "cache.folder", { folder })), size, ...kinds.map((kind) => formatKind(language, kind)), ""].join("\n");
}

function formatKind(language: Language, { kind, entries, bytes, hits, lookups }: KindReport): string {
  const share = lookups === 0 ? "–" : `${((100 * hits) / lookups).toFixed(0)} %`;
  return formatMessage(language, `cache.kind.${kind}`, { entries, bytes: formatByteSize(bytes), hits, lookups, share });
}

/** A size that is none, or a folder that cannot be written, is the caller's to mend. */
function toUsageError(error: unknown): unknown {
  if (error instanceof RangeError) return new UsageError(`${error.message}.`, { cause: error });
  if (error instanceof Error && "syscall" in error) return new UsageError(`the cache cannot be changed: ${explainFileError(error)}.`, { cause: error });
  return error;
}
