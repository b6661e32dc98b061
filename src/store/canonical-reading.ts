import type { CanonicalProject, Narrative, Sourced } from "../canonical/canonical-project.ts";
import { lowestConfidence } from "../canonical/record-path.ts";
import { narrativeKinds, type Filing, type Narratives, type Project } from "../canonical/record.ts";
import type { Traced } from "../canonical/traced.ts";

/** One document's reading of one project: the same project with and without traces, and where it stands. */
export interface ProjectReading {
  readonly documentId: number;
  /** The project's own path in its document's record. */
  readonly path: string;
  readonly filing: Filing;
  readonly plain: Project;
  readonly traced: Traced<Project>;
}

/** The canonical project that a single reading makes. */
export function projectFromReading(id: number, reading: ProjectReading): CanonicalProject {
  const { plain, traced, filing } = reading;
  const { narratives, schedule, funding, budgetItems, indicators, ...fields } = plain;
  const { region, fiscalYear, reportingUnit } = filing;
  return {
    id,
    filing: { region, fiscalYear, reportingUnit },
    fields,
    narratives: listNarratives(reading, narratives),
    schedule: sourceItems(reading, "schedule", schedule, traced.schedule),
    funding: sourceItems(reading, "funding", funding, traced.funding),
    budgetItems: sourceItems(reading, "budgetItems", budgetItems, traced.budgetItems),
    indicators: sourceItems(reading, "indicators", indicators, traced.indicators),
    confidence: lowestConfidence(traced),
  };
}

function sourceItems<T>(reading: ProjectReading, list: string, plain: readonly T[], traced: readonly unknown[]): Sourced<T>[] {
  return plain.map((value, index) => ({
    value,
    documentId: reading.documentId,
    path: `${reading.path}.${list}[${index}]`,
    confidence: lowestConfidence(traced[index]),
  }));
}

function listNarratives(reading: ProjectReading, narratives: Narratives): Sourced<Narrative>[] {
  return narrativeKinds.flatMap((kind) => {
    const text = narratives[kind];
    if (text === null) return [];
    const confidence = lowestConfidence(reading.traced.narratives[kind]);
    return [{ value: { kind, text }, documentId: reading.documentId, path: `${reading.path}.narratives.${kind}`, confidence }];
  });
}
