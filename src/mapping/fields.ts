import { narrativeKinds } from "../canonical/record.ts";

/** What kind of text a field takes; decides how it is parsed and what fits it. */
export type FieldType =
  | "text"
  | "prose"
  | "organisation"
  | "person"
  | "phone"
  | "code"
  | "money"
  | "count"
  | "number"
  | "year"
  | "date"
  | "date-range"
  | "period"
  | "choice"
  | "level1"
  | "level2"
  | "indicator-name"
  | "comparator"
  | "target"
  | "target-unit"
  | "funding-source"
  | "direction";

/** Which list of the record a field's row belongs to; `form` fields stand once in a form. */
export type FieldList = "form" | "schedule" | "funding" | "budgetItems" | "indicators" | "tasks";

export interface FieldDefinition {
  readonly type: FieldType;
  readonly list: FieldList;
}

const form = (type: FieldType): FieldDefinition => ({ type, list: "form" });
const row = (list: FieldList, type: FieldType): FieldDefinition => ({ list, type });

const fundingSources = [
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
] as const;

/**
 * Every field a mapping may name, with what it takes. The names are the record's own paths, shortened where a list is
 * meant: `funding.fiscal` is the amount of the funding row whose source is `fiscal`.
 */
export const fieldDefinitions: ReadonlyMap<string, FieldDefinition> = new Map<string, FieldDefinition>([
  ["formTitle", form("text")],
  ["fiscalYear", form("year")],
  ["reportingUnit", form("organisation")],
  ["preparer.name", form("person")],
  ["preparer.phone", form("phone")],
  ["preparer.date", form("date")],
  ["statement.unitCount", form("count")],
  ["statement.projectCount", form("count")],
  ["statement.amount", form("money")],
  ["name", form("text")],
  ["code", form("code")],
  ["nature", form("choice")],
  ["category", form("text")],
  ["taskGroup", form("text")],
  ["sequence", form("number")],
  ["supervisingDepartment", form("organisation")],
  ["supervisingDepartmentCode", form("code")],
  ["implementingUnit", form("organisation")],
  ["manager", form("person")],
  ["phone", form("phone")],
  ["startDate", form("date")],
  ["endDate", form("date")],
  ["startDate~endDate", form("date-range")],
  ...narrativeKinds.map((name) => [`narratives.${name}`, form("prose")] as const),
  ["goals.overall", form("prose")],
  ["goals.annual", form("prose")],
  ["department.name", form("organisation")],
  ["department.fundingDepartment", form("organisation")],
  ["department.staffCount", form("count")],
  ["department.subordinateUnitCount", form("count")],
  ["department.goal", form("prose")],
  ["department.budget.expenditure.basic", form("money")],
  ["department.budget.expenditure.project", form("money")],
  ["department.budget.income.fiscal", form("money")],
  ["department.budget.income.other", form("money")],
  ["schedule.content", row("schedule", "text")],
  ["schedule.start", row("schedule", "date")],
  ["schedule.end", row("schedule", "date")],
  ["schedule.start~end", row("schedule", "date-range")],
  ["funding.period", row("funding", "period")],
  ["funding.source", row("funding", "funding-source")],
  ["funding.amount", row("funding", "money")],
  ...fundingSources.map((source) => [`funding.${source}`, row("funding", "money")] as const),
  ["budgetItems.group", row("budgetItems", "text")],
  ["budgetItems.name", row("budgetItems", "text")],
  ["budgetItems.quantity", row("budgetItems", "number")],
  ["budgetItems.quantityUnit", row("budgetItems", "target-unit")],
  ["budgetItems.unitPrice", row("budgetItems", "money")],
  ["budgetItems.amount", row("budgetItems", "money")],
  ["budgetItems.note", row("budgetItems", "text")],
  ["indicators.level1", row("indicators", "level1")],
  ["indicators.level2", row("indicators", "level2")],
  ["indicators.name", row("indicators", "indicator-name")],
  ["indicators.explanation", row("indicators", "text")],
  ["indicators.comparator", row("indicators", "comparator")],
  ["indicators.target", row("indicators", "target")],
  ["indicators.target.overall", row("indicators", "target")],
  ["indicators.target.annual", row("indicators", "target")],
  ["indicators.unit", row("indicators", "target-unit")],
  ["indicators.weight", row("indicators", "number")],
  ["indicators.direction", row("indicators", "direction")],
  ["indicators.note", row("indicators", "text")],
]);

/** What a field takes. @throws {Error} when no such field exists; mappings are checked at load, so that is a bug. */
export function getFieldDefinition(field: string): FieldDefinition {
  const definition = fieldDefinitions.get(field);
  if (definition === undefined) throw new Error(`No field is called ${field}.`);
  return definition;
}
