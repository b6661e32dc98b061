import type { Document, Format } from "../document/document.ts";
import type { ExtractOptions, Extractor, Source } from "../document/extractor.ts";
import type { OpenPageReader } from "../document/page-reader.ts";
import type { PageRange } from "./worker/messages.ts";

/** How a document is read by the pipeline. */
export interface ReadOptions extends ExtractOptions {
  /** Which pages to read, instead of `pages`; all where both are absent. */
  readonly pageRanges?: readonly PageRange[] | undefined;
  /** Where what was read before is found again; without it everything is read anew, and nothing kept. */
  readonly cache?: ReadingCache | undefined;
  /** Called when nothing is kept and an extractor is about to work; ends the reading by what it throws. */
  readonly beforeExtract?: ((extractor: Extractor) => void) | undefined;
}

/** Finds what was read before by its content, and keeps what is read now: documents, and readings of page pictures. */
export interface ReadingCache {
  /** The project's own reader of pictures, for those that were not read before. */
  readonly openPageReader: OpenPageReader;
  /** The document of these bytes that was kept, else that of `read`. */
  readonly keepDocument: (source: Source, format: Format, options: ReadOptions, read: () => Promise<Document>) => Promise<Document>;
}
