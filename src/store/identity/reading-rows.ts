import type { Database } from "better-sqlite3";
import { z } from "zod";
import { readingKeys } from "../../reconcile/identity/collect-component.ts";
import type { ProjectReadingFacts } from "../../reconcile/identity/project-sketch.ts";
import { stableId } from "../stable-id.ts";
import { parseFacts } from "./facts-json.ts";

const rowSchema = z.object({ id: z.int(), documentId: z.int(), path: z.string(), projectId: z.int(), facts: z.string().transform(parseFacts) });

/** A reading of a project as the database knows it. */
export type StoredReading = z.infer<typeof rowSchema>;

/** The row id of a reading from what names it in facts and decisions: `sha256#path`. */
export function toReadingId(id: string): number {
  const at = id.indexOf("#");
  return stableId(id.slice(0, at), id.slice(at + 1));
}

const columns = "r.id, r.document_id AS documentId, r.path, r.project_id AS projectId, r.facts";

/** Every statement on `project_readings` and its keys, prepared once for a connection. */
export class ReadingRows {
  private readonly byKeys;
  private readonly projectsByKeys;
  private readonly byId;
  private readonly byDocument;
  private readonly byProject;
  private readonly insertKeys;
  private readonly deleteKeys;
  private readonly updateProject;

  constructor(database: Database) {
    const select = (where: string) => database.prepare(`SELECT ${columns} FROM project_readings r WHERE r.facts IS NOT NULL AND ${where}`);
    this.byKeys = select("r.id IN (SELECT k.reading_id FROM reading_keys k WHERE k.key IN (SELECT value FROM json_each(?)))");
    this.projectsByKeys = database
      .prepare(
        `SELECT DISTINCT r.project_id FROM project_readings r
         WHERE r.facts IS NOT NULL AND r.project_id <> @own AND r.id IN (SELECT k.reading_id FROM reading_keys k WHERE k.key IN (SELECT value FROM json_each(@keys)))
           AND coalesce(r.facts ->> '$.fiscalYear', 0) NOT IN (SELECT value FROM json_each(@years))`,
      )
      .pluck();
    this.byId = select("r.id = ?");
    this.byDocument = select("r.document_id = ? ORDER BY r.id");
    this.byProject = select("r.project_id = ? ORDER BY r.id");
    this.insertKeys = database.prepare("INSERT INTO reading_keys (key, reading_id) SELECT value, ? FROM json_each(?) ORDER BY value");
    this.deleteKeys = database.prepare("DELETE FROM reading_keys WHERE reading_id = ? AND key IN (SELECT value FROM json_each(?))");
    this.updateProject = database.prepare("UPDATE project_readings SET project_id = ?, join_score = ?, join_reason = ? WHERE id = ?");
  }

  findByKeys(keys: readonly number[]): StoredReading[] {
    return z.array(rowSchema).parse(this.byKeys.all(JSON.stringify(keys)));
  }

  /** The projects, by row id, that have a reading with one of the keys, of no year or another than `years`; but for the project `own`. */
  findProjectsOfOtherYears(keys: readonly number[], own: number, years: readonly number[]): number[] {
    return z.array(z.int()).parse(this.projectsByKeys.all({ keys: JSON.stringify(keys), own, years: JSON.stringify(years) }));
  }

  find(id: number): StoredReading | undefined {
    return rowSchema.optional().parse(this.byId.get(id));
  }

  ofDocument(documentId: number): StoredReading[] {
    return z.array(rowSchema).parse(this.byDocument.all(documentId));
  }

  ofProject(projectId: number): StoredReading[] {
    return z.array(rowSchema).parse(this.byProject.all(projectId));
  }

  addKeys(id: number, facts: ProjectReadingFacts): void {
    this.insertKeys.run(id, JSON.stringify(readingKeys(facts)));
  }

  dropKeys(id: number, facts: ProjectReadingFacts): void {
    this.deleteKeys.run(id, JSON.stringify(readingKeys(facts)));
  }

  /** Says which project a reading is of, how surely, and why. */
  assign(id: number, projectId: number, score: number, reason: string): void {
    this.updateProject.run(projectId, score, reason, id);
  }
}
