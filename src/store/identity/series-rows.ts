import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { CanonicalProject } from "../../canonical/canonical-project.ts";
import { collectSeries, listSeriesNeighbours, type ProjectLookup } from "../../reconcile/identity/collect-series.ts";
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
  private readonly selectComponent;
  private readonly selectMembers;
  private readonly updateComponent;

  constructor(database: Database, readings: ReadingRows) {
    this.readings = readings;
    this.insert = database.prepare("INSERT INTO series_members (project_id, series_id, component_id, facts) VALUES (@id, @id, @id, @facts)");
    this.selectFacts = database.prepare("SELECT facts FROM series_members WHERE project_id = ?").pluck();
    this.update = database.prepare("UPDATE series_members SET series_id = @series WHERE project_id = @project AND series_id <> @series");
    this.selectComponent = database.prepare("SELECT component_id FROM series_members WHERE project_id = ?").pluck();
    this.selectMembers = database.prepare("SELECT facts FROM series_members WHERE component_id = ?").pluck();
    this.updateComponent = database.prepare("UPDATE series_members SET component_id = @component WHERE project_id = @project AND component_id <> @component");
  }

  /** Puts a project in, in a series of its own for now. */
  add(key: string, project: CanonicalProject): void {
    this.insert.run({ id: project.id, facts: JSON.stringify(projectFacts(key, project)) });
  }

  /** The projects (row ids) that the given ones could be of one series with, directly or through others, themselves among them; those that are not in are left out. */
  listAlike(projectIds: Iterable<number>): Set<number> {
    const components = new Set(Array.from(projectIds).flatMap((id) => this.componentOf(id) ?? []));
    return new Set([...components].flatMap((component) => this.membersOf(component)).map((member) => toReadingId(member.id)));
  }

  /** Groups new projects with those they are alike. Nothing that was alike before may have gone. */
  attach(projectIds: Iterable<number>, decisions: readonly IdentityDecision[]): void {
    const lookup = this.lookup(decisions);
    for (const id of projectIds) {
      const facts = this.find(id);
      if (facts === undefined) continue;
      const neighbours = listSeriesNeighbours(facts, lookup);
      if (neighbours.length === 0) continue;
      const components = new Set([id, ...neighbours.map((other) => toReadingId(other.id))].flatMap((one) => this.componentOf(one) ?? []));
      this.settle([...components].flatMap((component) => this.membersOf(component)), decisions);
    }
  }

  /** Groups projects anew with all that they are alike now, whatever was known of that. */
  regroup(projectIds: Iterable<number>, decisions: readonly IdentityDecision[]): void {
    const lookup = this.lookup(decisions);
    const done = new Set<number>();
    for (const id of projectIds) {
      const facts = done.has(id) ? undefined : this.find(id);
      if (facts === undefined) continue;
      const component = collectSeries(facts, lookup);
      for (const member of component) done.add(toReadingId(member.id));
      this.settle(component, decisions);
    }
  }

  /** Writes the series of projects that are all that is alike with any of them. */
  private settle(projects: readonly ProjectReadingFacts[], decisions: readonly IdentityDecision[]): void {
    const component = Math.min(...projects.map(({ id }) => toReadingId(id)));
    for (const { id } of projects) this.updateComponent.run({ component, project: toReadingId(id) });
    const keyed = decisions.flatMap(({ kind, one, other }) => {
      const [first, second] = [this.keyOf(one), this.keyOf(other)];
      return first === undefined || second === undefined ? [] : [{ kind, one: first, other: second }];
    });
    for (const { key, members } of groupSeries(projects, keyed)) {
      for (const { id } of members) this.update.run({ series: toReadingId(key), project: toReadingId(id) });
    }
  }

  /** Undefined for a project that is not in. */
  private componentOf(projectId: number): number | undefined {
    return z.int().optional().parse(this.selectComponent.get(projectId));
  }

  private membersOf(component: number): ProjectReadingFacts[] {
    return z.array(factsColumn).parse(this.selectMembers.all(component));
  }

  private find(projectId: number): ProjectReadingFacts | undefined {
    return factsColumn.optional().parse(this.selectFacts.get(projectId));
  }

  /** The key of the project that a reading is of now. */
  private keyOf(readingName: string): string | undefined {
    const reading = this.readings.find(toReadingId(readingName));
    return reading === undefined ? undefined : this.find(reading.projectId)?.id;
  }

  /** A lookup that remembers, while it is used, what it found: the years of one project have the same neighbours. */
  private lookup(decisions: readonly IdentityDecision[]): ProjectLookup {
    const known = new Map<number, ProjectReadingFacts | undefined>();
    const find = (id: number): ProjectReadingFacts | undefined => {
      if (!known.has(id)) known.set(id, this.find(id));
      return known.get(id);
    };
    return {
      findNear: (key) => {
        const own = this.readings.ofProject(toReadingId(key));
        const keys = own.flatMap(({ facts }) => readingKeys(facts));
        const years = own.flatMap(({ facts }) => facts.fiscalYear ?? []);
        return this.readings.findProjectsOfOtherYears(keys, toReadingId(key), years).flatMap((id) => find(id) ?? []);
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
