import type { Database } from "better-sqlite3";
import type { TracedRecord, TracedValue } from "../../canonical/traced.ts";
import type { Finding } from "../../document/finding.ts";
import type { CorrectedRecord } from "../corrections/apply-corrections.ts";
import { prepareInsert } from "../prepare-insert.ts";
import { foldSearch } from "./fold-search.ts";
import { readReviewLevel } from "./review-level.ts";
import { measureProgress } from "./review-progress.ts";

const columns = [
  "document_id",
  "project_count",
  "indicator_count",
  "error_count",
  "warning_count",
  "info_count",
  "value_count",
  "asking_count",
  "reviewed_count",
  "fiscal_year",
  "region_name",
  "search_text",
] as const;

/** A record as extracted, beside the same as corrected, what became of the corrections, and what is wrong with it now. */
export interface ReviewedRecord extends CorrectedRecord {
  readonly extracted: TracedRecord;
  readonly findings: readonly Finding[];
}

/** Prepares the writing of a document's line in `document_reviews`; an earlier line is overwritten. */
export function prepareDocumentReviewWriter(database: Database): (documentId: number, reviewed: ReviewedRecord) => void {
  const updates = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  const upsert = prepareInsert(database, "document_reviews", columns, `ON CONFLICT (document_id) DO UPDATE SET ${updates.join(", ")}`);
  return (documentId, { extracted, record, outcomes, findings }) => {
    const { values, asking, reviewed } = measureProgress({ extracted, outcomes, findings }, readReviewLevel(database));
    const { filings } = record;
    const projects = filings.flatMap((filing) => filing.projects);
    const owners = [...projects, ...filings.flatMap((filing) => filing.department ?? [])];
    upsert({
      ...{ document_id: documentId, value_count: values, asking_count: asking, reviewed_count: reviewed },
      project_count: projects.length,
      indicator_count: owners.reduce((sum, owner) => sum + owner.indicators.length, 0),
      error_count: countSeverity(findings, "error"),
      warning_count: countSeverity(findings, "warning"),
      info_count: countSeverity(findings, "info"),
      fiscal_year: filings.find((filing) => filing.fiscalYear !== null)?.fiscalYear?.value ?? null,
      region_name: filings.find((filing) => filing.region?.name)?.region?.name?.value ?? null,
      search_text: makeSearchText(record),
    });
  };
}

function countSeverity(findings: readonly Finding[], severity: Finding["severity"]): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** A line feed between the parts: folding takes white space away, so that no query matches across two of them. */
function makeSearchText({ document, filings }: TracedRecord): string {
  const values: (TracedValue<string> | null | undefined)[] = filings.flatMap((filing) => [
    filing.reportingUnit,
    filing.region?.name,
    filing.department?.name,
    ...filing.projects.flatMap((project) => [project.name, project.code, project.implementingUnit, project.supervisingDepartment]),
  ]);
  const texts = values.flatMap((traced) => (traced === null || traced === undefined ? [] : [traced.value]));
  return [...new Set([document.fileName, ...texts].map(foldSearch))].join("\n");
}
