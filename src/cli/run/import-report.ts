import path from "node:path";
import type { ImportedFile, ImportEvent, ImportState } from "../../pipeline/batch/import-event.ts";
import { isIncomplete } from "../../store/document-status.ts";
import { ProgressLine } from "../print/progress-line.ts";
import { say, writeOutput } from "../print/output.ts";
import { printable } from "../print/printable.ts";
import { printRows, type Row, type RowFormat } from "../print/print-rows.ts";

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

/** Follows an import: progress, a line for each document that did not go in whole, and the closing table. */
export class ImportReport {
  private readonly format: RowFormat;
  private readonly databaseFile: string;
  private readonly progress = new ProgressLine();
  private readonly rows: Row[] = [];
  private readonly counts: Record<ImportState, number> = { new: 0, present: 0, failed: 0, "failed-before": 0, kept: 0 };
  private readonly sums = { projects: 0, indicators: 0, findings: 0 };
  private incomplete = 0;
  private found = 0;

  constructor(options: { readonly format: RowFormat; readonly db: string }) {
    this.format = options.format;
    this.databaseFile = options.db;
  }

  /** Whether some document did not go in, or not whole. */
  get someFailed(): boolean {
    const { failed, "failed-before": before, kept } = this.counts;
    return failed + before + kept + this.incomplete > 0;
  }

  readonly receive = (event: ImportEvent): void => {
    if (event.kind === "found") this.found += 1;
    else if (event.kind === "page" && event.total > 1) this.showPage(event);
    else if (event.kind === "page") return;
    else if (event.kind === "file") this.receiveFile(event.file);
    else this.tell(event.path, `${event.reason}; it was passed over`);
  };

  /** Prints the closing table to standard output and the sums to standard error. */
  async close(): Promise<void> {
    this.progress.clear();
    const all = this.format !== "table" || this.rows.length <= rowsShown;
    const shown = all ? this.rows : this.rows.filter((row) => row["state"] !== stateWords.new && row["state"] !== stateWords.present).slice(0, rowsShown);
    await printRows(sortRows(shown), columns, this.format, writeOutput);
    if (shown.length < this.rows.length) say(`(${this.rows.length} documents; the table shows ${shown.length} that need a look)`);
    this.sayTotals();
  }

  private receiveFile(file: ImportedFile): void {
    this.counts[file.state] += 1;
    this.sums.projects += file.summary?.projects ?? 0;
    this.sums.indicators += file.summary?.indicators ?? 0;
    this.sums.findings += file.summary?.findings ?? 0;
    this.rows.push(describeFile(file));
    this.tellFaults(file);
    this.showProgress(path.basename(file.path));
  }

  private tellFaults({ path: file, state, status }: ImportedFile): void {
    if (status.kind === "ok") return;
    if (isIncomplete(status) && state !== "present") this.incomplete += 1;
    if (status.kind === "failed" || (isIncomplete(status) && state !== "present")) {
      const again = state === "failed-before" ? " (nothing has changed since; --refresh tries again)" : "";
      this.tell(file, `${status.reason}${again}`);
    }
  }

  private tell(file: string, what: string): void {
    this.progress.clear();
    // Reasons begin with the file's own name, which the line begins with already.
    const name = `${path.basename(file)} `;
    say(`${printable(shortPath(file))}: ${printable(what.startsWith(name) ? what.slice(name.length) : what)}`);
  }

  private showPage({ path: file, done, total }: { path: string; done: number; total: number }): void {
    this.showProgress(`${path.basename(file)} page ${done} of ${total}`);
  }

  private showProgress(what: string): void {
    const { failed, "failed-before": before, kept } = this.counts;
    const failures = failed + before + kept;
    this.progress.show(`${this.rows.length} of ${this.found}${failures > 0 ? `, ${failures} failed` : ""}  ${printable(what)}`);
  }

  private sayTotals(): void {
    const { projects, indicators, findings } = this.sums;
    const counted = Object.entries(stateWords).flatMap(([state, word]) => {
      const count = Object.entries(this.counts).find(([each]) => each === state)?.[1] ?? 0;
      return count === 0 ? [] : [`${count} ${word}`];
    });
    say(`${this.rows.length} documents: ${counted.join(", ") || "none found"}; ${projects} projects, ${indicators} indicators, ${findings} findings. Database: ${this.databaseFile}`);
  }
}

/** The path as the person would write it from where they are. */
function shortPath(file: string): string {
  return path.relative(process.cwd(), file) || file;
}

function describeFile({ path: file, state, summary }: ImportedFile): Row {
  const share = summary?.unmappedShare;
  return {
    document: shortPath(file),
    state: state === "new" && summary?.status.kind === "doubtful" ? "in, look at it" : stateWords[state],
    layout: summary?.layout ?? null,
    projects: summary?.projects ?? 0,
    indicators: summary?.indicators ?? 0,
    findings: summary?.findings ?? 0,
    unmapped: share === null || share === undefined ? null : `${(100 * share).toFixed(1)} %`,
  };
}

function sortRows(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (String(a["document"]) < String(b["document"]) ? -1 : 1));
}
