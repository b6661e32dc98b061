import { createHash } from "node:crypto";
import type { OpenPageReader, PageImage, PageReader, PageReading } from "../document/page-reader.ts";
import type { ContentStore } from "./content-store.ts";

/**
 * A reader of page pictures that reads each picture once: the same pixels at the same resolution, in whatever file and on
 * whatever page, get the reading that is kept. `version` names what reads; another version finds nothing of an older one.
 */
export function cachePageReader(open: OpenPageReader, store: ContentStore, version: string): OpenPageReader {
  return async () => new CachedPageReader(await open(), store, version);
}

class CachedPageReader implements PageReader {
  readonly concurrency: number;
  private readonly reader: PageReader;
  private readonly store: ContentStore;
  private readonly version: string;
  /** By key: readings under way, so that equal pages side by side are read once. */
  private readonly underWay = new Map<string, Promise<PageReading>>();

  constructor(reader: PageReader, store: ContentStore, version: string) {
    this.reader = reader;
    this.concurrency = reader.concurrency;
    this.store = store;
    this.version = version;
  }

  async readPage(image: PageImage, pageNumber: number, signal?: AbortSignal): Promise<PageReading> {
    const key = hashImage(image, this.version);
    const before = this.underWay.get(key);
    if (before !== undefined) return this.readAfter(before, image, pageNumber, signal);
    const reading = this.findOrRead(key, image, pageNumber, signal);
    this.underWay.set(key, reading);
    try {
      return await reading;
    } finally {
      this.underWay.delete(key);
    }
  }

  close(): Promise<void> {
    return this.reader.close();
  }

  /** The reading of an equal page, once it is there and is kept; its own where that one failed or told of a fault. */
  private async readAfter(before: Promise<PageReading>, image: PageImage, pageNumber: number, signal?: AbortSignal): Promise<PageReading> {
    const [outcome] = await Promise.allSettled([before]);
    if (outcome.status === "fulfilled" && isLasting(outcome.value)) return renumber(outcome.value, pageNumber);
    return this.readPage(image, pageNumber, signal);
  }

  private async findOrRead(key: string, image: PageImage, pageNumber: number, signal?: AbortSignal): Promise<PageReading> {
    const kept = parseReading(await this.store.get("reading", key));
    if (kept !== undefined) return renumber(kept, pageNumber);
    const reading = await this.reader.readPage(image, pageNumber, signal);
    if (isLasting(reading)) await this.store.put("reading", key, JSON.stringify(reading));
    return reading;
  }
}

/** A reading that tells of a fault (a reader that did not load) is what this machine could do at this moment. */
function isLasting(reading: PageReading): boolean {
  return reading.findings.length === 0;
}

function renumber(reading: PageReading, pageNumber: number): PageReading {
  return reading.content.number === pageNumber ? reading : { ...reading, content: { ...reading.content, number: pageNumber } };
}

function hashImage({ width, height, channels, dpi, data }: PageImage, version: string): string {
  return createHash("sha256").update(`${version}\n${width} ${height} ${channels} ${dpi}\n`).update(data).digest("hex");
}

/** Entries carry a checksum and the version of their writer in their key: what is in one is what this program wrote. */
function parseReading(text: string | undefined): PageReading | undefined {
  const value: unknown = text === undefined ? undefined : JSON.parse(text);
  return isReading(value) ? value : undefined;
}

function isReading(value: unknown): value is PageReading {
  return typeof value === "object" && value !== null && "content" in value && "findings" in value;
}
