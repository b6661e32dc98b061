import { countDocumentFindings, type FindingCount } from "../../../report/closing/count-document-findings.ts";
import type { ImportedFile, ImportEvent } from "../../../pipeline/batch/import-event.ts";
import type { Database } from "../../../store/open-database.ts";
import type { Progress } from "./progress-meter.ts";
import type { RunTotals } from "./run-totals.ts";

/** How a run ended: by itself, by a signal, or by a fault of the database or the program. */
export type RunEnd = "whole" | "stopped" | "broken";

/**
 * What an import tells other programs (`--json`) and its log (`--log`), one JSON object a line. Names are kept between
 * versions; new events and new members may come.
 */
export type RunEvent =
  | { readonly event: "start"; readonly version: string; readonly database: string; readonly paths: readonly string[]; readonly jobs: number; readonly watch: boolean }
  | { readonly event: "counted"; readonly files: number }
  | { readonly event: "page"; readonly path: string; readonly done: number; readonly total: number }
  | DocumentEvent
  | { readonly event: "findings"; readonly path: string; readonly counts: readonly FindingCount[] }
  | { readonly event: "failure"; readonly path: string; readonly state: string; readonly code: string; readonly reason: string }
  | { readonly event: "unpacked"; readonly path: string; readonly files: number }
  | { readonly event: "passed-over"; readonly path: string; readonly reason: string }
  | { readonly event: "gone"; readonly path: string }
  | ({ readonly event: "progress" } & Progress)
  | { readonly event: "waiting" }
  | ({ readonly event: "end"; readonly how: RunEnd; readonly fault: string | null; readonly seconds: number; readonly database: string } & RunTotals);

/** A document that was done with, whichever way. `code` says why it is doubtful or failed. */
export interface DocumentEvent {
  readonly event: "document";
  readonly path: string;
  readonly state: string;
  readonly status: string;
  readonly code: string | null;
  readonly layout: string | null;
  readonly projects: number;
  readonly indicators: number;
  readonly findings: number;
  readonly unmappedShare: number | null;
}

/** Puts what the pipeline tells into {@link RunEvent}s; one of its events may give several, or none. */
export function prepareRunEvents(database: Database): (event: ImportEvent) => RunEvent[] {
  const countFindings = countDocumentFindings(database);
  return (event) => {
    switch (event.kind) {
      case "file":
        return fileEvents(event.file, countFindings);
      case "found":
        return [];
      case "counted":
        return [{ event: "counted", files: event.files }];
      case "page":
        return [{ event: "page", path: event.path, done: event.done, total: event.total }];
      case "unpacked":
        return [{ event: "unpacked", path: event.path, files: event.files }];
      case "gone":
        return [{ event: "gone", path: event.path }];
      case "passed-over":
        return [{ event: "passed-over", path: event.path, reason: event.reason }];
    }
  };
}

function fileEvents({ path, state, status, summary }: ImportedFile, countFindings: (documentId: number) => FindingCount[]): RunEvent[] {
  const code = status.kind === "ok" ? null : status.code;
  const events: RunEvent[] = [
    {
      ...{ event: "document", path, state, status: status.kind, code, layout: summary?.layout ?? null },
      ...{ projects: summary?.projects ?? 0, indicators: summary?.indicators ?? 0, findings: summary?.findings ?? 0 },
      unmappedShare: summary?.unmappedShare ?? null,
    },
  ];
  if (status.kind === "failed") events.push({ event: "failure", path, state, code: status.code, reason: status.reason });
  const counts = summary === undefined || summary.findings === 0 ? [] : countFindings(summary.id);
  if (counts.length > 0) events.push({ event: "findings", path, counts });
  return events;
}
