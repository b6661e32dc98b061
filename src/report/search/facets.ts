import type { OwnerFacts } from "./searched-texts.ts";

/** Words of the index that stand for a region, with every region around it, and for a year; no text holds such words. */
export function facetsOf(facts: OwnerFacts | undefined): string {
  const code = facts?.regionCode ?? "";
  const regions = [2, 4, 6].filter((length) => code.length >= length).map((length) => regionFacet(code.slice(0, length)));
  const year = facts?.fiscalYear ?? null;
  return [...new Set(regions), ...(year === null ? [] : [yearFacet(year)])].join(" ");
}

/** The word for a region by the digits of its code that are its own: 54, 5403, 540302. */
export function regionFacet(prefix: string): string {
  return `r${prefix}`;
}

/** The word for a fiscal year. */
export function yearFacet(year: number): string {
  return `y${year}`;
}
