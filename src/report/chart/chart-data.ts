/** One series of bars: a name and a value for each category; null where there is none. */
export interface ChartSeries {
  readonly name: string;
  /** As `#RRGGBB`; a part has the same colour in every chart in which it stands. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
}

/** What a chart shows: horizontal bars, one row for each category. The same figures can stand beside it as a table. */
export interface ChartData {
  readonly title: string;
  /** What is counted, how, and what is left out. */
  readonly subtitle: string;
  /** The unit of the values, for the axis. */
  readonly unit: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** `stacked`: parts of a whole; `share`: parts of 100 %; `grouped`: side by side. */
  readonly arrangement: "stacked" | "share" | "grouped";
}

/** A row of a query for a chart: to which bar, which part of it, how much. */
export interface ChartRow {
  readonly category: string;
  readonly part: string;
  readonly value: number;
}

/** Bars by size and parts by name: categories in the order of their sums, the greatest first, or as they come. */
export function arrangeRows(rows: readonly ChartRow[], parts: readonly Omit<ChartSeries, "values">[], order: "size" | "given"): Pick<ChartData, "categories" | "series"> {
  const sums = new Map<string, number>();
  for (const { category, value } of rows) sums.set(category, (sums.get(category) ?? 0) + value);
  const categories = [...sums.keys()];
  if (order === "size") categories.sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0) || (a < b ? -1 : 1));
  const values = new Map(rows.map((row) => [`${row.category}\u0000${row.part}`, row.value]));
  const series = parts.map(({ name, colour }) => ({ name, colour, values: categories.map((category) => values.get(`${category}\u0000${name}`) ?? null) }));
  return { categories, series: series.filter((one) => one.values.some((value) => value !== null)) };
}

/** The first categories, and what was left off: how many, and what they sum to. */
export interface FirstCategories {
  readonly data: ChartData;
  readonly rest: { readonly count: number; readonly sum: number } | undefined;
}

/** Leaves off the categories after the first `count`; one that would be left off alone stays. */
export function takeFirst(data: ChartData, count: number): FirstCategories {
  const restCount = data.categories.length - count;
  if (restCount <= 1) return { data, rest: undefined };
  const left = data.series.flatMap((series) => series.values.slice(count));
  const series = data.series.map((one) => ({ ...one, values: one.values.slice(0, count) }));
  return {
    data: { ...data, categories: data.categories.slice(0, count), series },
    rest: { count: restCount, sum: left.reduce<number>((sum, value) => sum + (value ?? 0), 0) },
  };
}
