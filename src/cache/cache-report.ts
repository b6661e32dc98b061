import type { StoreSettings } from "./content-store.ts";
import { countLookups, forgetLookups, type LookupCount } from "./lookup-log.ts";
import { entryKinds, listShard, removeFile, shardNames, trimShard, type EntryKind } from "./shards.ts";

/** What a cache holds of one kind, and how often it helped of late. */
export interface KindReport extends LookupCount {
  readonly kind: EntryKind;
  readonly entries: number;
  readonly bytes: number;
}

/** What a cache holds. `bytes` counts also what killed processes left. */
export interface CacheReport extends StoreSettings {
  readonly bytes: number;
  readonly kinds: readonly KindReport[];
}

/** Looks through a cache. */
export function describeCache(settings: StoreSettings): CacheReport {
  const files = shardNames.flatMap((shard) => listShard(settings.folder, shard));
  const lookups = countLookups(settings.folder);
  const sum = (list: typeof files) => list.reduce((total, file) => total + file.bytes, 0);
  const kinds = entryKinds.map((kind) => {
    const own = files.filter((file) => file.kind === kind);
    return { kind, entries: own.length, bytes: sum(own), ...lookups[kind] };
  });
  return { ...settings, bytes: sum(files), kinds };
}

/** Takes what was not used for the longest time out of a cache, until it is within its limit. */
export function trimCache({ folder, limitBytes }: StoreSettings): void {
  for (const shard of shardNames) trimShard(folder, shard, limitBytes);
}

/** Takes every entry out of a cache, and forgets how often it helped; its limit stays. */
export function clearCache(folder: string): void {
  for (const { path } of shardNames.flatMap((shard) => listShard(folder, shard))) removeFile(path);
  forgetLookups(folder);
}
