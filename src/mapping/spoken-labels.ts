import type { ReadRow } from "./readings.ts";

const closingQuote = /^[”’」』]/u;

/**
 * The rows without what stands behind a label that a note only speaks of (`2．“总体绩效目标”应体现与…`): no value begins with the end
 * of a quotation. Its characters stay unmapped.
 */
export function dropSpokenLabels(rows: readonly ReadRow[]): ReadRow[] {
  return rows.map((row) => {
    const readings = row.readings.filter(({ text }) => !closingQuote.test(text.trimStart()));
    return readings.length === row.readings.length ? row : { ...row, readings };
  });
}
