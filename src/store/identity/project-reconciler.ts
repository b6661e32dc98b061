import type { Database } from "better-sqlite3";
import type { CanonicalProject } from "../../canonical/canonical-project.ts";
import { collectNeighbourhood, type Neighbourhood } from "../../reconcile/identity/collect-component.ts";
import { formatReasons, groupProjects, type ProjectGroup } from "../../reconcile/identity/group-projects.ts";
import type { ProjectReadingFacts } from "../../reconcile/identity/project-sketch.ts";
import { mergeProject } from "../../reconcile/merge/merge-project.ts";
import { projectFromReading } from "../canonical-reading.ts";
import { DecisionRows, type Decisions, type NewDecision } from "./decision-rows.ts";
import { DoubtRows } from "./doubt-rows.ts";
import { MergedRows } from "./merged-rows.ts";
import { ReadingRows, toReadingId, type StoredReading } from "./reading-rows.ts";
import { readDocumentFindings } from "../review/document-findings.ts";
import { prepareProgressWriter } from "../review/progress-writer.ts";
import { RecordSource, type SourcedRecord } from "./record-source.ts";
import { SeriesRows } from "./series-rows.ts";

/** What must be looked at anew: readings by row id, and the projects whose content is no longer what their rows say. */
export interface Unsettled {
  readonly readings: ReadonlySet<number>;
  readonly projects: ReadonlySet<number>;
}

/** One group of readings that becomes a project's rows. */
interface Grouped {
  readonly group: ProjectGroup;
  readonly projectId: number;
  readonly members: readonly StoredReading[];
}

/**
 * Keeps the canonical projects equal to what all readings in the database say together, whatever the order in which they
 * came. Every method is to be called inside a transaction of the writer's; foreign keys are checked at its end.
 */
export class ProjectReconciler {
  readonly decisions: DecisionRows;
  private readonly database: Database;
  private readonly readings: ReadingRows;
  private readonly merged: MergedRows;
  private readonly series: SeriesRows;
  private readonly doubts: DoubtRows;
  private readonly writeProject: (project: CanonicalProject) => void;
  private readonly dropProject;
  private readonly writeProgress;

  constructor(database: Database, writeProject: (project: CanonicalProject) => void) {
    this.database = database;
    this.writeProject = writeProject;
    this.readings = new ReadingRows(database);
    this.decisions = new DecisionRows(database);
    this.merged = new MergedRows(database);
    this.series = new SeriesRows(database, this.readings);
    this.doubts = new DoubtRows(database);
    this.writeProgress = prepareProgressWriter(database);
    this.dropProject = database.prepare("DELETE FROM projects WHERE id = ?");
  }

  /** Before a document's readings go: what their going leaves unsettled. Their keys go now. */
  release(documentId: number): Unsettled {
    const own = this.readings.ofDocument(documentId);
    const unsettled = this.surround(own);
    for (const { id, facts } of own) this.readings.dropKeys(id, facts);
    return unsettled;
  }

  /** After a document's new readings are in, each linked to a project of its own that has no rows yet. */
  settleDocument(documentId: number, sourced: SourcedRecord, before: Unsettled): void {
    const own = this.readings.ofDocument(documentId);
    for (const { id, facts } of own) this.readings.addKeys(id, facts);
    const source = new RecordSource(this.database);
    source.give(documentId, sourced);
    const ids = own.map(({ id }) => id);
    this.settle({ readings: new Set([...before.readings, ...ids]), projects: new Set([...before.projects, ...own.map((one) => one.projectId)]) }, source);
  }

  /** Takes a person's decision in and regroups what it touches. */
  decide(decision: NewDecision): void {
    const ends = [decision.one, decision.other].flatMap(({ sha256, path }) => this.readings.find(toReadingId(`${sha256}#${path}`)) ?? []);
    const unsettled = this.surround(ends);
    this.decisions.add(decision);
    this.settle(unsettled, new RecordSource(this.database));
  }

