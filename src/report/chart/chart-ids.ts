/** The charts there are. */
export const chartIds = [
  "budget-by-region",
  "budget-by-department",
  "budget-by-year",
  "funding-sources",
  "indicators-by-level",
  "measurable-targets",
  "findings-by-code",
  "reading-quality",
] as const;
export type ChartId = (typeof chartIds)[number];

/** The languages of titles and labels. */
export const chartLanguages = ["zh", "en"] as const;
export type ChartLanguage = (typeof chartLanguages)[number];
