import { z } from "zod";
import type { Database } from "../../store/open-database.ts";
import type { TextKind } from "./text-kinds.ts";

export const ownerKinds = ["project", "department"] as const;
export type OwnerKind = (typeof ownerKinds)[number];

/** One text that is searched: which it is among those of its owner, and its fields by name. */
export interface SearchedText {
  readonly kind: TextKind;
  /** Null for the owner itself; the name of a goal or of a narrative; the ordinal of an indicator or an item (`b0`, `s0`). */
  readonly part: string | number | null;
  readonly fields: Readonly<Record<string, string | null>>;
}

/** Where and when an owner's texts belong, for filters. */
export interface OwnerFacts {
  readonly regionCode: string | null;
  readonly fiscalYear: number | null;
}

const text = z.string().nullable();
const factsShape = { regionCode: text, fiscalYear: z.int().nullable() };
const projectSchema = z.object({
  ...factsShape,
  name: text,
  code: text,
  reportingUnit: text,
  supervisingDepartment: text,
  implementingUnit: text,
  category: text,
  overall: text,
  annual: text,
});
const departmentSchema = z.object({ ...factsShape, name: text, fundingDepartment: text, goal: text });
const indicatorSchema = z.object({ ordinal: z.int(), name: text, explanation: text, target: text, note: text });
const itemSchema = z.object({ part: z.string(), name: text, note: text });
const narrativeSchema = z.object({ kind: z.string(), text: z.string() });

const projectSql = `SELECT region_code AS regionCode, fiscal_year AS fiscalYear, name, code, reporting_unit AS reportingUnit,
  supervising_department AS supervisingDepartment, implementing_unit AS implementingUnit, category, goal_overall AS overall, goal_annual AS annual
  FROM projects WHERE id = ?`;
const departmentSql = `SELECT g.region_code AS regionCode, g.fiscal_year AS fiscalYear, d.name, d.funding_department AS fundingDepartment, d.goal
  FROM departments d JOIN filings g ON g.id = d.filing_id WHERE d.id = ?`;
const itemSql = `SELECT 'b' || ordinal AS part, name, concat_ws(' ', group_name, note) AS note FROM budget_items WHERE project_id = @id
  UNION ALL SELECT 's' || ordinal, content, NULL FROM schedule_items WHERE project_id = @id`;

function indicatorSql(column: string): string {
  return `SELECT ordinal, name, explanation, target_raw AS target, note FROM indicators WHERE ${column} = ? ORDER BY ordinal`;
}

/** An owner's facts with all its texts; undefined where it is no longer there. */
export type OwnerTexts = { readonly facts: OwnerFacts; readonly texts: readonly SearchedText[] } | undefined;

/** Prepares the reading of everything that is searched of one owner. */
export function prepareSearchedTexts(database: Database): (kind: OwnerKind, id: number) => OwnerTexts {
  const readers = { project: prepareProject(database), department: prepareDepartment(database) };
  return (kind, id) => readers[kind](id);
}

function prepareProject(database: Database): (id: number) => OwnerTexts {
  const project = database.prepare(projectSql);
  const indicators = database.prepare(indicatorSql("project_id"));
  const items = database.prepare(itemSql);
  const narratives = database.prepare("SELECT kind, text FROM narratives WHERE project_id = ? ORDER BY kind");
  return (id) => {
    const row = projectSchema.optional().parse(project.get(id));
    if (row === undefined) return undefined;
    const { regionCode, fiscalYear, overall, annual, ...fields } = row;
    const texts: SearchedText[] = [
      { kind: "project", part: null, fields },
      ...goalText("overall", overall),
      ...goalText("annual", annual),
      ...toIndicators(indicators.all(id)),
      ...z.array(itemSchema).parse(items.all({ id })).map(({ part, ...item }) => ({ kind: "item" as const, part, fields: item })),
      ...z.array(narrativeSchema).parse(narratives.all(id)).map(({ kind, text }) => ({ kind: "prose" as const, part: kind, fields: { [kind]: text } })),
    ];
    return { facts: { regionCode, fiscalYear }, texts };
  };
}

function prepareDepartment(database: Database): (id: number) => OwnerTexts {
  const department = database.prepare(departmentSql);
  const indicators = database.prepare(indicatorSql("department_id"));
  return (id) => {
    const row = departmentSchema.optional().parse(department.get(id));
    if (row === undefined) return undefined;
    const { regionCode, fiscalYear, goal, ...fields } = row;
    const texts: SearchedText[] = [{ kind: "department", part: null, fields }, ...goalText("goal", goal), ...toIndicators(indicators.all(id))];
    return { facts: { regionCode, fiscalYear }, texts };
  };
}

function goalText(part: string, goal: string | null): SearchedText[] {
  return goal === null ? [] : [{ kind: "goal", part, fields: { [part]: goal } }];
}

function toIndicators(rows: readonly unknown[]): SearchedText[] {
  return z.array(indicatorSchema).parse(rows).map(({ ordinal, ...fields }) => ({ kind: "indicator", part: ordinal, fields }));
}
