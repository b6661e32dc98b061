import path from "node:path";
import type { ImportState } from "../../../pipeline/batch/import-event.ts";
import type { LedgerEntry, RunLedger } from "../../../report/closing/run-ledger.ts";
import { say, writeOutput } from "../../print/output.ts";
import { printable } from "../../print/printable.ts";
import { printRows, type Row, type RowFormat } from "../../print/print-rows.ts";

/** A closing table names each document up to so many; beyond, only those that need a look, and the sums. */
const rowsShown = 200;

const columns = ["document", "state", "layout", "projects", "indicators", "findings", "unmapped"];

const stateWords: Readonly<Record<ImportState, string>> = {
  new: "in",
  present: "already in",
  failed: "failed",
  "failed-before": "failed before",
  kept: "earlier kept",
};

/** A spreadsheet takes a cell that begins so for a formula, and a shell a word with `-` for an option. */
const activeStart = /^[=+\-@＝＋－＠]/u;

/** Prints a run's documents to standard output, in the order of their paths. */
export async function printClosingTable(ledger: RunLedger, documents: number, format: RowFormat): Promise<void> {
  const all = format !== "table" || documents <= rowsShown;
  let shown = 0;
  const rows = function* (): Generator<Row> {
    for (const entry of all ? ledger.list() : ledger.list("to-look-at", rowsShown)) {
      shown += 1;
      yield describeEntry(entry, format);
    }
  };
  await printRows(rows(), columns, format, writeOutput);
  if (shown < documents) say(`(${documents} documents; the table shows ${shown} that need a look)`);
}

/** The path as the person would write it from where they are; a name that programs would act on begins with `./`. */
export function shortPath(file: string): string {
  const short = path.relative(process.cwd(), file) || file;
  return activeStart.test(short) ? `.${path.sep}${short}` : short;
}

function describeEntry({ path: file, state, status, layout, projects, indicators, findings, unmappedShare }: LedgerEntry, format: RowFormat): Row {
  const document = shortPath(file);
  return {
    // JSON has escapes of its own; in CSV, a name must not break its line or turn the direction of the next cell.
    document: format === "csv" ? printable(document) : document,
    state: state === "new" && status === "doubtful" ? "in, look at it" : stateWords[state],
    ...{ layout, projects, indicators, findings },
    unmapped: unmappedShare === null ? null : `${(100 * unmappedShare).toFixed(1)} %`,
  };
}
