import type { CanonicalProject } from "../../canonical/canonical-project.ts";
import type { Filing, Funding, Project } from "../../canonical/record.ts";
import type { ProjectReadingFacts } from "./project-sketch.ts";

/** What a document's reading of a project says of who the project is. `path` is the project's path in the record. */
export function readingFacts(documentId: string, path: string, filing: Filing, project: Project): ProjectReadingFacts {
  return {
    id: `${documentId}#${path}`,
    documentId,
    kind: filing.kind,
    regionCode: filing.region?.code ?? null,
    fiscalYear: filing.fiscalYear,
    name: project.name,
    code: project.code,
    implementingUnit: project.implementingUnit,
    supervisingDepartment: project.supervisingDepartment,
    reportingUnit: filing.department?.name ?? filing.reportingUnit,
    amountFen: findAnnualTotal(project.funding),
    startDate: project.startDate,
    endDate: project.endDate,
  };
}

/** The same of a canonical project, whose key in its group is `key`; for its series. */
export function projectFacts(key: string, { filing, fields, funding }: CanonicalProject): ProjectReadingFacts {
  return {
    id: key,
    documentId: key,
    kind: "project",
    regionCode: filing.region?.code ?? null,
    fiscalYear: filing.fiscalYear,
    name: fields.name,
    code: fields.code,
    implementingUnit: fields.implementingUnit,
    supervisingDepartment: fields.supervisingDepartment,
    reportingUnit: filing.reportingUnit,
    amountFen: findAnnualTotal(funding.map((row) => row.value)),
    startDate: fields.startDate,
    endDate: fields.endDate,
  };
}

function findAnnualTotal(funding: readonly Funding[]): number | null {
  const totals = funding.filter((row) => row.source === "total");
  return (totals.find((row) => row.scope === "annual") ?? totals[0])?.amountFen ?? null;
}
