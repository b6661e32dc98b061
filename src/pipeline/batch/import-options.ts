import type { ReaderSetup } from "../worker/messages.ts";
import type { ReaderLimits } from "../worker/reader-process.ts";

/** How an import is asked to work. */
export interface ImportOptions {
  /** Files and folders, absolute, as {@link resolvePaths} gives them. */
  readonly paths: readonly string[];
  readonly databaseFile: string;
  /** Whether documents that are in already are read anew. */
  readonly refresh: boolean;
  /** How many documents are read at the same time. */
  readonly jobs: number;
  readonly limits: ReaderLimits;
  readonly setup: ReaderSetup;
  /** What reads the documents, for the database; see {@link nameReader}. */
  readonly reader: string;
  /** The module that reader processes run; the real one where absent. */
  readonly readerModule?: URL;
  /** Absolute paths of files that are no documents, beside the database itself. */
  readonly exclude?: readonly string[];
  /** Whether a file that is taken away before it is read is no failure: in a folder that people work in, it is none. */
  readonly passOverGone?: boolean;
  /** Ends the run between two documents; what is in stays in. */
  readonly signal?: AbortSignal;
}
