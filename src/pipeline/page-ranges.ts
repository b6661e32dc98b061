import type { PageRange } from "./worker/messages.ts";

/**
 * Reads a list of pages as a person writes it: `3`, `3-7`, `1,4-6`. Pages count from 1.
 * @throws {RangeError} when the text is no such list.
 */
export function parsePageRanges(text: string): PageRange[] {
  return text.split(",").map((part) => {
    const match = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/u.exec(part);
    const first = Number(match?.[1] ?? Number.NaN);
    const last = Number(match?.[2] ?? match?.[1] ?? Number.NaN);
    if (!(first >= 1 && last >= first)) throw new RangeError(`"${text}" is no list of pages; write it as 3, 3-7 or 1,4-6`);
    return { first, last };
  });
}

/** Whether a page is in one of the ranges. */
export function includesPage(ranges: readonly PageRange[], page: number): boolean {
  return ranges.some(({ first, last }) => first <= page && page <= last);
}
