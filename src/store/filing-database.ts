import { z } from "zod";
import type { TracedRecord } from "../canonical/traced.ts";
import { openReadOnly, type Database } from "./open-database.ts";
import { findStoredRecord } from "./review/stored-record.ts";

const documentSchema = z.object({
  id: z.int(),
  fileName: z.string(),
  sha256: z.string().nullable(),
  layout: z.string().nullable(),
  status: z.enum(["ok", "doubtful", "failed"]),
  statusReason: z.string().nullable(),
});

/** One document of a database, in short. */
export type DocumentEntry = z.infer<typeof documentSchema>;

/** A value in a row of an answer, as SQLite gives it. */
export type RowValue = string | number | null | Uint8Array;

const rowValueSchema = z.union([z.string(), z.number(), z.null(), z.custom<Uint8Array>((value) => value instanceof Uint8Array)]);
const rowSchema = z.record(z.string(), rowValueSchema);

/** A database of filings, open for reading only. Close it when you are done. */
export class FilingDatabase {
  private readonly database: Database;

  /** @throws {StoreError} when there is no such database. */
  constructor(file: string) {
    this.database = openReadOnly(file);
  }

  /** Every document, by file name. */
  documents(): DocumentEntry[] {
    const sql = `SELECT id, file_name AS fileName, sha256, layout, status, status_reason AS statusReason FROM documents ORDER BY file_name, id`;
    return z.array(documentSchema).parse(this.database.prepare(sql).all());
  }

  /** The record of a document as it was extracted, before corrections; undefined where nothing of it was read. */
  record(documentId: number): TracedRecord | undefined {
    return findStoredRecord(this.database, documentId)?.record;
  }

  /**
   * Rows that answer a query, as they come. Parameters stand as `?` or, given in one object, as `@name`.
   * @throws {SqliteError} when the query is wrong, or would write.
   */
  *query(sql: string, ...parameters: readonly (RowValue | Readonly<Record<string, RowValue>>)[]): Generator<Record<string, RowValue>> {
    for (const row of this.database.prepare(sql).iterate(...parameters)) yield rowSchema.parse(row);
  }

  close(): void {
    this.database.close();
  }
}

/**
 * Opens a database that `jixiao import` made, for reading only.
 * @throws {StoreError} when there is none at this path.
 */
export function openFilings(file: string): FilingDatabase {
  return new FilingDatabase(file);
}
