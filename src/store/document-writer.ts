import type { Database } from "better-sqlite3";
import type { Finding } from "../document/finding.ts";
import { toPlainFiling, toPlainStatement } from "../canonical/plain-record.ts";
import type { Filing } from "../canonical/record.ts";
import type { Traced, TracedRecord } from "../canonical/traced.ts";
import { readingFacts } from "../reconcile/identity/reading-facts.ts";
import { reviseFindings } from "../reconcile/corrections/revise-findings.ts";
import { applyCorrections, type CorrectedRecord } from "./corrections/apply-corrections.ts";
import { writeOutcomes } from "./corrections/correction-rows.ts";
import { judgeFindings, type DocumentFailure, type DocumentStatus } from "./document-status.ts";
import type { NewDecision } from "./identity/decision-rows.ts";
import { ProjectReconciler } from "./identity/project-reconciler.ts";
import { prepareRowWriters, type RowWriters } from "./row-writers.ts";
import { idFromSha256, stableId } from "./stable-id.ts";

/** Where a document came from and who read it. */
export interface ImportFacts {
  /** The file's path as it is kept in the database. */
  readonly path: string;
  readonly byteCount: number;
  /** Which program and mappings read it. */
  readonly reader: string;
}

/** A document that was read. */
export interface ReadDocument extends ImportFacts {
  readonly record: TracedRecord;
  /** The same record as {@link packRecord} gives it. */
  readonly packed: Uint8Array;
}

/** A document of which nothing could be read. `sha256` and `byteCount` are null where not even its bytes could be. */
export interface FailedDocument {
  readonly path: string;
  readonly fileName: string;
  readonly sha256: string | null;
  readonly byteCount: number | null;
  readonly reader: string;
  readonly code: DocumentFailure;
  readonly reason: string;
  readonly findings: readonly Finding[];
}

/**
 * What a write did. `present`: the bytes were in already, and only the path was noted. `kept`: this reading failed, an
 * earlier one is in and stays.
 */
export interface WriteOutcome {
  readonly kind: "written" | "present" | "kept";
  readonly documentId: number;
  readonly status: DocumentStatus;
}

/** Whether a document that is in already is written anew. */
export interface WriteOptions {
  readonly refresh: boolean;
}

/** A document's findings after its corrections, and what they make of it. */
interface Judged {
  readonly status: DocumentStatus;
  readonly findings: readonly Finding[];
}

/**
 * Puts documents into the database, each in one immediate transaction: it is in whole, or not at all. One writer serves
 * one connection; several processes may each have one.
 */
export class DocumentWriter {
  private readonly database: Database;
  private readonly rows: RowWriters;
  private readonly reconciler: ProjectReconciler;

  constructor(database: Database) {
    this.database = database;
    this.rows = prepareRowWriters(database);
    this.reconciler = new ProjectReconciler(database, this.rows.project);
  }

  /**
   * Writes a document that was read, with the corrections that people made to it.
   * @throws {SqliteError} `SQLITE_BUSY` where another program holds the lock; nothing is written then.
   */
  writeRead(document: ReadDocument, options: WriteOptions): WriteOutcome {
    return this.database.transaction(() => this.writeReadRows(document, options)).immediate();
  }

  /** Writes that a document could not be read, in place of an earlier failure; a reading that is in is not harmed. Throws as {@link writeRead} does. */
  writeFailed(document: FailedDocument): WriteOutcome {
    return this.database.transaction(() => this.writeFailedRows(document)).immediate();
  }

  /** Notes that bytes which are in already were met at another path too. */
  writePath(documentId: number, path: string): void {
    this.database
      .transaction(() => {
        this.rows.path(documentId, path);
      })
      .immediate();
  }

  /** Keeps what a person decided of two readings, and regroups their projects. Throws as {@link writeRead} does. */
  writeDecision(decision: NewDecision): void {
    this.database
      .transaction(() => {
        this.reconciler.decide(decision);
      })
      .immediate();
  }

