import { narrativeKinds, type Department, type Filing, type Narratives, type Project } from "../canonical/record.ts";
import { findRegions } from "../canonical/region.ts";
import type { Traced, TracedValue } from "../canonical/traced.ts";
import {
  buildChoice,
  buildCount,
  buildDate,
  buildDateRange,
  buildMoney,
  buildNumber,
  buildPhone,
  buildText,
  buildYear,
  groupByField,
  inside,
  type BuildContext,
  type FieldReadings,
} from "./build-fields.ts";
import { buildIndicators, reportUnknownLevels } from "./build-indicators.ts";
import { buildBudgetItems, buildFunding, buildProseItems, buildSchedule, stated } from "./build-lists.ts";
import type { Mapping } from "./picture.ts";
import type { FieldReading, ReadRow } from "./readings.ts";
import { traceReading } from "./trace.ts";

/** Builds the filing that the rows of one form (or of one form with repeated sections) print. */
export function buildFiling(mapping: Mapping, rows: readonly ReadRow[], context: BuildContext): Traced<Filing> {
  const fields = groupByField(rows.flatMap((row) => row.readings));
  const reportingUnit = buildText(fields, "reportingUnit", "reportingUnit", context);
  const formTitle = buildText(fields, "formTitle", "formTitle", context);
  const kind = mapping.formKinds?.[rows[0]?.form ?? 0] ?? mapping.kind;
  const isDepartment = kind === "department";
  return {
    kind: stated(kind, mapping.id),
    formTitle,
    region: buildRegion(mapping, fields),
    fiscalYear: buildYear(fields, "fiscalYear", "fiscalYear", context),
    reportingUnit,
    preparer: buildPreparer(mapping, fields, context),
    department: isDepartment ? buildDepartment(rows, fields, context) : null,
    projects: isDepartment ? buildTasks(rows, context) : buildProjects(rows, context),
  };
}

/** A form with a line for who filled it in has a preparer, even where the line is blank. */
function buildPreparer(mapping: Mapping, fields: FieldReadings, context: BuildContext): Traced<Filing>["preparer"] {
  const asked = mapping.rows.some((row) => row.elements.some((element) => element.kind === "field" && element.use.field.startsWith("preparer.")));
  if (!asked) return null;
  const here = inside(context, "preparer");
  return {
    name: buildText(fields, "preparer.name", "name", here),
    phone: buildPhone(fields, "preparer.phone", "phone", here),
    date: buildDate(fields, "preparer.date", "date", here),
  };
}

/** Fields that name the region, the surest first. */
const regionFields = ["reportingUnit", "formTitle", "department.name", "supervisingDepartment", "implementingUnit"];

/** The region that the document's own words name; where they name none, the one whose form the mapping says this is. */
function buildRegion(mapping: Mapping, fields: FieldReadings): Traced<Filing>["region"] {
  for (const field of regionFields) {
    for (const reading of fields.get(field) ?? []) {
      const found = findRegions(reading.text);
      const region = found.find((one) => one.code === mapping.regionCode) ?? found[0];
      if (region !== undefined) return { code: traceReading(region.code, reading), name: traceReading(region.name, reading) };
    }
  }
  return null;
}

function buildProjects(rows: readonly ReadRow[], context: BuildContext): Traced<Project>[] {
  const listed = splitProjectList(rows);
  if (listed !== undefined) return listed.map((part, index) => buildProject(part, inside(context, `projects[${String(index)}]`)));
  const sections = Map.groupBy(rows, (row) => row.section);
  const repeated = [...sections.keys()].some((section) => section > 0);
  const parts = [...sections].filter(([section]) => !repeated || section > 0);
  return parts.map(([, part], index) => buildProject(part, inside(context, `projects[${String(index)}]`)));
}

/** The line under a list that adds its amounts up. */
function isTotal(row: ReadRow): boolean {
  return row.readings.some((reading) => /^(?:合计|总计|小计|共计)[:：]?$/u.test(reading.text.replace(/\s+/gu, "")));
}

