/** A mapping file that cannot be used: where, what was found, and what to write instead. */
export class MappingError extends Error {
  readonly file: string;
  /** 1-based; 0 where the file or folder as a whole cannot be read. */
  readonly line: number;

  constructor(file: string, line: number, message: string, options?: ErrorOptions) {
    super(line === 0 ? `${file}: ${message}` : `${file} line ${line}: ${message}`, options);
    this.name = "MappingError";
    this.file = file;
    this.line = line;
  }
}
