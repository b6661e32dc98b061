import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { CanonicalProject } from "../../canonical/canonical-project.ts";
import { collectSeries, type ProjectLookup } from "../../reconcile/identity/collect-series.ts";
import { readingKeys } from "../../reconcile/identity/collect-component.ts";
import type { IdentityDecision } from "../../reconcile/identity/group-projects.ts";
import { groupSeries } from "../../reconcile/identity/group-series.ts";
import type { ProjectReadingFacts } from "../../reconcile/identity/project-sketch.ts";
import { projectFacts } from "../../reconcile/identity/reading-facts.ts";
import { parseFacts } from "./facts-json.ts";
import { toReadingId, type ReadingRows } from "./reading-rows.ts";

const factsColumn = z.string().transform(parseFacts);

/** Keeps which canonical projects are years of one. A project's row id is the reading id of its group's key. */
export class SeriesRows {
  private readonly readings: ReadingRows;
  private readonly insert;
  private readonly selectFacts;
  private readonly update;

  constructor(database: Database, readings: ReadingRows) {
    this.readings = readings;
    this.insert = database.prepare("INSERT INTO series_members (project_id, series_id, facts) VALUES (?, ?, ?)");
    this.selectFacts = database.prepare("SELECT facts FROM series_members WHERE project_id = ?").pluck();
    this.update = database.prepare("UPDATE series_members SET series_id = @series WHERE project_id = @project AND series_id <> @series");
  }

  /** Puts a project in, in a series of its own for now. */
  add(key: string, project: CanonicalProject): void {
    this.insert.run(project.id, project.id, JSON.stringify(projectFacts(key, project)));
  }

  /** The projects that are grouped together with the given ones (by row id); those that are not in are left out. */
  collect(projectIds: Iterable<number>, decisions: readonly IdentityDecision[]): ProjectReadingFacts[] {
    const seeds = [...projectIds].flatMap((id) => this.find(id) ?? []);
    return collectSeries(seeds, this.lookup(decisions));
  }

  /** Groups projects anew; they must be whole neighbourhoods, as {@link collect} gives them. */
  group(projects: readonly ProjectReadingFacts[], decisions: readonly IdentityDecision[]): void {
    const keyed = decisions.flatMap(({ kind, one, other }) => {
      const [first, second] = [this.keyOf(one), this.keyOf(other)];
      return first === undefined || second === undefined ? [] : [{ kind, one: first, other: second }];
    });
    for (const { key, members } of groupSeries(projects, keyed)) {
      for (const { id } of members) this.update.run({ series: toReadingId(key), project: toReadingId(id) });
    }
  }

  private find(projectId: number): ProjectReadingFacts | undefined {
    return factsColumn.optional().parse(this.selectFacts.get(projectId));
  }

  /** The key of the project that a reading is of now. */
  private keyOf(readingName: string): string | undefined {
    const reading = this.readings.find(toReadingId(readingName));
    return reading === undefined ? undefined : this.find(reading.projectId)?.id;
  }

  private lookup(decisions: readonly IdentityDecision[]): ProjectLookup {
    return {
      findNear: (key) => {
        const own = this.readings.ofProject(toReadingId(key));
        const near = own.flatMap(({ facts }) => this.readings.findByKeys(readingKeys(facts)));
        const years = new Set(own.map(({ facts }) => facts.fiscalYear));
        const others = near.filter(({ projectId, facts }) => projectId !== toReadingId(key) && (facts.fiscalYear === null || !years.has(facts.fiscalYear)));
        return [...new Set(others.map(({ projectId }) => projectId))].flatMap((id) => this.find(id) ?? []);
      },
      findTied: (key) =>
        decisions.flatMap(({ kind, one, other }) => {
          const [first, second] = [this.keyOf(one), this.keyOf(other)];
          const tied = kind !== "join" ? undefined : first === key ? second : second === key ? first : undefined;
          return tied === undefined ? [] : (this.find(toReadingId(tied)) ?? []);
        }),
    };
  }
}
