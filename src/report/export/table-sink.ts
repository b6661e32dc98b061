import type { ExportRow, ExportTable } from "./export-tables.ts";

/** Takes exported tables, one after the other, and writes them in some format. */
export interface TableSink {
  /** Begins a table; the one before has been ended. */
  begin(table: ExportTable): Promise<void>;
  /** Takes the next rows of the table; resolved when the sink can take more. */
  write(rows: readonly ExportRow[]): Promise<void>;
  /** Ends the table. */
  end(): Promise<void>;
  /** Ends the export. Gives the paths of the files written. */
  finish(): Promise<readonly string[]>;
}

/** How the columns are named in a file: as in the database, or in words. */
export type Headings = "names" | "zh" | "en";
