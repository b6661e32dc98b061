/** Names of pdf.js's own errors over damaged files. Source: pdfjs-dist, src/shared/util.js and src/core/core_utils.js. */
const ownErrors: ReadonlySet<string> = new Set(["XRefEntryException", "XRefParseException", "MissingDataException", "ParserEOFException", "FormatError", "InvalidPDFException", "AbortException"]);

/** Whether an error is pdf.js's own word on a damaged file. */
export function isFileFault(error: unknown): boolean {
  return error instanceof Error && ownErrors.has(error.name);
}

function bear(error: unknown): void {
  // As without a listener: whatever else nobody waited for is a bug, and ends the process.
  if (!isFileFault(error)) throw error;
}

let isBorne = false;

/**
 * Keeps the process alive when pdf.js rejects a promise of its own that nobody waits for, as it does over entries of a damaged
 * file's index; what is asked for of that file rejects or comes back all the same.
 */
export function bearStrayRejections(): void {
  if (isBorne) return;
  isBorne = true;
  process.on("unhandledRejection", bear);
}
