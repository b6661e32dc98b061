import type { Database } from "better-sqlite3";
import { z } from "zod";
import { findAnchor } from "../corrections/anchor.ts";
import { DocumentWriter } from "../document-writer.ts";
import { findStoredRecord } from "../review/stored-record.ts";
import type { DecisionEnd, NewDecision } from "./decision-rows.ts";

const readingSchema = z.object({ id: z.int(), documentId: z.int(), path: z.string(), name: z.string().nullable(), document: z.string() });

/** A project's reading as people see it. */
export type NamedReading = z.infer<typeof readingSchema>;

const columns = "r.id, r.document_id AS documentId, r.path, p.name, d.file_name AS document";
const tables = "project_readings r JOIN projects p ON p.id = r.project_id JOIN documents d ON d.id = r.document_id";

/** The reading with a row id; undefined where there is none. */
export function findReading(database: Database, id: number): NamedReading | undefined {
  return readingSchema.optional().parse(database.prepare(`SELECT ${columns} FROM ${tables} WHERE r.id = ?`).get(id));
}

/** Every project reading of a document, in the record's order. */
export function listReadings(database: Database, documentId: number): NamedReading[] {
  const rows = database.prepare(`SELECT ${columns} FROM ${tables} WHERE r.document_id = ? ORDER BY length(r.path), r.path`).all(documentId);
  return z.array(readingSchema).parse(rows);
}

/** What a person decides of two readings of the database. */
export type ReadingDecision = Pick<NewDecision, "kind" | "about" | "author" | "why"> & { readonly one: NamedReading; readonly other: NamedReading };

/** Keeps a person's decision on two readings, and regroups their projects. */
export function decideReadings(database: Database, { one, other, ...decision }: ReadingDecision): void {
  const ends = { one: toEnd(database, one), other: toEnd(database, other) };
  new DocumentWriter(database).writeDecision({ ...decision, ...ends, madeAt: new Date().toISOString() });
}

/**
 * Takes a reading out of its project: it is split from every other reading of it, in one transaction. Gives how many there
 * were.
 */
export function splitOff(database: Database, reading: NamedReading, by: Pick<NewDecision, "author" | "why">): number {
  return database
    .transaction(() => {
      const others = database.prepare(`SELECT ${columns} FROM ${tables} WHERE r.project_id = (SELECT project_id FROM project_readings WHERE id = @id) AND r.id <> @id`);
      const rest = z.array(readingSchema).parse(others.all({ id: reading.id }));
      for (const other of rest) decideReadings(database, { ...by, kind: "split", about: "project", one: reading, other });
      return rest.length;
    })
    .immediate();
}

function toEnd(database: Database, { documentId, path }: NamedReading): DecisionEnd {
  const stored = findStoredRecord(database, documentId);
  const anchor = stored === undefined ? undefined : findAnchor(stored.record, path);
  if (stored === undefined || anchor === undefined) throw new RangeError(`document ${documentId} has no reading at ${path}`);
  return { sha256: stored.record.document.sha256, path, anchor };
}
