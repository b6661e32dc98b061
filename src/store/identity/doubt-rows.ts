import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { LikeReading } from "../../reconcile/identity/collect-component.ts";
import { formatReasons, type IdentityDecision } from "../../reconcile/identity/group-projects.ts";
import { toReadingId, type StoredReading } from "./reading-rows.ts";

/** Keeps the pairs of readings that may be one project and were left apart. */
export class DoubtRows {
  private readonly drop;
  private readonly insert;
  private readonly projectOf;

  constructor(database: Database) {
    this.drop = database.prepare("DELETE FROM project_doubts WHERE one = @id OR other = @id");
    this.insert = database.prepare("INSERT INTO project_doubts (one, other, score, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
    this.projectOf = database.prepare("SELECT project_id FROM project_readings WHERE id = ?").pluck();
  }

  /** Writes the doubts of readings whose projects are new; a pair that a person spoke about is none. */
  write(readings: readonly StoredReading[], alike: ReadonlyMap<string, readonly LikeReading[]>, decisions: readonly IdentityDecision[]): void {
    const settled = new Set(decisions.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]));
    for (const { id } of readings) this.drop.run({ id });
    for (const { id, facts } of readings) {
      for (const { facts: other, score, reasons } of alike.get(facts.id) ?? []) {
        const otherId = toReadingId(other.id);
        if (settled.has(`${facts.id} ${other.id}`) || this.project(id) === this.project(otherId)) continue;
        this.insert.run(Math.min(id, otherId), Math.max(id, otherId), score, formatReasons(reasons));
      }
    }
  }

  private project(readingId: number): number {
    return z.int().parse(this.projectOf.get(readingId));
  }
}