  /** The neighbourhood of readings as the database stands, and the projects of these readings themselves. */
  private surround(own: readonly StoredReading[]): Unsettled {
    const { readings } = this.collect(own.map(({ facts }) => facts), this.decisions.read());
    return { readings: new Set(readings.map(({ id }) => toReadingId(id))), projects: new Set(own.map(({ projectId }) => projectId)) };
  }

  private collect(seeds: readonly ProjectReadingFacts[], decisions: Decisions): Neighbourhood {
    const lookup = {
      findByKeys: (keys: readonly number[]) => this.readings.findByKeys(keys).map(({ facts }) => facts),
      findById: (id: string) => this.readings.find(toReadingId(id))?.facts,
    };
    return collectNeighbourhood(seeds, lookup, decisions.project);
  }

  private settle(unsettled: Unsettled, source: RecordSource): void {
    const decisions = this.decisions.read();
    const seeds = [...unsettled.readings].flatMap((id) => this.readings.find(id) ?? []);
    const neighbourhood = this.collect(seeds.map(({ facts }) => facts), decisions);
    const groups = groupProjects(neighbourhood.readings, decisions.project).groups.map((group) => this.loadGroup(group));
    const outdated = groups.filter((group) => this.isOutdated(group, unsettled.projects));
    const staying = new Set(groups.filter((group) => !outdated.includes(group)).map(({ projectId }) => projectId));
    const leaving = new Set([...unsettled.projects, ...groups.flatMap(({ members }) => members.map((member) => member.projectId))]);
    for (const projectId of staying) leaving.delete(projectId);
    const yearsBefore = this.series.listAlike(leaving);
    // Readings point at their old projects until their new ones are written: the reference is checked when the transaction ends.
    for (const projectId of leaving) this.dropProject.run(projectId);
    for (const group of outdated) this.writeGroup(group, source);
    this.recount(outdated, source);
    this.doubts.write(outdated.flatMap(({ members }) => members), neighbourhood.alike, decisions.project);
    const written = outdated.map(({ projectId }) => projectId);
    // Where others were alike with a project that went, they may be so no more.
    for (const projectId of leaving) yearsBefore.delete(projectId);
    if (yearsBefore.size === 0) this.series.attach(written, decisions.series);
    else this.series.regroup([...yearsBefore, ...written], decisions.series);
  }

  private loadGroup(group: ProjectGroup): Grouped {
    const members = group.members.flatMap(({ id }) => this.readings.find(toReadingId(id)) ?? []);
    return { group, projectId: toReadingId(group.key), members };
  }

  private isOutdated({ projectId, members }: Grouped, touched: ReadonlySet<number>): boolean {
    if (members.some((member) => member.projectId !== projectId || touched.has(member.projectId))) return true;
    return this.readings.ofProject(projectId).length !== members.length;
  }

  private writeGroup({ group, projectId, members }: Grouped, source: RecordSource): void {
    for (const { id, score, reasons } of group.members) this.readings.assign(toReadingId(id), projectId, score, formatReasons(reasons));
    for (const { id } of members) this.merged.dropFindings(id);
    const loaded = members.map((member) => source.load(member));
    const [only, ...more] = loaded;
    if (only === undefined) throw new RangeError(`the group ${group.key} has no readings`);
    if (more.length === 0) {
      this.writeRows(group.key, projectFromReading(projectId, only.single));
    } else {
      const merged = mergeProject(projectId, loaded.map(({ merge }) => merge));
      this.writeRows(group.key, merged.project);
      this.merged.write(merged, members);
    }
  }

  /** What lists show of documents whose findings merging changed. */
  private recount(groups: readonly Grouped[], source: RecordSource): void {
    for (const documentId of new Set(groups.flatMap(({ members }) => members.map((member) => member.documentId)))) {
      this.merged.recount(documentId);
      this.writeProgress(documentId, { ...source.get(documentId), findings: readDocumentFindings(this.database, documentId) });
    }
  }

  private writeRows(key: string, project: CanonicalProject): void {
    this.writeProject(project);
    this.series.add(key, project);
  }
}
