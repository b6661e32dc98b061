/** What can be found. The order is that of the index, and of weight: names come before prose. */
export const textKinds = ["project", "department", "indicator", "goal", "item", "prose"] as const;
export type TextKind = (typeof textKinds)[number];
