/** What kind of value a field of the record holds, and with it how it is shown and edited. */
export type FieldType =
  | { readonly kind: "money" | "date" | "count" | "number" | "year" | "phone" | "region-code" }
  | { readonly kind: "target" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "text"; readonly isLong: boolean };

const choices: Readonly<Record<string, readonly string[]>> = {
  nature: ["new", "continuing"],
  side: ["expenditure", "income"],
  item: ["basic", "project", "fiscal", "other"],
  direction: ["positive", "negative", "qualitative"],
  level1Code: ["output", "benefit", "satisfaction", "cost"],
  level2Code: ["quantity", "quality", "timeliness", "cost", "economic", "social", "ecological", "sustainability", "service-satisfaction"],
  source: [
    "total",
    "fiscal",
    "fiscal-current-year",
    "business-income",
    "superior-subsidy",
    "affiliated-remittance",
    "operating-income",
    "fund-balance",
    "carry-over",
    "other",
  ],
};

const simpleKinds: Readonly<Record<string, "date" | "count" | "number" | "year" | "phone">> = {
  startDate: "date",
  endDate: "date",
  start: "date",
  end: "date",
  date: "date",
  staffCount: "count",
  subordinateUnitCount: "count",
  projectCount: "count",
  unitCount: "count",
  sequence: "number",
  quantity: "number",
  weight: "number",
  fiscalYear: "year",
  phone: "phone",
};

/** The type of the field at a record path, told by its name. */
export function findFieldType(path: string): FieldType {
  if (/\.target(?:\.\w+)?$/u.test(path)) return { kind: "target" };
  const name = /(\w+)$/u.exec(path)?.[1] ?? "";
  if (name.endsWith("Fen")) return { kind: "money" };
  if (/\.region\.code$/u.test(path)) return { kind: "region-code" };
  const options = findChoices(path, name);
  if (options !== undefined) return { kind: "choice", options };
  const kind = simpleKinds[name];
  if (kind !== undefined) return { kind };
  return { kind: "text", isLong: /\.(?:narratives|goals)\.\w+$|\.goal$|\.(?:content|note|explanation)$/u.test(path) };
}

/** Two fields share the names `scope` and `kind` with others of different choices. */
function findChoices(path: string, name: string): readonly string[] | undefined {
  if (name === "scope") return path.includes(".funding[") ? ["whole", "annual"] : ["overall", "annual"];
  if (name === "kind") return ["project", "department"];
  return Object.hasOwn(choices, name) ? choices[name] : undefined;
}

/** Whether the record cannot be without a value in this field: it tells what the others beside it are about. */
export function isRequired(path: string): boolean {
  return /^filings\[\d+\]\.kind$|\]\.(?:scope|source|side|item)$/u.test(path);
}
