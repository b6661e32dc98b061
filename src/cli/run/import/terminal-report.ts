import path from "node:path";
import type { ImportedFile, ImportEvent, ImportState } from "../../../pipeline/batch/import-event.ts";
import { formatMessage, type Language } from "../../../messages/language.ts";
import { isIncomplete } from "../../../store/document-status.ts";
import { ProgressLine } from "../../print/progress-line.ts";
import { say } from "../../print/output.ts";
import { printable } from "../../print/printable.ts";
import { shortPath } from "./closing-table.ts";
import { describeProgress } from "./describe-progress.ts";
import type { ProgressMeter } from "./progress-meter.ts";
import { countDocuments, type RunTotals } from "./run-totals.ts";

const states: readonly ImportState[] = ["new", "present", "failed", "failed-before", "kept"];

/** What a person at the terminal is told: progress, a line for each document that did not go in whole, and the sums. */
export class TerminalReport {
  private readonly language: Language;
  private readonly meter: ProgressMeter;
  private readonly progress = new ProgressLine();

  constructor(language: Language, meter: ProgressMeter) {
    this.language = language;
    this.meter = meter;
  }

  readonly receive = (event: ImportEvent): void => {
    if (event.kind === "page" && event.total > 1) this.showProgress(formatMessage(this.language, "import.progress.page", { ...event, file: path.basename(event.path) }));
    else if (event.kind === "file") this.receiveFile(event.file);
    else if (event.kind === "passed-over") this.tell(event.path, `${event.reason}; it was passed over`);
    else if (event.kind === "gone") this.tell(event.path, "was taken away before it was read; it was passed over");
  };

  /** Says one thing, on a line of its own. */
  say(line: string): void {
    this.progress.clear();
    say(line);
  }

  /** Says the sums of the run. */
  close(totals: RunTotals, databaseFile: string): void {
    const { projects, indicators, findings } = totals;
    const counted = states.flatMap((state) => {
      const count = totals.documents[state];
      return count === 0 ? [] : [formatMessage(this.language, `import.state.${state}`, { count })];
    });
    const outcomes = counted.join(formatMessage(this.language, "import.comma")) || formatMessage(this.language, "import.none");
    const values = { documents: countDocuments(totals), outcomes, projects, indicators, findings, database: printable(databaseFile) };
    this.say(formatMessage(this.language, "import.closing", values));
  }

  private receiveFile(file: ImportedFile): void {
    this.tellFaults(file);
    this.showProgress(path.basename(file.path));
  }

  private tellFaults({ path: file, state, status }: ImportedFile): void {
    const incomplete = isIncomplete(status) && state !== "present";
    if (status.kind === "ok" || (status.kind === "doubtful" && !incomplete)) return;
    const again = state === "failed-before" ? " (nothing has changed since; --refresh tries again)" : "";
    this.tell(file, `${status.reason}${again}`);
  }

  private tell(file: string, what: string): void {
    // Reasons begin with the file's own name, which the line begins with already.
    const name = `${path.basename(file)} `;
    this.say(`${printable(shortPath(file))}: ${printable(what.startsWith(name) ? what.slice(name.length) : what)}`);
  }

  private showProgress(what: string): void {
    this.progress.show(() => `${describeProgress(this.language, this.meter.read())}  ${printable(what)}`);
  }
}
