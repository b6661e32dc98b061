import type { Department, Filing, Narratives, PlainRecord, Project } from "../../src/canonical/record.ts";

/** What a sample's form says: the part of the plain record that is read off the form. */
export interface SampleTruth {
  readonly layout: string;
  readonly statement: PlainRecord["statement"];
  readonly filings: Filing[];
}

export function blankNarratives(): Narratives {
  return {
    functions: null,
    overview: null,
    content: null,
    basis: null,
    feasibility: null,
    necessity: null,
    implementer: null,
    plan: null,
    period: null,
    budgetPlan: null,
    budgetHistory: null,
    costingBasis: null,
    otherNotes: null,
    reviewOpinion: null,
  };
}

/** A project of which nothing is known but what `parts` says. */
export function makeProject(parts: Partial<Omit<Project, "narratives">> & { narratives?: Partial<Narratives> }): Project {
  return {
    name: null,
    code: null,
    nature: null,
    category: null,
    taskGroup: null,
    sequence: null,
    supervisingDepartment: null,
    supervisingDepartmentCode: null,
    implementingUnit: null,
    manager: null,
    phone: null,
    startDate: null,
    endDate: null,
    goals: { overall: null, annual: null },
    schedule: [],
    funding: [],
    budgetItems: [],
    indicators: [],
    ...parts,
    narratives: { ...blankNarratives(), ...parts.narratives },
  };
}

export function makeDepartment(parts: Partial<Department>): Department {
  return { name: null, fundingDepartment: null, staffCount: null, subordinateUnitCount: null, budget: [], goal: null, indicators: [], ...parts };
}

export function makeFiling(parts: Partial<Filing> & Pick<Filing, "kind" | "projects">): Filing {
  return { formTitle: null, region: null, fiscalYear: null, reportingUnit: null, preparer: null, department: null, ...parts };
}
