import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { Unmapped } from "../../canonical/traced.ts";
import type { Place } from "../../document/place.ts";
import type { Finding } from "../../document/finding.ts";
import { addRows } from "../corrections/added-rows.ts";
import { applyCorrections, type CorrectionOutcome } from "../corrections/apply-corrections.ts";
import { readCorrections } from "../corrections/correction-rows.ts";
import { correctedValue, type LeafValue } from "../corrections/correction.ts";
import { readDocumentFindings } from "./document-findings.ts";
import { listFields, type RecordField } from "./record-fields.ts";
import { readReviewLevel } from "./review-level.ts";
import { makeAskTest } from "./review-progress.ts";
import { findStoredRecord, type StoredRecord } from "./stored-record.ts";

/** What a person said of a field, in force. */
export interface FieldCorrection {
  readonly id: number;
  readonly kind: "value" | "confirm" | "reject";
  /** What stands by their word. */
  readonly value: LeafValue;
  readonly author: string;
  readonly why: string | null;
  readonly madeAt: string;
  /** Whether the extraction reads something else now than what they spoke about. */
  readonly isStale: boolean;
  /** The place of the text that they put into a field that was empty. */
  readonly at: readonly Place[];
}

/** A field as extracted, with what a person said of it. */
export interface ReviewField extends RecordField {
  /** Whether it asks for a person's eye. */
  readonly asks: boolean;
  readonly correction: FieldCorrection | null;
  /** Whether it is of a row that a person added. */
  readonly isAdded: boolean;
}

/** A document's record as a reviewer needs it. */
export interface DocumentReview extends StoredRecord {
  readonly fields: readonly ReviewField[];
  /** What is wrong with the document as it stands; the extraction's own are in its record. */
  readonly findings: readonly Finding[];
  /** Text that is in no value, what people have put into one aside. */
  readonly unmapped: readonly Unmapped[];
  /** Corrections whose place was not found again in this extraction. */
  readonly lost: readonly FieldCorrection[];
}

/** The review of a document that was read; undefined where nothing of it was. Values less sure than `reviewBelow` (the database's own level, where none is given) ask for review. */
export function findDocumentReview(database: Database, documentId: number, reviewBelow?: number): DocumentReview | undefined {
  const stored = findStoredRecord(database, documentId);
  if (stored === undefined) return undefined;
  const findings = readDocumentFindings(database, documentId);
  const spoken = readCorrections(database, stored.record.document.sha256);
  const { outcomes } = applyCorrections(stored.record, spoken);
  const extended = addRows(stored.record, spoken);
  const extracted = new Set(Array.from(listFields(stored.record), ({ path }) => path));
  const corrections = correctionsByPath(outcomes);
  const asks = makeAskTest({ extracted: stored.record, outcomes, findings }, reviewBelow ?? readReviewLevel(database));
  const fields: ReviewField[] = [];
  for (const field of listFields(extended.record)) {
    fields.push({ ...field, asks: asks(field), correction: corrections.get(field.path) ?? null, isAdded: !extracted.has(field.path) });
  }
  const taken = new Set(outcomes.map((outcome) => outcome.taken));
  const lost = outcomes.filter((outcome) => outcome.path === null).map(describe);
  const unmapped = stored.record.unmapped.filter((one) => !taken.has(one));
  return { ...stored, fields, findings, lost, unmapped };
}

/** By path: the correction in force, which is the last one made there. */
export function correctionsByPath(outcomes: readonly CorrectionOutcome[]): Map<string, FieldCorrection> {
  return new Map(outcomes.flatMap((outcome) => (outcome.path === null ? [] : [[outcome.path, describe(outcome)]])));
}

function describe({ correction, state, taken }: CorrectionOutcome): FieldCorrection {
  const { id, kind, author, why, madeAt } = correction;
  return { id, kind, value: correctedValue(correction), author, why, madeAt, isStale: state === "stale", at: taken?.at ?? [] };
}

const factsSchema = z.object({
  id: z.int(),
  sha256: z.string().nullable(),
  fileName: z.string(),
  format: z.string().nullable(),
  layout: z.string().nullable(),
  pageCount: z.int().nullable(),
  byteCount: z.int().nullable(),
  status: z.enum(["ok", "doubtful", "failed"]),
  statusCode: z.string().nullable(),
  statusReason: z.string().nullable(),
  reader: z.string(),
  importedAt: z.string(),
});

/** What the database knows of a document from outside, whether it could be read or not. */
export type DocumentFacts = z.infer<typeof factsSchema>;

/** The facts of a document; undefined where there is none with this id. */
export function findDocumentFacts(database: Database, documentId: number): DocumentFacts | undefined {
  const row = database
    .prepare(
      `SELECT id, sha256, file_name AS fileName, format, layout, page_count AS pageCount, byte_count AS byteCount, status,
         status_code AS statusCode, status_reason AS statusReason, reader, imported_at AS importedAt
       FROM documents WHERE id = ?`,
    )
    .get(documentId);
  return factsSchema.optional().parse(row);
}

/** Every path at which a document's bytes were met. */
export function listDocumentPaths(database: Database, documentId: number): string[] {
  return z.array(z.string()).parse(database.prepare("SELECT path FROM document_paths WHERE document_id = ? ORDER BY path").pluck().all(documentId));
}
