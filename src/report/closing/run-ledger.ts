import { z } from "zod";
import type { ImportedFile, ImportState } from "../../pipeline/batch/import-event.ts";
import { documentStatusSchema, isIncomplete } from "../../store/document-status.ts";
import type { Database } from "../../store/open-database.ts";
import { explainSqliteError } from "../../store/store-error.ts";

const entrySchema = z.object({
  path: z.string(),
  state: z.enum(["new", "present", "failed", "failed-before", "kept"]),
  status: z.enum(["ok", "doubtful", "failed"]),
  code: z.string().nullable(),
  layout: z.string().nullable(),
  projects: z.int(),
  indicators: z.int(),
  findings: z.int(),
  unmappedShare: z.number().nullable(),
});

/** One file of a run, as the closing table shows it. */
export type LedgerEntry = z.infer<typeof entrySchema>;

/** Which entries of a ledger are wanted: all, or those that a person has to look at. */
export type LedgerChoice = "all" | "to-look-at";

const columns = "path, state, status, code, layout, projects, indicators, findings, unmapped_share AS unmappedShare";

/**
 * What became of each file of one run, in a temporary table of the database's connection: it lies on the disk, so that a
 * run over a million files takes no more memory than one over ten, and goes with the connection.
 */
export class RunLedger {
  private readonly database: Database;
  private readonly insert;
  private readonly insertPassedOver;

  /** Begins a ledger; one that the connection has already is emptied. */
  constructor(database: Database) {
    this.database = database;
    database.exec(`
DROP TABLE IF EXISTS temp.run_files;
DROP TABLE IF EXISTS temp.run_passed_over;
CREATE TEMP TABLE run_files (
  ordinal INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  folder TEXT NOT NULL,
  document_id INTEGER,
  state TEXT NOT NULL,
  status TEXT NOT NULL,
  code TEXT,
  reason TEXT,
  incomplete INTEGER NOT NULL,
  layout TEXT,
  projects INTEGER NOT NULL,
  indicators INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  unmapped_share REAL
);
CREATE TEMP TABLE run_passed_over (path TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;`);
    this.insert = database.prepare(`INSERT INTO temp.run_files VALUES
      (NULL, @path, @folder, @documentId, @state, @status, @code, @reason, @incomplete, @layout, @projects, @indicators, @findings, @unmappedShare)`);
    this.insertPassedOver = database.prepare("INSERT OR REPLACE INTO temp.run_passed_over VALUES (?, ?)");
  }

  /**
   * Notes a file.
   * @throws {StoreError} when there is no room for temporary files.
   */
  add({ path, state, status, summary }: ImportedFile): void {
    const known = documentStatusSchema.parse(status);
    this.write(() =>
      this.insert.run({
        ...{ path, folder: folderOf(path), state, documentId: summary?.id ?? null },
        ...{ status: known.kind, code: known.kind === "ok" ? null : known.code, reason: known.kind === "ok" ? null : known.reason },
        incomplete: isIncomplete(known) ? 1 : 0,
        ...{ layout: summary?.layout ?? null, projects: summary?.projects ?? 0, indicators: summary?.indicators ?? 0 },
        ...{ findings: summary?.findings ?? 0, unmappedShare: summary?.unmappedShare ?? null },
      }),
    );
  }

  /** Notes something that was not read at all, such as a symbolic link. Throws as {@link add} does. */
  addPassedOver(path: string, reason: string): void {
    this.write(() => this.insertPassedOver.run(path, reason));
  }

  /** The files in the order of their paths. */
  *list(choice: LedgerChoice = "all", limit = Number.MAX_SAFE_INTEGER): Generator<LedgerEntry> {
    const where = choice === "all" ? "" : `WHERE state NOT IN (${wentIn.map((state) => `'${state}'`).join(", ")})`;
    const rows = this.database.prepare(`SELECT ${columns} FROM temp.run_files ${where} ORDER BY path, ordinal LIMIT ?`).iterate(limit);
    for (const row of rows) yield entrySchema.parse(row);
  }

  private write(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw explainSqliteError(error, "The folder for temporary files");
    }
  }
}

const wentIn: readonly ImportState[] = ["new", "present"];

/** The folder of a file; of a member of an archive, the archive. */
function folderOf(path: string): string {
  const member = path.lastIndexOf("!/");
  return member > 0 ? path.slice(0, member) : path.slice(0, Math.max(0, path.search(/[/\\][^/\\]*$/u)));
}
