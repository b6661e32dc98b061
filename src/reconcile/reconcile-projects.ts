import type { Filing, Project } from "../canonical/record.ts";
import type { Finding } from "../document/finding.ts";
import { groupProjects, type DoubtfulPair, type IdentityDecision, type ProjectGroup } from "./identity/group-projects.ts";
import { groupSeries, type ProjectSeries } from "./identity/group-series.ts";
import { projectFacts, readingFacts } from "./identity/reading-facts.ts";
import { mergeProject, type MergedProject } from "./merge/merge-project.ts";
import type { MergeReading } from "./merge/rank-readings.ts";

/** One document's reading of one project with what its identity is decided by. */
export interface ReconcileReading {
  /** SHA-256 of the document's bytes; it names the document whatever the order of import. */
  readonly sha256: string;
  readonly plainFiling: Filing;
  readonly plainProject: Project;
  readonly merge: MergeReading;
}

/** One canonical project with the group of readings behind it. */
export interface ReconciledProject {
  readonly group: ProjectGroup;
  readonly merged: MergedProject;
}

/** One truth out of many readings. */
export interface Reconciliation {
  readonly projects: readonly ReconciledProject[];
  readonly series: readonly ProjectSeries[];
  readonly doubtful: readonly DoubtfulPair[];
  readonly findings: readonly { readonly documentId: number; readonly finding: Finding }[];
}

/**
 * Decides which readings are one project, merges each, and ties projects of several years together. `toId` gives a
 * project's row id from its key. The same for any order of the readings; a person's decisions hold.
 */
export function reconcileProjects(
  readings: readonly ReconcileReading[],
  toId: (key: string) => number,
  decisions: readonly IdentityDecision[] = [],
): Reconciliation {
  const facts = readings.map(({ sha256, merge, plainFiling, plainProject }) => readingFacts(sha256, merge.path, plainFiling, plainProject));
  const byId = new Map(facts.map((one, index) => [one.id, readings[index]]));
  const { groups, doubtful } = groupProjects(facts, decisions);
  const projects = groups.map((group) => {
    const members = group.members.flatMap((member) => byId.get(member.id)?.merge ?? []);
    return { group, merged: mergeProject(toId(group.key), members) };
  });
  const series = groupSeries(
    projects.map(({ group, merged }) => projectFacts(group.key, merged.project)),
    decisions,
  );
  return { projects, series, doubtful, findings: projects.flatMap(({ merged }) => merged.findings) };
}
