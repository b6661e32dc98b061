import type { Department, Filing, Indicator, Project } from "../../canonical/record.ts";
import type { Traced, TracedRecord, TracedValue } from "../../canonical/traced.ts";
import type { Finding } from "../../document/finding.ts";

export type TracedFiling = Traced<Filing>;
export type TracedProject = Traced<Project>;
export type TracedDepartment = Traced<Department>;
export type TracedIndicator = Traced<Indicator>;
/** A leaf of the traced record: null where the form does not say. */
export type Leaf<T> = TracedValue<T> | null;

/** A project with its path in the record (`filings[0].projects[2]`) and the filing it stands in. */
export interface ProjectSubject {
  readonly path: string;
  readonly project: TracedProject;
  readonly filing: TracedFiling;
}

/** A list of indicators, of a project or of a department, with the list's path. */
export interface IndicatorSubject {
  readonly path: string;
  readonly indicators: readonly TracedIndicator[];
}

export interface FilingSubject {
  readonly path: string;
  readonly filing: TracedFiling;
}

/** One check: a pure look at a part of the record. Each kind is run over every subject of its kind. */
export type ProjectCheck = (subject: ProjectSubject) => Finding[];
export type IndicatorCheck = (subject: IndicatorSubject) => Finding[];
export type FilingCheck = (subject: FilingSubject) => Finding[];
export type RecordCheck = (record: TracedRecord) => Finding[];

/** The bare value of a leaf; null where there is none. */
export function read<T>(leaf: Leaf<T>): T | null {
  return leaf === null ? null : leaf.value;
}

export function listFilings(record: TracedRecord): FilingSubject[] {
  return record.filings.map((filing, index) => ({ path: `filings[${index}]`, filing }));
}

export function listProjects(record: TracedRecord): ProjectSubject[] {
  return listFilings(record).flatMap(({ path, filing }) =>
    filing.projects.map((project, index) => ({ path: `${path}.projects[${index}]`, project, filing })),
  );
}

export function listIndicators(record: TracedRecord): IndicatorSubject[] {
  const ofProjects = listProjects(record).map(({ path, project }) => ({ path: `${path}.indicators`, indicators: project.indicators }));
  const ofDepartments = listFilings(record).flatMap(({ path, filing }) =>
    filing.department === null ? [] : [{ path: `${path}.department.indicators`, indicators: filing.department.indicators }],
  );
  return [...ofProjects, ...ofDepartments];
}
