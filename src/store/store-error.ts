/** Why the database could not be used. */
export type StoreFailure = "missing" | "not-a-database" | "newer" | "locked" | "read-only" | "unopenable" | "damaged" | "full";

/** A fault of the database file, not of a document. `message` says what was found and what a person can do. */
export class StoreError extends Error {
  readonly failure: StoreFailure;

  constructor(failure: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.failure = failure;
  }
}

const failureOfCode: readonly (readonly [prefix: string, failure: StoreFailure, advice: string])[] = [
  ["SQLITE_NOTADB", "not-a-database", "is not a SQLite database; name another file with --db"],
  ["SQLITE_BUSY", "locked", "is locked by another program; close that program and run the same command again"],
  ["SQLITE_LOCKED", "locked", "is locked by another program; close that program and run the same command again"],
  ["SQLITE_READONLY", "read-only", "cannot be written; check the permissions of the file and its folder"],
  ["SQLITE_CANTOPEN", "unopenable", "cannot be opened; check that its folder exists and may be written"],
  ["SQLITE_CORRUPT", "damaged", "is damaged; put back a copy, or move it away and import again"],
  ["SQLITE_FULL", "full", "cannot grow because the disk is full; make room and run the same command again"],
  ["SQLITE_IOERR", "full", "cannot be written (disk full or failing); make room and run the same command again"],
];

/** The SQLite result code of an error that better-sqlite3 threw; undefined for any other error. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return error.code.startsWith("SQLITE_") ? error.code : undefined;
}

/** The error as a fault of the database file in plain words; an error that is none of SQLite's comes back as it is. */
export function explainSqliteError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  const known = failureOfCode.find(([prefix]) => code?.startsWith(prefix) === true);
  if (known === undefined) return error;
  return new StoreError(known[1], `${file} ${known[2]}.`, { cause: error });
}
