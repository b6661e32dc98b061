import type { Database } from "better-sqlite3";
import { z } from "zod";
import { applyCorrections } from "../corrections/apply-corrections.ts";
import { readCorrections } from "../corrections/correction-rows.ts";
import { readDocumentFindings } from "./document-findings.ts";
import { prepareDocumentReviewWriter } from "./document-review-writer.ts";
import { findStoredRecord } from "./stored-record.ts";

/** Gives every document that was read its line in `document_reviews`: databases of an earlier schema have none. */
export function fillReviews(database: Database): void {
  const missing = database.prepare(
    "SELECT document_id FROM document_records WHERE NOT EXISTS (SELECT 1 FROM document_reviews r WHERE r.document_id = document_records.document_id)",
  );
  const write = prepareDocumentReviewWriter(database);
  for (const id of z.array(z.int()).parse(missing.pluck().all())) {
    const stored = findStoredRecord(database, id);
    if (stored === undefined) continue;
    const { record: extracted } = stored;
    const corrected = applyCorrections(extracted, readCorrections(database, extracted.document.sha256));
    write(id, { extracted, ...corrected, findings: readDocumentFindings(database, id) });
  }
}
