import type { Coverage } from "../canonical/record.ts";
import type { ChartData } from "../report/chart/chart-data.ts";
import type { SearchAnswer } from "../report/search/search.ts";
import type { DecisionLine, DoubtfulPair, JoinedProject, JoinList } from "../store/review/list-joins.ts";
import type { Scopes } from "../store/review/list-scopes.ts";
import type { Unmapped } from "../canonical/traced.ts";
import type { Finding } from "../document/finding.ts";
import type { Counterpart } from "../store/review/comparable-records.ts";
import type { CorrectionEvent } from "../store/review/correction-history.ts";
import type { DocumentFacts, FieldCorrection, ReviewField } from "../store/review/document-review.ts";
import type { DocumentList, DocumentTotals } from "../store/review/list-documents.ts";
import type { FindingGroup, FindingRow } from "../store/review/list-findings.ts";
import type { ComparedPart } from "./compare/compare-records.ts";

/** What the server and the page say to each other, as JSON. */

/** `GET /api/documents` */
export interface DocumentListAnswer extends DocumentList {
  readonly totals: DocumentTotals;
}

/** `GET /api/documents/:id`; `review` is null where nothing of the document was read. */
export interface DocumentAnswer {
  readonly facts: DocumentFacts;
  readonly paths: readonly string[];
  readonly review: DocumentReviewAnswer | null;
}

export interface DocumentReviewAnswer {
  readonly revision: string;
  readonly coverage: Coverage;
  readonly fields: readonly ReviewField[];
  readonly findings: readonly Finding[];
  readonly unmapped: readonly Unmapped[];
  readonly history: readonly CorrectionEvent[];
  readonly lost: readonly FieldCorrection[];
}

/** What became of changes; with status 200 where they were made, 404, 409 or 422 where not. */
export type ChangeAnswer =
  | { readonly kind: "made"; readonly ids: readonly number[]; readonly review: DocumentReviewAnswer }
  | { readonly kind: "missing" }
  | { readonly kind: "re-extracted" }
  | { readonly kind: "no-such-field"; readonly path: string }
  | { readonly kind: "fault"; readonly path: string; readonly fault: string }
  | { readonly kind: "checks-open"; readonly findings: readonly Finding[] }
  | { readonly kind: "overtaken"; readonly path: string; readonly current: FieldCorrection | null };

/** `GET /api/findings` and `GET /api/findings/:code` */
export interface FindingGroupsAnswer {
  readonly groups: readonly FindingGroup[];
}
export interface FindingListAnswer {
  readonly rows: readonly FindingRow[];
}

/** `GET /api/differences?one=&other=`; each side named as side-text.ts writes it. */
export interface DifferencesAnswer {
  /** The file names of the two. */
  readonly one: string;
  readonly other: string;
  readonly parts: readonly ComparedPart[];
}

/** `GET /api/differences/counterparts/:id` */
export interface CounterpartsAnswer {
  readonly counterparts: readonly Counterpart[];
}

/** `GET /api/joins/joined`, `/api/joins/doubtful` and `/api/joins/decisions` */
export type JoinedAnswer = JoinList<JoinedProject>;
export type DoubtfulAnswer = JoinList<DoubtfulPair>;
export type DecisionsAnswer = JoinList<DecisionLine>;

/** `GET /api/search`; `pending` projects and departments have changed and are not in the index yet. */
export interface SearchPageAnswer extends SearchAnswer {
  readonly pending: number;
}

/** `GET /api/scopes` */
export type ScopesAnswer = Scopes;

/** `GET /api/charts/:id/figures` */
export type ChartAnswer = ChartData;

/** One file on its way in. */
export interface UploadState {
  readonly id: number;
  readonly fileName: string;
  readonly state: "waiting" | "reading" | "done" | "failed";
  /** Pages (or sheets, or members) read so far. */
  readonly done: number;
  readonly total: number;
  /** Every document that came of it, one but for an archive. */
  readonly documents: readonly UploadedDocument[];
  /** Why the file itself could not be taken in; null where it could. */
  readonly problem: string | null;
}

export interface UploadedDocument {
  readonly fileName: string;
  readonly outcome: "new" | "present" | "failed" | "failed-before" | "kept";
  readonly documentId: number | null;
  readonly reason: string | null;
}

/** A fault of the request, in words; for status 4xx where there is no better shape. */
export interface FaultAnswer {
  readonly fault: string;
}
