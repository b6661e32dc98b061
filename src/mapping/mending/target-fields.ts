/** The fields that hold an indicator's target, with or without its comparator and unit. */
export const targetFields: ReadonlySet<string> = new Set(["indicators.target", "indicators.target.overall", "indicators.target.annual"]);
