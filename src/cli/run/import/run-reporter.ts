import type { ImportEvent } from "../../../pipeline/batch/import-event.ts";
import type { Language } from "../../../messages/language.ts";
import { programVersion } from "../../../pipeline/package-file.ts";
import { RunLedger } from "../../../report/closing/run-ledger.ts";
import { writeClosing } from "../../../report/closing/write-closing.ts";
import type { Database } from "../../../store/open-database.ts";
import { formatMessage } from "../../../messages/language.ts";
import type { RowFormat } from "../../print/print-rows.ts";
import { printable } from "../../print/printable.ts";
import { printClosingTable } from "./closing-table.ts";
import { describeTime } from "./describe-progress.ts";
import { EventStream } from "./event-stream.ts";
import { ProgressMeter } from "./progress-meter.ts";
import { prepareRunEvents, type RunEnd, type RunEvent } from "./run-events.ts";
import type { RunLog } from "./run-log.ts";
import { countDocuments, RunCounter, someFailed } from "./run-totals.ts";
import { TerminalReport } from "./terminal-report.ts";

/** What a run is, and what it is to be told to. */
export interface RunSettings {
  readonly language: Language;
  readonly databaseFile: string;
  readonly paths: readonly string[];
  readonly jobs: number;
  readonly watch: boolean;
  readonly format: RowFormat;
  /** Whether events go to standard output, in place of the closing table. */
  readonly json: boolean;
  readonly log: RunLog | undefined;
  /** Where the closing report goes. */
  readonly reportFile: string | undefined;
}

/** Follows an import and tells of it: the terminal, other programs, the log, the closing table and report. */
export class RunReporter {
  private readonly settings: RunSettings;
  private readonly database: Database;
  private readonly started = performance.now();
  private readonly meter = new ProgressMeter();
  private readonly counter = new RunCounter();
  private readonly ledger: RunLedger;
  private readonly terminal: TerminalReport;
  private readonly stream: EventStream | undefined;
  private isNews = true;
  private readonly toRunEvents: (event: ImportEvent) => RunEvent[];

  constructor(database: Database, settings: RunSettings) {
    this.settings = settings;
    this.database = database;
    this.ledger = new RunLedger(database);
    this.terminal = new TerminalReport(settings.language, this.meter);
    this.stream = settings.json ? new EventStream(this.meter) : undefined;
    this.toRunEvents = prepareRunEvents(database);
    const { databaseFile, paths, jobs, watch } = settings;
    this.tell({ event: "start", version: programVersion(), database: databaseFile, paths, jobs, watch });
  }

  /** Whether some document did not go in, or not whole. */
  get someFailed(): boolean {
    return someFailed(this.counter.totals);
  }

  readonly receive = (event: ImportEvent): void => {
    this.meter.receive(event);
    this.isNews = true;
    if (event.kind === "file") {
      this.counter.add(event.file);
      this.ledger.add(event.file);
    } else if (event.kind === "passed-over") {
      this.ledger.addPassedOver(event.path, event.reason);
    }
    this.terminal.receive(event);
    // Counting a document's findings costs a query: only where someone listens.
    if (this.stream !== undefined || this.settings.log !== undefined) for (const one of this.toRunEvents(event)) this.tell(one);
  };

  /** Says one thing to the person, on a line of its own. */
  say(line: string): void {
    this.terminal.say(line);
  }

  /** In a watch: all that was found is done with. Told once for each time that something was. */
  wait(): void {
    if (!this.isNews) return;
    this.isNews = false;
    this.tell({ event: "waiting" });
    this.writeReport("whole", null);
  }

  /** Tells how the run ended: sums, closing table or last event, and report. */
  async close(how: RunEnd, fault: string | null): Promise<void> {
    const { totals } = this.counter;
    const { databaseFile, watch, format, language, reportFile, log } = this.settings;
    this.writeReport(how, fault);
    this.tell({ event: "end", how, fault, seconds: Math.round(this.seconds()), database: databaseFile, ...totals });
    if (this.stream === undefined && !watch) await printClosingTable(this.ledger, countDocuments(totals), format);
    this.terminal.close(totals, databaseFile);
    if (reportFile !== undefined) this.say(formatMessage(language, "import.report.written", { file: printable(reportFile) }));
    log?.close();
  }

  private tell(event: RunEvent): void {
    this.stream?.tell(event);
    this.settings.log?.tell(event);
  }

  private writeReport(how: RunEnd, fault: string | null): void {
    const { reportFile, language, paths, databaseFile } = this.settings;
    if (reportFile === undefined) return;
    const endedAt = new Date().toISOString();
    const length = describeTime(language, this.seconds());
    writeClosing(this.database, reportFile, language, { endedAt, length, how, fault, paths, database: databaseFile, program: `jixiao ${programVersion()}` });
  }

  private seconds(): number {
    return (performance.now() - this.started) / 1000;
  }
}