/** The rows of each project where one table lists several: a row with a name begins the next. */
function splitProjectList(rows: readonly ReadRow[]): ReadRow[][] | undefined {
  const isListed = (row: ReadRow): boolean => row.picture.kind === "values" && row.picture.elements.some((element) => element.kind === "field" && element.use.field === "name");
  const listed = rows.filter((row) => isListed(row) && !isTotal(row));
  if (listed.length === 0) return undefined;
  const projects: ReadRow[][] = [];
  for (const row of listed) {
    const begins = row.readings.some((reading) => reading.use.field === "name" && reading.text.trim() !== "");
    if (begins) projects.push([]);
    projects.at(-1)?.push(row);
  }
  return projects;
}

/** One project from the rows of its form. */
export function buildProject(rows: readonly ReadRow[], context: BuildContext): Traced<Project> {
  const fields = groupByField(rows.flatMap((row) => row.readings));
  const range = buildDateRange(fields, "startDate~endDate", "startDate", context);
  const indicators = buildIndicators(rows, context);
  reportUnknownLevels(indicators, context);
  const budgetItems = buildBudgetItems(rows, context);
  return {
    ...buildNames(fields, context),
    startDate: range === null ? buildDate(fields, "startDate", "startDate", context) : { ...range, value: range.value.start },
    endDate: range === null ? buildDate(fields, "endDate", "endDate", context) : { ...range, value: range.value.end },
    narratives: buildNarratives(fields, inside(context, "narratives")),
    goals: {
      overall: buildText(fields, "goals.overall", "overall", inside(context, "goals")),
      annual: buildText(fields, "goals.annual", "annual", inside(context, "goals")),
    },
    schedule: buildSchedule(rows, context),
    funding: buildFunding(rows, context),
    budgetItems: [...budgetItems, ...buildProseItems(fields.get("narratives.budgetPlan") ?? [])],
    indicators,
  };
}

type Names = Pick<
  Traced<Project>,
  | "name"
  | "code"
  | "nature"
  | "category"
  | "taskGroup"
  | "sequence"
  | "supervisingDepartment"
  | "supervisingDepartmentCode"
  | "implementingUnit"
  | "manager"
  | "phone"
>;

function buildNames(fields: FieldReadings, context: BuildContext): Names {
  return {
    name: buildText(fields, "name", "name", context),
    code: buildText(fields, "code", "code", context),
    nature: toNature(buildChoice(fields, "nature", "nature", context)),
    category: buildText(fields, "category", "category", context),
    taskGroup: buildText(fields, "taskGroup", "taskGroup", context),
    sequence: buildNumber(fields, "sequence", "sequence", context),
    ...buildDepartmentNames(fields, context),
    implementingUnit: buildText(fields, "implementingUnit", "implementingUnit", context),
    manager: buildText(fields, "manager", "manager", context),
    phone: buildPhone(fields, "phone", "phone", context),
  };
}

/** A code in brackets, or before a dash, in front of the name or behind it: [301]某局, 301-某局, 某局（301）. */
const codeBefore = /^\s*(?:[[【(（]\s*([\d-]{3,})\s*[\]】)）]|(\d{3,})\s*[-—_])\s*(.+)$/su;
const codeBehind = /^(.+?)\s*[[【(（]\s*(\d{3,})\s*[\]】)）]\s*$/su;

/** The department's name and code, also where one cell holds both (主管部门及代码). */
function buildDepartmentNames(fields: FieldReadings, context: BuildContext): Pick<Names, "supervisingDepartment" | "supervisingDepartmentCode"> {
  const name = buildText(fields, "supervisingDepartment", "supervisingDepartment", context);
  const code = buildText(fields, "supervisingDepartmentCode", "supervisingDepartmentCode", context);
  if (name === null || code !== null) return { supervisingDepartment: name, supervisingDepartmentCode: code };
  const before = codeBefore.exec(name.value);
  const behind = codeBehind.exec(name.value);
  const [bare, number] = before === null ? [behind?.[1], behind?.[2]] : [before[3], before[1] ?? before[2]];
  if (bare === undefined || number === undefined) return { supervisingDepartment: name, supervisingDepartmentCode: null };
  return { supervisingDepartment: { ...name, value: bare.trim() }, supervisingDepartmentCode: { ...name, value: number } };
}

