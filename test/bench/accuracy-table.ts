import type { SampleFormat } from "../../samples/make/write-format.ts";

/** One line of the accuracy table. Shares are 0 to 1. */
export interface Row {
  readonly layout: string;
  readonly format: SampleFormat;
  readonly documents: number;
  /** Documents without a single wrong, missing or extra leaf. */
  readonly perfect: number;
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly faults: number;
  readonly leaves: number;
  readonly targetShare: number;
  /** Structure of the tables whose grid is stated; null where there is none. */
  readonly cellF1: number | null;
  readonly unmappedShare: number;
  readonly milliseconds: number;
}

const columns = ["format", "layout", "docs", "perfect", "leaf F1", "precision", "recall", "targets", "cells", "unmapped", "faults", "leaves", "ms/doc"] as const;
const widths = [10, 9, 4, 7, 7, 9, 7, 7, 7, 8, 6, 7, 7] as const;

export function printHead(): string {
  return joinCells(columns);
}

export function printRow(row: Row): string {
  const share = (value: number): string => value.toFixed(4);
  return joinCells([
    row.format,
    row.layout,
    `${row.documents}`,
    `${row.perfect}`,
    share(row.f1),
    share(row.precision),
    share(row.recall),
    share(row.targetShare),
    row.cellF1 === null ? "-" : share(row.cellF1),
    share(row.unmappedShare),
    `${row.faults}`,
    `${row.leaves}`,
    row.milliseconds.toFixed(0),
  ]);
}

function joinCells(cells: readonly string[]): string {
  return cells.map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join("  ");
}

/**
 * The least F1 that a layout and format must reach in the quick check. Scans depend on the reader; Songjiang's texts come
 * torn apart as a poor reader leaves them.
 */
export function floorOf(format: SampleFormat, layout: string): number {
  if (format === "text" && layout === "songjiang") return 0.97;
  if (layout === "other") return 0.95;
  if (format === "scan-150" || format === "photo") return 0.93;
  return format === "scan-200" ? 0.98 : 0.999;
}
