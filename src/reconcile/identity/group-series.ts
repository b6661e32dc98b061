import { findCandidates } from "./blocking.ts";
import { clusterByLinks, type Link } from "./cluster.ts";
import { joinFrom, type IdentityDecision } from "./group-projects.ts";
import { sketchProject, type ProjectReadingFacts, type ProjectSketch } from "./project-sketch.ts";
import { scoreSeries } from "./score-pair.ts";

/** One project over the years: its canonical projects, at most one for each year, in the order of the years. */
export interface ProjectSeries {
  /** The id of the member with the smallest id. */
  readonly key: string;
  readonly members: readonly { readonly id: string; readonly year: number | null }[];
}

/**
 * Decides which canonical projects are one project in several years; `id` of each is its project's key. Every project is
 * in one series, most in one of their own. The result is the same for any order of the projects. A person's decisions hold.
 */
export function groupSeries(projects: readonly ProjectReadingFacts[], decisions: readonly IdentityDecision[] = []): ProjectSeries[] {
  const sketches = projects.map(sketchProject);
  const ids = projects.map((project) => project.id);
  const split = new Set(decisions.filter((decision) => decision.kind === "split").flatMap(({ one, other }) => [`${one}\n${other}`, `${other}\n${one}`]));
  const links = [...listDecided(ids, decisions), ...listLinks(sketches)];
  const clusters = clusterByLinks(ids, links, (cluster, joining) => cluster.every((one) => joining.every((other) => isAnotherYear(sketches[one], sketches[other]) && !split.has(`${ids[one] ?? ""}\n${ids[other] ?? ""}`))));
  return clusters.map((members) => describeSeries(members.map((member) => sketches[member]).filter((sketch) => sketch !== undefined)));
}

function listLinks(sketches: readonly ProjectSketch[]): Link[] {
  return findCandidates(sketches, false).flatMap(([one, other]) => {
    const [first, second] = [sketches[one], sketches[other]];
    if (first === undefined || second === undefined || !isAnotherYear(first, second)) return [];
    const { score } = scoreSeries(first, second);
    return score >= joinFrom ? [{ one, other, score }] : [];
  });
}

/** Above any score that evidence can reach. */
const decided = 2;

function listDecided(ids: readonly string[], decisions: readonly IdentityDecision[]): Link[] {
  const position = new Map(ids.map((id, index) => [id, index]));
  return decisions.flatMap((decision) => {
    const [one, other] = [position.get(decision.one), position.get(decision.other)];
    return decision.kind === "join" && one !== undefined && other !== undefined ? [{ one, other, score: decided }] : [];
  });
}

/** Years that are not known may be any: such a project joins no series. */
function isAnotherYear(one: ProjectSketch | undefined, other: ProjectSketch | undefined): boolean {
  return one !== undefined && other !== undefined && one.year !== null && other.year !== null && one.year !== other.year;
}

function describeSeries(sketches: readonly ProjectSketch[]): ProjectSeries {
  const members = sketches.map((sketch) => ({ id: sketch.facts.id, year: sketch.year }));
  const key = members[0]?.id ?? "";
  return { key, members: members.toSorted((one, other) => (one.year ?? 0) - (other.year ?? 0)) };
}
