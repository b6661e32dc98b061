import type { BudgetItem, Department, Filing, Funding, Indicator, Project, Statement } from "../../src/canonical/record.ts";
import type { Traced, TracedRecord, TracedValue } from "../../src/canonical/traced.ts";
import { parseTarget } from "../../src/canonical/target.ts";

/** A traced leaf; `raw` as printed, else the value itself. */
export function leaf<T>(value: T, raw: string = String(value)): TracedValue<T> {
  return { value, raw, at: [], confidence: 1, rule: "test:1" };
}

/** An amount as printed in 万元. */
export function wan(printed: string): TracedValue<number> {
  return leaf(Math.round(Number(printed) * 1_000_000), printed);
}

export function buildIndicator(parts: Partial<Record<"level1" | "level2" | "name" | "explanation", string>> & { target?: string; weight?: number; scope?: "overall" | "annual"; level1Code?: Indicator["level1Code"]; level2Code?: Indicator["level2Code"] }): Traced<Indicator> {
  const text = (value: string | undefined): TracedValue<string> | null => (value === undefined ? null : leaf(value));
  const target = parts.target === undefined ? null : parseTarget({ value: parts.target });
  return {
    scope: parts.scope === "overall" ? leaf("overall") : leaf("annual"),
    level1: text(parts.level1),
    level2: text(parts.level2),
    name: text(parts.name),
    explanation: text(parts.explanation),
    target: target === null ? null : {
      raw: leaf(target.raw),
      comparator: traceComparator(target.comparator),
      value: target.value === null ? null : leaf(target.value),
      upper: target.upper === null ? null : leaf(target.upper),
      unit: text(target.unit ?? undefined),
      text: text(target.text ?? undefined),
    },
    weight: parts.weight === undefined ? null : leaf(parts.weight),
    direction: null,
    note: null,
    level1Code: traceCode(parts.level1Code ?? null),
    level2Code: traceCode(parts.level2Code ?? null),
  };
}

type TracedTarget = NonNullable<Traced<Indicator>["target"]>;

function traceComparator(comparator: "=" | ">=" | "<=" | ">" | "<" | null): TracedTarget["comparator"] {
  switch (comparator) {
    case null:
      return null;
    case "=":
      return leaf("=");
    case ">=":
      return leaf(">=");
    case "<=":
      return leaf("<=");
    case ">":
      return leaf(">");
    case "<":
      return leaf("<");
  }
}

function traceCode<Code extends string>(code: Code | null): Traced<Code> | null {
  // A leaf of a union is the union of leaves only to the type checker, which cannot spread it over the codes.
  return code === null ? null : (leaf(code) as Traced<Code>);
}

export function buildFunding(scope: Funding["scope"], source: Funding["source"], amountFen: TracedValue<number> | null, period?: string): Traced<Funding> {
  return { scope: scopeLeaf(scope), source: leaf(source), amountFen, period: period === undefined ? null : leaf(period) };
}

function scopeLeaf(scope: Funding["scope"]): Traced<Funding>["scope"] {
  return scope === "whole" ? leaf("whole") : leaf("annual");
}

export function buildItem(parts: Partial<Traced<BudgetItem>>): Traced<BudgetItem> {
  return { group: null, name: null, quantity: null, quantityUnit: null, unitPriceFen: null, amountFen: null, fiscalYear: null, note: null, ...parts };
}

const noNarratives: Traced<Project>["narratives"] = {
  functions: null, overview: null, content: null, basis: null, feasibility: null, necessity: null, implementer: null, plan: null, period: null,
  budgetPlan: null, budgetHistory: null, costingBasis: null, otherNotes: null, reviewOpinion: null,
};

/** A project that no check finds fault with, but for what `parts` says. */
export function buildProject(parts: Partial<Omit<Traced<Project>, "narratives">> & { narratives?: Partial<Traced<Project>["narratives"]> } = {}): Traced<Project> {
  return {
    name: leaf("甲项目"), code: null, nature: null, category: null, taskGroup: null, sequence: null, supervisingDepartment: null, supervisingDepartmentCode: null,
    implementingUnit: leaf("甲单位"), manager: null, phone: null, startDate: leaf("2023-01-01"), endDate: leaf("2023-12-31"),
    goals: { overall: leaf("甲"), annual: null },
    schedule: [],
    funding: [buildFunding("annual", "total", wan("10"))],
    budgetItems: [],
    indicators: [buildIndicator({ level1: "产出指标", level2: "数量指标", name: "甲次数", target: "≥2次", level1Code: "output", level2Code: "quantity" })],
    ...parts,
    narratives: { ...noNarratives, ...parts.narratives },
  };
}

export function buildDepartment(parts: Partial<Traced<Department>> = {}): Traced<Department> {
  return {
    name: leaf("甲局"), fundingDepartment: null, staffCount: null, subordinateUnitCount: null, budget: [], goal: leaf("甲"),
    indicators: [buildIndicator({ name: "甲次数", target: "≥2次", level1Code: "output", level2Code: "quantity" })],
    ...parts,
  };
}

export function buildFiling(parts: Partial<Traced<Filing>> = {}): Traced<Filing> {
  return {
    kind: leaf("project"), formTitle: null, region: null, fiscalYear: leaf(2023), reportingUnit: null, preparer: null, department: null,
    projects: [buildProject()],
    ...parts,
  };
}

export function buildRecord(filings: Traced<Filing>[], statement: Traced<Statement> | null = null): TracedRecord {
  return {
    document: { fileName: "a.txt", sha256: "0".repeat(64), format: "text", layout: "test", pageCount: null },
    statement, filings, coverage: { characters: 0, valued: 0, labelled: 0, unmapped: 0 }, unmapped: [], findings: [],
  };
}

/** A record of one filing with one project. */
export function recordOf(...projects: Traced<Project>[]): TracedRecord {
  return buildRecord([buildFiling({ projects })]);
}
