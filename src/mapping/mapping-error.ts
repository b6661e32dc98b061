/** A mapping file that cannot be used: where, what was found, and what to write instead. */
export class MappingError extends Error {
  readonly file: string;
  /** 1-based. */
  readonly line: number;

  constructor(file: string, line: number, message: string, options?: ErrorOptions) {
    super(`${file} line ${line}: ${message}`, options);
    this.name = "MappingError";
    this.file = file;
    this.line = line;
  }
}
