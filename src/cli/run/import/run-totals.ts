import type { ImportedFile, ImportState } from "../../../pipeline/batch/import-event.ts";
import { isIncomplete } from "../../../store/document-status.ts";

/** The sums of a run. */
export interface RunTotals {
  /** Documents by how their import ended. */
  readonly documents: Readonly<Record<ImportState, number>>;
  /** Of those that went in, so many did not go in whole. */
  readonly incomplete: number;
  readonly projects: number;
  readonly indicators: number;
  readonly findings: number;
}

/** Adds a run's documents up. */
export class RunCounter {
  private readonly documents: Record<ImportState, number> = { new: 0, present: 0, failed: 0, "failed-before": 0, kept: 0 };
  private readonly sums = { incomplete: 0, projects: 0, indicators: 0, findings: 0 };

  add({ state, status, summary }: ImportedFile): void {
    this.documents[state] += 1;
    this.sums.projects += summary?.projects ?? 0;
    this.sums.indicators += summary?.indicators ?? 0;
    this.sums.findings += summary?.findings ?? 0;
    if (isIncomplete(status) && state !== "present") this.sums.incomplete += 1;
  }

  get totals(): RunTotals {
    return { documents: { ...this.documents }, ...this.sums };
  }
}

/** How many documents a run was through with. */
export function countDocuments({ documents }: RunTotals): number {
  return Object.values(documents).reduce((sum, count) => sum + count, 0);
}

/** Whether some document did not go in, or not whole. */
export function someFailed({ documents, incomplete }: RunTotals): boolean {
  return documents.failed + documents["failed-before"] + documents.kept + incomplete > 0;
}
