import type { Database } from "better-sqlite3";
import { z } from "zod";
import { DecisionRows } from "../identity/decision-rows.ts";
import { DocumentWriter } from "../document-writer.ts";
import { rewriteStored } from "../rewrite-stored.ts";
import type { CorrectionLine, DecisionLine, ValueLine } from "./correction-lines.ts";

/** What became of lines: `taken` are new; `known` were in already; `waiting` of the new ones are of documents not in yet. */
export interface TakenLines {
  readonly taken: number;
  readonly known: number;
  readonly waiting: number;
}

/**
 * Takes lines in, in one transaction, and writes the documents they are about anew. A line that is in already changes
 * nothing, but for a correction that has been taken back since.
 */
export function takeCorrectionLines(database: Database, lines: readonly CorrectionLine[]): TakenLines {
  return database.transaction(() => new LineTaker(database).take(lines)).immediate();
}

class LineTaker {
  private readonly database: Database;
  private readonly writer: DocumentWriter;
  private readonly insert;
  private readonly undo;
  private readonly findId;

  constructor(database: Database) {
    this.database = database;
    this.writer = new DocumentWriter(database);
    this.insert = database.prepare(
      `INSERT INTO corrections (document_sha256, path, anchor, kind, value, stood, author, why, made_at, undone_at)
       SELECT @sha256, @path, @anchor, @kind, @value, @stood, @author, @why, @madeAt, @undoneAt
       WHERE NOT EXISTS (SELECT 1 FROM corrections WHERE document_sha256 = @sha256 AND path = @path AND kind = @kind
         AND value IS @value AND author = @author AND made_at = @madeAt)`,
    );
    this.undo = database.prepare(
      `UPDATE corrections SET undone_at = @undoneAt WHERE document_sha256 = @sha256 AND path = @path AND kind = @kind
         AND author = @author AND made_at = @madeAt AND undone_at IS NULL AND @undoneAt IS NOT NULL`,
    );
    this.findId = database.prepare("SELECT d.id FROM documents d JOIN document_records s ON s.document_id = d.id WHERE d.sha256 = ?").pluck();
  }

  take(lines: readonly CorrectionLine[]): TakenLines {
    const values = lines.filter((line) => line.type === "correction");
    const fresh = values.filter((line) => this.takeValue(line));
    const documents = new Map(fresh.map((line) => [line.sha256, z.int().optional().parse(this.findId.get(line.sha256))]));
    for (const documentId of documents.values()) if (documentId !== undefined) rewriteStored(this.database, documentId);
    const decisions = this.takeDecisions(lines.filter((line) => line.type === "decision"));
    const waiting = fresh.filter((line) => documents.get(line.sha256) === undefined).length;
    return { taken: fresh.length + decisions, known: lines.length - fresh.length - decisions, waiting };
  }

  private takeValue({ sha256, path, anchor, kind, value, stood, author, why, madeAt, undoneAt }: ValueLine): boolean {
    const kept = kind === "value" ? JSON.stringify(value ?? null) : null;
    const key = { sha256, path, kind, author, madeAt, undoneAt };
    const { changes } = this.insert.run({ ...key, anchor: JSON.stringify(anchor), value: kept, stood: JSON.stringify(stood), why });
    return changes > 0 || this.undo.run(key).changes > 0;
  }

  private takeDecisions(lines: readonly DecisionLine[]): number {
    const name = (line: Omit<DecisionLine, "type">) => JSON.stringify([line.kind, line.about, line.one, line.other, line.author, line.madeAt]);
    const known = new Set(new DecisionRows(this.database).list().map(name));
    const fresh = lines.filter((line) => !known.has(name(line)));
    for (const { kind, about, one, other, author, why, madeAt } of fresh) this.writer.writeDecision({ kind, about, one, other, author, why, madeAt });
    return fresh.length;
  }
}
