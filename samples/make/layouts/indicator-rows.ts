import type { Indicator } from "../../../src/canonical/record.ts";
import { level, type RowCell } from "../form.ts";

/** The cells that follow the two level cells in a row. */
type PrintRest = (indicator: Indicator) => readonly RowCell[];

/**
 * Rows of an indicator table whose level cells are merged over the rows that share them. With `mergeLevel2` false the
 * second level is printed in every row, as many forms do.
 */
export function drawIndicatorRows(indicators: readonly Indicator[], printRest: PrintRest, options: { mergeLevel2: boolean }): RowCell[][] {
  return indicators.map((indicator, index) => {
    const before = indicators[index - 1];
    const cells: RowCell[] = [];
    if (before?.level1 !== indicator.level1) cells.push(level(indicator.level1 ?? "", countRun(indicators, index, (one) => one.level1)));
    const sameLevel2 = before?.level1 === indicator.level1 && before.level2 === indicator.level2;
    if (!options.mergeLevel2) cells.push(level(indicator.level2 ?? ""));
    else if (!sameLevel2) cells.push(level(indicator.level2 ?? "", countRun(indicators, index, (one) => `${one.level1 ?? ""}/${one.level2 ?? ""}`)));
    return [...cells, ...printRest(indicator)];
  });
}

/** How many indicators from `start` on share what `key` gives. */
function countRun(indicators: readonly Indicator[], start: number, key: (indicator: Indicator) => string | null): number {
  const first = indicators[start];
  let end = start;
  while (end < indicators.length && first !== undefined && indicators[end] !== undefined && key(indicators[end] ?? first) === key(first)) end += 1;
  return end - start;
}
