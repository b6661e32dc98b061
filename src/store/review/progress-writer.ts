import type { Database } from "better-sqlite3";
import { measureProgress, type Reviewable } from "./review-progress.ts";
import { readReviewLevel } from "./review-level.ts";

/** Prepares the counting anew of how many of a document's values ask for review, and how many have had it. */
export function prepareProgressWriter(database: Database): (documentId: number, reviewable: Reviewable) => void {
  const update = database.prepare("UPDATE document_reviews SET value_count = ?, asking_count = ?, reviewed_count = ? WHERE document_id = ?");
  return (documentId, reviewable) => {
    const { values, asking, reviewed } = measureProgress(reviewable, readReviewLevel(database));
    update.run(values, asking, reviewed, documentId);
  };
}
