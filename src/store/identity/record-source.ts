import type { Database } from "better-sqlite3";
import { toPlainFiling } from "../../canonical/plain-record.ts";
import type { Filing } from "../../canonical/record.ts";
import type { Traced, TracedRecord } from "../../canonical/traced.ts";
import type { MergeReading } from "../../reconcile/merge/rank-readings.ts";
import type { ProjectReading } from "../canonical-reading.ts";
import { applyCorrections, type CorrectedRecord } from "../corrections/apply-corrections.ts";
import { prepareCorrectionReader } from "../corrections/correction-rows.ts";
import { findStoredRecord } from "../review/stored-record.ts";
import type { StoredReading } from "./reading-rows.ts";

/** A project's reading with and without its traces. */
export interface LoadedReading {
  readonly single: ProjectReading;
  readonly merge: MergeReading;
}

/** A document's record as extracted and as corrected, and what became of its corrections. */
export interface SourcedRecord extends CorrectedRecord {
  readonly extracted: TracedRecord;
}

/** Gives readings with what people corrected in them; each document's record is unpacked once. */
export class RecordSource {
  private readonly database: Database;
  private readonly records = new Map<number, SourcedRecord>();
  private readonly plain = new Map<Traced<Filing>, Filing>();

  constructor(database: Database) {
    this.database = database;
  }

  /** Takes a record that is at hand already. */
  give(documentId: number, sourced: SourcedRecord): void {
    this.records.set(documentId, sourced);
  }

  /** @throws {RangeError} when the document's record has no such project. */
  load({ documentId, path }: Pick<StoredReading, "documentId" | "path">): LoadedReading {
    const { record } = this.get(documentId);
    const [filingAt, projectAt] = [...path.matchAll(/\[(\d+)\]/gu)].map(([, position]) => Number(position));
    const traced = record.filings[filingAt ?? 0];
    const project = traced?.projects[projectAt ?? 0];
    if (traced === undefined || project === undefined) throw new RangeError(`document ${documentId} has no reading at ${path}`);
    const filing = this.plainFiling(traced);
    const plain = filing.projects[projectAt ?? 0];
    if (plain === undefined) throw new RangeError(`${path} lost its project while its traces were taken off`);
    return {
      single: { documentId, path, filing, plain, traced: project },
      merge: { documentId, path, format: record.document.format, ocrPages: record.ocrPages ?? [], kind: filing.kind, filing: traced, project },
    };
  }

  /** A document's record as extracted and as corrected. Throws as {@link load} does. */
  get(documentId: number): SourcedRecord {
    const known = this.records.get(documentId);
    if (known !== undefined) return known;
    const stored = findStoredRecord(this.database, documentId);
    if (stored === undefined) throw new RangeError(`document ${documentId} has readings and no record`);
    const corrections = prepareCorrectionReader(this.database)(stored.record.document.sha256);
    const sourced = { extracted: stored.record, ...applyCorrections(stored.record, corrections) };
    this.records.set(documentId, sourced);
    return sourced;
  }

  private plainFiling(traced: Traced<Filing>): Filing {
    const known = this.plain.get(traced) ?? toPlainFiling(traced);
    this.plain.set(traced, known);
    return known;
  }
}
