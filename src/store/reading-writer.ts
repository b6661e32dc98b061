import type { Database } from "better-sqlite3";
import type { Finding } from "../document/finding.ts";
import { listLeaves, type RecordLeaf } from "../canonical/record-path.ts";
import type { TracedRecord, TracedValue } from "../canonical/traced.ts";
import type { CorrectionOutcome } from "./corrections/apply-corrections.ts";
import { correctedValue, type Correction } from "./corrections/correction.ts";
import { prepareInsert, type SqlValue } from "./prepare-insert.ts";

/** Prepares the writing of every reading of every field of a document, chosen or not, corrections among them. */
export function prepareReadingWriter(
  database: Database,
): (documentId: number, extracted: TracedRecord, outcomes: readonly CorrectionOutcome[]) => void {
  const insert = prepareInsert(database, "field_values", [
    "document_id",
    "path",
    "reading",
    "ordinal",
    "origin",
    "value",
    "raw",
    "at",
    "confidence",
    "rule",
    "chosen",
    "reason",
  ]);
  return (documentId, extracted, outcomes) => {
    const corrected = correctionsByPath(outcomes);
    let ordinal = 0;
    for (const leaf of listRecordLeaves(extracted)) {
      const rows = leafRows(leaf, corrected.get(leaf.path));
      corrected.delete(leaf.path);
      for (const [reading, row] of rows.entries()) insert({ document_id: documentId, path: leaf.path, reading, ordinal, ...row });
      ordinal += 1;
    }
    // What is left corrects a field that the extraction gave no value.
    for (const [path, outcome] of corrected) {
      insert({ document_id: documentId, path, reading: 0, ordinal, ...correctionRow(outcome, undefined) });
      ordinal += 1;
    }
  };
}

function* listRecordLeaves(record: TracedRecord): Generator<RecordLeaf> {
  yield* listLeaves(record.statement, "statement");
  yield* listLeaves(record.filings, "filings");
}

/** The last correction at each path is the one in force. */
function correctionsByPath(outcomes: readonly CorrectionOutcome[]): Map<string, CorrectionOutcome> {
  return new Map(outcomes.flatMap((outcome) => (outcome.path === null ? [] : [[outcome.path, outcome]])));
}

interface ReadingRow {
  readonly origin: "extraction" | "correction";
  readonly value: SqlValue;
  readonly raw: string | null;
  readonly at: string;
  readonly confidence: number | null;
  readonly rule: string;
  readonly chosen: 0 | 1;
  readonly reason: string | null;
}

type ScalarValue = TracedValue<string | number | boolean>;

function leafRows({ leaf }: RecordLeaf, outcome: CorrectionOutcome | undefined): ReadingRow[] {
  const rows: ReadingRow[] = [extractionRow(leaf, outcome?.correction)];
  for (const { value, raw, at, rule, reason } of leaf.others ?? []) {
    rows.push({ origin: "extraction", value: toSql(value), raw, at: JSON.stringify(at), confidence: null, rule, chosen: 0, reason });
  }
  if (outcome !== undefined) rows.push(correctionRow(outcome, leaf));
  return rows;
}

function extractionRow(leaf: ScalarValue, correction: Correction | undefined): ReadingRow {
  const { value, raw, at, confidence, rule } = leaf;
  return {
    ...{ origin: "extraction" as const, value: toSql(value), raw, at: JSON.stringify(at), confidence, rule },
    chosen: correction === undefined ? 1 : 0,
    reason: correction === undefined ? null : `a person's word stands (correction ${correction.id})`,
  };
}

function correctionRow({ correction, taken }: CorrectionOutcome, leaf: ScalarValue | undefined): ReadingRow {
  return {
    origin: "correction",
    value: toSql(correctedValue(correction)),
    raw: leaf?.raw ?? taken?.text ?? null,
    at: JSON.stringify(leaf?.at ?? taken?.at ?? []),
    confidence: 1,
    rule: `correction:${correction.id}`,
    chosen: 1,
    reason: correction.why,
  };
}

/** SQLite has no booleans; anything that is no scalar is kept as JSON. */
function toSql(value: unknown): SqlValue {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** Prepares the writing of a document's findings, in their order. */
export function prepareFindingWriter(database: Database): (documentId: number, findings: readonly Finding[]) => void {
  const insert = prepareInsert(database, "findings", [
    "document_id",
    "ordinal",
    "code",
    "severity",
    "message",
    "path",
    "expected",
    "actual",
    "at",
  ]);
  return (documentId, findings) => {
    for (const [ordinal, finding] of findings.entries()) {
      insert({ document_id: documentId, ordinal, ...finding, at: JSON.stringify(finding.at) });
    }
  };
}
