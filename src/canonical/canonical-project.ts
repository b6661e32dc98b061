import type { BudgetItem, Filing, Funding, Indicator, Narratives, Project, ScheduleItem } from "./record.ts";

/** Something with the document and record path it was taken from, and the lowest confidence among its values. */
export interface Sourced<T> {
  readonly value: T;
  readonly documentId: number;
  readonly path: string;
  readonly confidence: number;
}

/** What the filing, rather than the project's own form, says of a project. */
export type FilingFacts = Pick<Filing, "region" | "fiscalYear" | "reportingUnit">;

/** A project's own scalar fields. */
export type ProjectFields = Omit<Project, "narratives" | "schedule" | "funding" | "budgetItems" | "indicators">;

/** One text of a project with the field it stands in. */
export interface Narrative {
  readonly kind: keyof Narratives;
  readonly text: string;
}

/** One true project, put together from one or more readings of it; what the database's canonical rows are written from. */
export interface CanonicalProject {
  readonly id: number;
  readonly filing: FilingFacts;
  readonly fields: ProjectFields;
  readonly narratives: readonly Sourced<Narrative>[];
  readonly schedule: readonly Sourced<ScheduleItem>[];
  readonly funding: readonly Sourced<Funding>[];
  readonly budgetItems: readonly Sourced<BudgetItem>[];
  readonly indicators: readonly Sourced<Indicator>[];
  /** The lowest among all its values. */
  readonly confidence: number;
}
