import { openOwnReader, nameTool } from "../../extractors/index.ts";
import { cachePageReader } from "../cache/cached-page-reader.ts";
import { readCacheSettings } from "../cache/cache-settings.ts";
import { ContentStore, type StoreSettings } from "../cache/content-store.ts";
import { keepDocument } from "../cache/document-cache.ts";
import type { Format } from "../document/document.ts";
import { digestExtractors, digestPageReader } from "./reader-digest.ts";
import type { ReadingCache, ReadOptions } from "./read-options.ts";

/** Formats whose bytes are read in less time than an entry is looked up and unpacked. */
const cheapFormats: ReadonlySet<Format> = new Set(["text", "markdown", "html", "tesseract-tsv", "hocr", "alto", "paddleocr", "docling", "mineru"]);

/** Opens a cache. Its folder is made when something is first kept. */
export function openReadingCache(settings: StoreSettings): ReadingCache {
  const store = new ContentStore(settings);
  return {
    openPageReader: async () => cachePageReader(openOwnReader, store, await digestPageReader())(),
    keepDocument: async (source, format, options, read) => {
      const manner = describeManner(options);
      if (manner === undefined || cheapFormats.has(format)) return read();
      const version = `${await digestExtractors()} ${(await nameTool(format)) ?? ""}`;
      return keepDocument(store, { bytes: source.bytes, format, version, manner }, read);
    },
  };
}

/** The settings of the user's cache; undefined where its limit is 0. */
export function findReadingCache(): StoreSettings | undefined {
  const settings = readCacheSettings();
  return settings.limitBytes === 0 ? undefined : settings;
}

/** How a document is asked to be read; undefined where a function chooses the pages, which has no name. */
function describeManner({ ocr = "auto", pages, pageRanges }: ReadOptions): string | undefined {
  if (pages !== undefined) return undefined;
  return `ocr ${ocr}, pages ${pageRanges === undefined ? "all" : pageRanges.map(({ first, last }) => `${first}-${last}`).join()}`;
}
