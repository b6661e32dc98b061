import type { Finding } from "./finding.ts";
import type { Homography } from "./homography.ts";
import type { PageContent } from "./page-content.ts";

/** Pixels of a page or of a part of one: rows from the top, no padding; `channels` 1 is grey, 3 RGB, 4 RGBA. */
export interface PageImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array;
  /** Pixels per inch: a length in pixels times 72 / dpi is one in points. */
  readonly dpi: number;
}

/** What a reader made of one image. */
export interface PageReading {
  /**
   * Upright (turned and deskewed as the reader saw fit), sizes in points at the image's resolution; `source` is `ocr`.
   * A reader that turned the page by a quarter states the turned width and height.
   */
  readonly content: PageContent;
  /**
   * Where the reader straightened the picture (a skewed scan, a photo): the map from `content` to the page as a person sees
   * it, in points; both have the same size. Recover blocks from `content`, then give them to `moveBlocks`.
   */
  readonly toPage?: Homography;
  /** What went wrong on the way, e.g. `ocr-single-reader`; places name the page number given. */
  readonly findings: readonly Finding[];
}

/** Reads images of pages (OCR). One reader serves many pages; its engines run outside this process. */
export interface PageReader {
  /** How many `readPage` calls can usefully be under way at once; at least 1. A caller keeps no more images than that in memory. */
  readonly concurrency: number;
  /**
   * @throws {ExtractionError} `tool-missing` where no engine could be started; any other rejection is a fault of this one image.
   * Rejects with the signal's reason when it fires.
   */
  readPage(image: PageImage, pageNumber: number, signal?: AbortSignal): Promise<PageReading>;
  /** Ends the engines. Called once, when the document is done. */
  close(): Promise<void>;
}

/** Starts a reader. Called when the first page needs one, so that documents without scans never pay for it. */
export type OpenPageReader = () => Promise<PageReader>;