function toNature(choice: TracedValue<string> | null): Names["nature"] {
  if (choice?.value === "new" || choice?.value === "continuing") return { ...choice, value: choice.value };
  return null;
}

function buildNarratives(fields: FieldReadings, context: BuildContext): Traced<Narratives> {
  const built: Record<string, TracedValue<string> | null> = {};
  for (const name of narrativeKinds) built[name] = buildText(fields, `narratives.${name}`, name, context);
  const get = (name: keyof Narratives): TracedValue<string> | null => built[name] ?? null;
  return {
    functions: get("functions"),
    overview: get("overview"),
    content: get("content"),
    basis: get("basis"),
    feasibility: get("feasibility"),
    necessity: get("necessity"),
    implementer: get("implementer"),
    plan: get("plan"),
    period: get("period"),
    budgetPlan: get("budgetPlan"),
    budgetHistory: get("budgetHistory"),
    costingBasis: get("costingBasis"),
    otherNotes: get("otherNotes"),
    reviewOpinion: get("reviewOpinion"),
  };
}

const budgetFields = [
  ["expenditure", "basic"],
  ["expenditure", "project"],
  ["income", "fiscal"],
  ["income", "other"],
] as const;

function buildDepartment(rows: readonly ReadRow[], fields: FieldReadings, context: BuildContext): Traced<Department> {
  const here = inside(context, "department");
  const indicators = buildIndicators(rows, here);
  reportUnknownLevels(indicators, here);
  const budget: Traced<Department>["budget"] = [];
  for (const [side, item] of budgetFields) {
    const field = `department.budget.${side}.${item}`;
    const amountFen = buildMoney(fields, field, "amountFen", inside(here, `budget[${String(budget.length)}]`));
    if (amountFen !== null) budget.push({ side: stated(side, amountFen.rule), item: stated(item, amountFen.rule), amountFen });
  }
  return {
    name: buildText(fields, "department.name", "name", here),
    fundingDepartment: buildText(fields, "department.fundingDepartment", "fundingDepartment", here),
    staffCount: buildCount(fields, "department.staffCount", "staffCount", here),
    subordinateUnitCount: buildCount(fields, "department.subordinateUnitCount", "subordinateUnitCount", here),
    budget,
    goal: buildText(fields, "department.goal", "goal", here),
    indicators,
  };
}

/** The department's tasks: each row with a name and an amount. A group's name holds for all rows under its header. */
function buildTasks(rows: readonly ReadRow[], context: BuildContext): Traced<Project>[] {
  const tasks: Traced<Project>[] = [];
  const groups = findGroupNames(rows);
  for (const row of rows) {
    if (row.picture.kind !== "values" || !row.readings.some((reading) => reading.use.field === "name")) continue;
    const group = groups.get(row.picture.header ?? -1);
    const readings = group === undefined ? row.readings : [...row.readings, group];
    const isTask = ["name", "funding.total"].every((field) => readings.some((one) => one.use.field === field && one.text.trim() !== ""));
    if (isTask) tasks.push(buildProject([{ ...row, readings }], inside(context, `projects[${String(tasks.length)}]`)));
  }
  return tasks;
}

/** For each header row of the picture the reading of its task group, wherever its side label is printed. */
function findGroupNames(rows: readonly ReadRow[]): ReadonlyMap<number, FieldReading> {
  const groups = new Map<number, FieldReading>();
  for (const row of rows) {
    for (const reading of row.readings) {
      if (reading.use.field === "taskGroup") groups.set(row.picture.header ?? row.rowIndex, reading);
    }
  }
  return groups;
}