  private writeReadRows(document: ReadDocument, options: WriteOptions): WriteOutcome {
    const { record, path } = document;
    const corrected = applyCorrections(record, this.rows.corrections(record.document.sha256));
    const findings = corrected.outcomes.length === 0 ? record.findings : reviseFindings(record, corrected.record, corrected.outcomes);
    const status = judgeFindings(findings);
    const known = this.rows.find(record.document.sha256);
    const documentId = known?.id ?? this.rows.freeId(idFromSha256(record.document.sha256));
    if (known !== undefined && known.status !== "failed" && !options.refresh) {
      this.rows.path(documentId, path);
      return { kind: "present", documentId, status };
    }
    const unsettled = this.reconciler.release(documentId);
    this.rows.keepPrevious(documentId, document.packed);
    if (known !== undefined) this.rows.clear(documentId);
    this.writeDocument(documentId, document, corrected, { status, findings });
    this.reconciler.decisions.follow(record.document.sha256, record);
    this.reconciler.settleDocument(documentId, { extracted: record, ...corrected }, unsettled);
    this.rows.path(documentId, path);
    this.rows.forgetUnreadable(path);
    return { kind: "written", documentId, status };
  }

  private writeDocument(documentId: number, document: ReadDocument, { record: corrected, outcomes }: CorrectedRecord, { status, findings }: Judged): void {
    const { record, packed, byteCount, reader } = document;
    const { fileName, sha256, format, layout, pageCount } = record.document;
    const statement = corrected.statement === null ? null : toPlainStatement(corrected.statement);
    const facts = { fileName, sha256, format, layout, pageCount, byteCount, reader, status, statement };
    this.rows.document({ id: documentId, ...facts, coverage: record.coverage, importedAt: new Date().toISOString() });
    this.rows.record(documentId, packed, record);
    for (const [ordinal, filing] of corrected.filings.entries()) this.writeFiling(documentId, sha256, ordinal, filing);
    this.rows.readings(documentId, record, outcomes);
    this.rows.findings(documentId, findings);
    this.rows.review(documentId, { extracted: record, record: corrected, outcomes, findings });
    writeOutcomes(this.database, outcomes);
  }

  private writeFiling(documentId: number, sha256: string, ordinal: number, traced: Traced<Filing>): void {
    const path = `filings[${ordinal}]`;
    const filing = toPlainFiling(traced);
    const filingId = stableId(sha256, path);
    this.rows.filing({ filingId, documentId, ordinal, filing });
    if (filing.department !== null && traced.department !== null) {
      const departmentPath = `${path}.department`;
      const id = stableId(sha256, departmentPath);
      this.rows.department({ id, documentId, filingId, path: departmentPath, plain: filing.department, traced: traced.department });
    }
    for (const [index, plain] of filing.projects.entries()) {
      const projectPath = `${path}.projects[${index}]`;
      const facts = readingFacts(sha256, projectPath, filing, plain);
      this.rows.link({ id: stableId(sha256, projectPath), documentId, filingId, path: projectPath, facts });
    }
  }

  private writeFailedRows(document: FailedDocument): WriteOutcome {
    const { path, fileName, sha256, byteCount, reader, code, reason } = document;
    const status: DocumentStatus = { kind: "failed", code, reason };
    this.rows.forgetUnreadable(path);
    const known = sha256 === null ? undefined : this.rows.find(sha256);
    const documentId = known?.id ?? this.rows.freeId(sha256 === null ? stableId("unreadable", path) : idFromSha256(sha256));
    if (known !== undefined && known.status !== "failed") {
      this.rows.path(documentId, path);
      return { kind: "kept", documentId, status };
    }
    this.rows.clear(documentId);
    const unknown = { format: null, layout: null, pageCount: null, statement: null, coverage: null };
    const facts = { id: documentId, sha256, fileName, byteCount, reader, status, importedAt: new Date().toISOString() };
    this.rows.document({ ...facts, ...unknown });
    this.rows.path(documentId, path);
    this.rows.findings(documentId, document.findings);
    return { kind: "written", documentId, status };
  }
}
