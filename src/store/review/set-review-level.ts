import type { Database } from "better-sqlite3";
import { z } from "zod";
import { applyCorrections } from "../corrections/apply-corrections.ts";
import { prepareCorrectionReader } from "../corrections/correction-rows.ts";
import { readDocumentFindings } from "./document-findings.ts";
import { prepareProgressWriter } from "./progress-writer.ts";
import { readReviewLevel, reviewLevelName } from "./review-level.ts";
import { findStoredRecord } from "./stored-record.ts";

/** Sets the level for the whole database, `fitted` to have each format's own again, and counts anew what asks. */
export function setReviewLevel(database: Database, level: number | "fitted"): void {
  const wanted = level === "fitted" ? undefined : level;
  database
    .transaction(() => {
      if (wanted === readReviewLevel(database)) return;
      if (wanted === undefined) database.prepare("DELETE FROM settings WHERE name = ?").run(reviewLevelName);
      else database.prepare("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").run(reviewLevelName, wanted);
      recountAll(database);
    })
    .immediate();
}

function recountAll(database: Database): void {
  const ids = z.array(z.int()).parse(database.prepare("SELECT document_id FROM document_reviews ORDER BY document_id").pluck().all());
  const corrections = prepareCorrectionReader(database);
  const write = prepareProgressWriter(database);
  for (const id of ids) {
    const stored = findStoredRecord(database, id);
    if (stored === undefined) continue;
    const { outcomes } = applyCorrections(stored.record, corrections(stored.record.document.sha256));
    write(id, { extracted: stored.record, outcomes, findings: readDocumentFindings(database, id) });
  }
}
