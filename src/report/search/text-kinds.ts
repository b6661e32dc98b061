/** What can be found. The order is that of the index: names come before prose. */
export const textKinds = ["project", "department", "goal", "indicator", "item", "prose"] as const;
export type TextKind = (typeof textKinds)[number];
