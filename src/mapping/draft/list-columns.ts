import { rateFit } from "../field-fit.ts";
import type { FieldUse, VocabularyEntry } from "../picture.ts";
import { plainUse } from "./draft-elements.ts";
import type { ListHeader } from "./list-headers.ts";

/** The fields that a column's cells may hold: none where it is not wanted, two where its cells are of two kinds. */
export type ColumnUses = readonly FieldUse[];

/** Texts of the rows below a header, by column. */
export type ColumnSamples = readonly (readonly string[])[];

type IndicatorScope = "overall" | "annual" | undefined;

const kindOfTarget = /^(?:定性|定量)(?:指标)?$/u;
const sense = /^(?:正向|反向|逆向|负向|正|反)(?:指标)?$/u;

/**
 * What each column of a header takes. Headings that forms use for different things (指标性质 for ≥ or for 正向, 指标类型 for
 * a level or for 定量, 单位 for a unit or for an office) are told by what stands below them.
 */
export function chooseColumns(header: ListHeader, samples: ColumnSamples, scope: IndicatorScope): ColumnUses[] {
  if (header.list !== "indicators") return header.columns.map(({ entry }) => (entry === undefined ? [] : listUses(header, entry)));
  const fields = header.columns.map(({ entry }, column) => tellByContent(entry?.field, samples[column] ?? []));
  return useIndicatorColumns(fields, header, scope);
}

function listUses(header: ListHeader, entry: VocabularyEntry): ColumnUses {
  if (entry.field === "-" || entry.field === "indicators" || entry.field === "funding") return [];
  if (entry.field === "tasks.name") return [plainUse("name")];
  if (entry.field === "tasks.content") return [plainUse("narratives.content")];
  if (entry.field === "tasks.amount" || (header.list === "tasks" && entry.field === "budgetItems.amount")) return [plainUse("funding.total", "annual")];
  if (header.list === "amounts") return [plainUse(entry.field, entry.scope ?? "annual")];
  // Under a column of years each row's own period tells its scope.
  if (header.columns.some((column) => column.entry?.field === "funding.period")) return [plainUse(entry.field)];
  return [plainUse(ofProject(entry.field), entry.scope ?? (entry.field.startsWith("funding.") ? "annual" : undefined))];
}

/** In a list of projects the unit's column names who carries each of them out. */
function ofProject(field: string): string {
  return field === "reportingUnit" || field === "department.name" ? "implementingUnit" : field;
}

/** The field of an indicator list's column, corrected by its cells. */
function tellByContent(field: string | undefined, samples: readonly string[]): string | undefined {
  const texts = samples.map((text) => text.replace(/\s+/gu, "")).filter((text) => text !== "");
  if (field === undefined || texts.length === 0) return field;
  const all = (test: (text: string) => boolean): boolean => texts.every(test);
  if (field === "indicators.level2" && all((text) => kindOfTarget.test(text))) return "indicators.direction";
  if (field === "indicators.comparator" || field === "indicators.direction") {
    if (texts.some((text) => rateFit("comparator", text) > 0)) return "indicators.comparator";
    return all((text) => kindOfTarget.test(text) || sense.test(text)) ? "indicators.direction" : undefined;
  }
  // A column 单位 among a project's own is the office, not a unit of measure.
  if (field === "indicators.unit" && texts.some((text) => text.length > longestUnit)) return "implementingUnit";
  return field;
}

const longestUnit = 8;

function useIndicatorColumns(fields: readonly (string | undefined)[], header: ListHeader, scope: IndicatorScope): ColumnUses[] {
  const count = (field: string): number => fields.filter((one) => one === field).length;
  const twoLists = count("indicators.name") > 1 && (count("indicators.target") > 1 || count("indicators.level2") > 1);
  const split = fields.includes("indicators.target.overall");
  const signs = fields.includes("indicators.comparator") && !fields.includes("indicators.direction");
  const name = findNameColumn(fields, header);
  const seen = new Set<string>();
  return fields.map((field, column) => {
    if (field === undefined || field === "-") return [];
    const again = seen.has(field);
    seen.add(field);
    // Beside a column for the whole period, the plain column is the year's.
    if (split && field === "indicators.target") return again ? [] : [plainUse("indicators.target.annual")];
    if (twoLists) return [plainUse(field, again ? "annual" : field === "indicators.level1" ? undefined : "overall")];
    if (!field.startsWith("indicators.")) return again ? [] : listUses({ ...header, list: "projects" }, { ...(header.columns[column]?.entry ?? { role: "value" }), field });
    if (field === "indicators.name" && column !== name) return column > name && !fields.includes("indicators.explanation") ? [plainUse("indicators.explanation", scope)] : [];
    if (again && field !== "indicators.name") return [];
    if (field === "indicators.comparator" && signs) return [plainUse(field, scope), plainUse("indicators.direction", scope)];
    return [plainUse(field, scope)];
  });
}

/** Of several columns that may name what is measured: the last level of 三级指标 and 四级指标, else the first. 指标内容 beside it explains. */
function findNameColumn(fields: readonly (string | undefined)[], header: ListHeader): number {
  const columns = fields.flatMap((field, column) => (field === "indicators.name" ? [column] : []));
  const levels = columns.filter((column) => /[三四34]\s*级/u.test(header.columns[column]?.chunk.text ?? ""));
  return levels.at(-1) ?? columns[0] ?? -1;
}
