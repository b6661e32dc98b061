import { stripTraces } from "../../canonical/traced.ts";

type CompareTexts = (one: string | null, other: string | null) => number;

/** For each list of the record: the fields that must agree for two items to be one, and the one whose text tells how alike they are. */
const lists: Readonly<Record<string, { readonly exact: readonly string[]; readonly text: string | null }>> = {
  filings: { exact: ["kind"], text: null },
  projects: { exact: [], text: "name" },
  funding: { exact: ["scope", "source"], text: null },
  budgetItems: { exact: ["fiscalYear"], text: "name" },
  indicators: { exact: ["scope"], text: "name" },
  schedule: { exact: [], text: "content" },
  budget: { exact: ["side", "item"], text: null },
};

/** How alike two items of a list are, 0 to 1. Codes that agree settle it for projects. */
export function itemLikeness(list: string, compareTexts: CompareTexts): (one: unknown, other: unknown) => number {
  const rule = lists[list] ?? { exact: [], text: null };
  return (one, other) => {
    if (rule.exact.some((field) => read(one, field) !== read(other, field))) return 0;
    if (list === "projects" && read(one, "code") !== null && read(one, "code") === read(other, "code")) return 1;
    if (rule.text === null) return 1;
    return compareTexts(toText(read(one, rule.text)), toText(read(other, rule.text)));
  };
}

function read(item: unknown, field: string): unknown {
  if (typeof item !== "object" || item === null || !Object.hasOwn(item, field)) return null;
  const node: unknown = Reflect.get(item, field);
  return stripTraces(node) ?? null;
}

function toText(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
