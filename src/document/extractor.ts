import type { Document, Format } from "./document.ts";

/** A file as it came. `fileName` is its own name without a folder; it hints at a format and never decides it. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** How an extractor is asked to work. */
export interface ExtractOptions {
  /** `auto` reads pages without a trustworthy text layer by OCR; `never` leaves them out with a finding; `always` reads every page so. */
  readonly ocr?: "never" | "auto" | "always";
  /** Which pages to read, 1-based; all where absent. */
  readonly pages?: (pageNumber: number) => boolean;
  /** Ends the work early; the extractor rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told after each page (or sheet, or member): how many are done of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** What {@link Extractor.prepare} made of this very file. */
  readonly prepared?: Uint8Array;
}

/** A file that may be prepared together with others, and what it is. */
export interface FileToPrepare {
  readonly source: Source;
  readonly format: Format;
}

/** Turns the bytes of one format into the neutral document; text as printed, no word of the domain. */
export interface Extractor {
  readonly formats: readonly Format[];
  /**
   * @throws {ExtractionError} when the bytes cannot be read as this format. Faults that leave something to read are
   * findings of the document.
   */
  extract(source: Source, format: Format, options?: ExtractOptions): Promise<Document>;
  /**
   * Only where another program makes files readable and takes longer to start than to work: makes many ready in one go.
   * Gives for each file, in order, what `extract` takes as `prepared`, or undefined for one that must be read by itself
   * (whose fault, if it has one, `extract` then tells).
   */
  prepare?(files: readonly FileToPrepare[], options?: Pick<ExtractOptions, "signal" | "onProgress">): Promise<readonly (Uint8Array | undefined)[]>;
}

/** Why a file could not be read at all. The closed list of typed failures. */
export type ExtractionFailure =
  | "empty"
  | "corrupt"
  | "encrypted"
  | "unsupported"
  | "too-large"
  | "timeout"
  | "no-text"
  | "tool-missing";

/** A file that could not be read. `message` says what was found and what a person can do. */
export class ExtractionError extends Error {
  readonly failure: ExtractionFailure;

  constructor(failure: ExtractionFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ExtractionError";
    this.failure = failure;
  }
}
