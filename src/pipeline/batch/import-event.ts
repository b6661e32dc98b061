import type { DocumentStatus } from "../../store/document-status.ts";
import type { DocumentSummary } from "../../store/document-summary.ts";
import type { PassedOver } from "./find-files.ts";

/**
 * How one file's import ended. `new`: it was read and is in (look at its status); `present`: the same bytes were in;
 * `failed`: it could not be read; `failed-before`: an earlier run found that it cannot be read, and nothing has changed
 * since; `kept`: it could not be read anew, and the earlier reading stays.
 */
export type ImportState = "new" | "present" | "failed" | "failed-before" | "kept";

/** One file's import, ended. */
export interface ImportedFile {
  /** Absolute; `archive.zip!/inner/form.docx` for a member of an archive. */
  readonly path: string;
  readonly state: ImportState;
  readonly status: DocumentStatus;
  /** What the database holds of it; undefined where it holds nothing. */
  readonly summary: DocumentSummary | undefined;
}

/**
 * What an import tells while it goes on. `counted`: how many files the paths hold, told once they are known; `unpacked`: an
 * archive gave so many files; `gone`: a file that was found was taken away before it was read.
 */
export type ImportEvent =
  | { readonly kind: "counted"; readonly files: number }
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "unpacked"; readonly path: string; readonly files: number }
  | { readonly kind: "page"; readonly path: string; readonly done: number; readonly total: number }
  | { readonly kind: "file"; readonly file: ImportedFile }
  | { readonly kind: "gone"; readonly path: string }
  | ({ readonly kind: "passed-over" } & PassedOver);
