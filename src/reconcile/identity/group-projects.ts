import { findCandidates, type CandidatePair } from "./blocking.ts";
import { clusterByLinks, type Link } from "./cluster.ts";
import { compareUnits } from "./compare-names.ts";
import { sketchProject, type ProjectReadingFacts, type ProjectSketch } from "./project-sketch.ts";
import { contradicts, scorePair, type Reason } from "./score-pair.ts";

/** What a person decided of two readings; it stands above every score. */
export interface IdentityDecision {
  readonly kind: "join" | "split";
  readonly one: string;
  readonly other: string;
}

/** A reading in its project: how surely it belongs there (its best link to another member), and why. */
export interface GroupMember {
  readonly id: string;
  /** 0 to 1; 1 for a project's only reading. */
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** The member that the reasons compare it with; null for a project's only reading. */
  readonly against: string | null;
}

/** One canonical project: the readings that are of it, in the order of their ids. `key` is the first one's id. */
export interface ProjectGroup {
  readonly key: string;
  readonly members: readonly GroupMember[];
}

/** Two readings that may be of one project, but were left apart; for a person to decide. */
export interface DoubtfulPair {
  readonly one: string;
  readonly other: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface ProjectGroups {
  readonly groups: readonly ProjectGroup[];
  readonly doubtful: readonly DoubtfulPair[];
}

/** From this score on two readings are joined: fewer than one join in a thousand is to be wrong. */
export const joinFrom = 0.85;
/** From this score on, below a join, a person is asked. */
export const doubtFrom = 0.3;

/** Amounts that differ by more than this share are not one amount rounded. */
const namesakeShare = 0.01;

interface ScoredLink extends Link {
  readonly reasons: readonly Reason[];
}

/**
 * Decides which readings are of one project. The result is the same for any order of the readings. Decisions of a person
 * hold; those on readings that are not given are left alone.
 */
export function groupProjects(readings: readonly ProjectReadingFacts[], decisions: readonly IdentityDecision[] = []): ProjectGroups {
  const sketches = readings.map(sketchProject);
  const ids = readings.map((reading) => reading.id);
  const position = new Map(ids.map((id, index) => [id, index]));
  const links = scoreCandidates(sketches, findCandidates(sketches));
  const forbidden = listPairs(decisions, "split", position);
  const wanted = listPairs(decisions, "join", position).map(([one, other]) => decideLink(one, other));
  const strong = [...wanted, ...links.filter((link) => link.score >= joinFrom)];
  const clusters = clusterByLinks(ids, strong, makeJoinRule(sketches, forbidden, wanted));
  return { groups: describeGroups(ids, clusters, strong), doubtful: describeDoubts(ids, clusters, links, forbidden) };
}

/** The links that matter: most candidates are look-alikes, and are let go at once. */
function scoreCandidates(sketches: readonly ProjectSketch[], pairs: readonly CandidatePair[]): ScoredLink[] {
  return pairs.flatMap(([one, other]) => {
    // Always in the order of their ids: reasons name the first before the second.
    const [first, second] = [sketches[one], sketches[other]].sort((a, b) => ((a?.facts.id ?? "") < (b?.facts.id ?? "") ? -1 : 1));
    if (first === undefined || second === undefined) return [];
    const { score, reasons } = scorePair(first, second);
    return score < doubtFrom ? [] : [{ one, other, score, reasons }];
  });
}

/** Above any score that evidence can reach, so that a person's joins come first. */
const decided = 2;

function decideLink(one: number, other: number): ScoredLink {
  return { one, other, score: decided, reasons: [{ about: "person", weight: Number.POSITIVE_INFINITY, text: "a person joined them" }] };
}

function listPairs(decisions: readonly IdentityDecision[], kind: IdentityDecision["kind"], position: ReadonlyMap<string, number>): CandidatePair[] {
  return decisions.flatMap((decision): CandidatePair[] => {
    const [one, other] = [position.get(decision.one), position.get(decision.other)];
    return decision.kind !== kind || one === undefined || other === undefined || one === other ? [] : [[Math.min(one, other), Math.max(one, other)]];
  });
}

/**
 * Whether two clusters may become one: no person split any two of their members, no document speaks of both as two, and
 * neither code, year, unit nor numbering of any two contradicts. A person's join overrides all but a person's split.
 */
function makeJoinRule(sketches: readonly ProjectSketch[], forbidden: readonly CandidatePair[], wanted: readonly Link[]) {
  const size = sketches.length;
  const toKey = (one: number, other: number): number => Math.min(one, other) * size + Math.max(one, other);
  const split = new Set(forbidden.map(([one, other]) => toKey(one, other)));
  const joined = new Set(wanted.map((link) => toKey(link.one, link.other)));
  return (cluster: readonly number[], joining: readonly number[]): boolean => {
    const pairs = cluster.flatMap((one) => joining.map((other) => [one, other] as const));
    if (pairs.some(([one, other]) => split.has(toKey(one, other)))) return false;
    return pairs.some(([one, other]) => joined.has(toKey(one, other))) || pairs.every(([one, other]) => isCompatible(sketches[one], sketches[other]));
  };
}

function isCompatible(one: ProjectSketch | undefined, other: ProjectSketch | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.facts.documentId === other.facts.documentId && one.facts.kind === other.facts.kind) return false;
  if (one.code !== null && other.code !== null && contradicts(one.code, other.code)) return false;
  if (one.year !== null && other.year !== null && one.year !== other.year) return false;
  // A department's list names neither unit; it must not tie the projects of two units together.
  if (one.unit !== null && other.unit !== null && compareUnits(one.unit, other.unit) === "different") return false;
  if (one.code !== null && one.code === other.code) return true;
  return one.name === null || other.name === null || (one.name.numerals === other.name.numerals && !areNamesakes(one, other));
}

/** Names that differ in their endings only (某工作经费, 某经费), with different amounts: two, whatever lies between them. */
function areNamesakes(one: ProjectSketch, other: ProjectSketch): boolean {
  const [first, second] = [one.facts.amountFen, other.facts.amountFen];
  if (one.name === null || other.name === null || first === null || second === null) return false;
  return one.name.full !== other.name.full && one.name.core === other.name.core && Math.abs(first - second) > namesakeShare * Math.max(first, second);
}

function describeGroups(ids: readonly string[], clusters: readonly number[][], links: readonly ScoredLink[]): ProjectGroup[] {
  const clusterOf = indexClusters(clusters);
  const best = new Map<number, ScoredLink>();
  for (const link of links) {
    if (clusterOf.get(link.one) !== clusterOf.get(link.other)) continue;
    for (const end of [link.one, link.other]) if (isBetter(link, best.get(end), end, ids)) best.set(end, link);
  }
  return clusters.map((members) => ({ key: ids[members[0] ?? 0] ?? "", members: members.map((member) => describeMember(ids, member, best.get(member))) }));
}

/** The stronger link; of two alike the one to the member with the smaller id. */
function isBetter(link: ScoredLink, held: ScoredLink | undefined, end: number, ids: readonly string[]): boolean {
  if (held === undefined || link.score !== held.score) return held === undefined || link.score > held.score;
  return (ids[otherEnd(link, end)] ?? "") < (ids[otherEnd(held, end)] ?? "");
}

function otherEnd(link: Link, end: number): number {
  return link.one === end ? link.other : link.one;
}

function describeMember(ids: readonly string[], member: number, link: ScoredLink | undefined): GroupMember {
  const id = ids[member] ?? "";
  if (link === undefined) return { id, score: 1, reasons: [], against: null };
  return { id, score: Math.min(1, link.score), reasons: link.reasons, against: ids[otherEnd(link, member)] ?? null };
}

function indexClusters(clusters: readonly number[][]): Map<number, number> {
  return new Map(clusters.flatMap((members, index) => members.map((member): [number, number] => [member, index])));
}

function describeDoubts(ids: readonly string[], clusters: readonly number[][], links: readonly ScoredLink[], forbidden: readonly CandidatePair[]): DoubtfulPair[] {
  const clusterOf = indexClusters(clusters);
  const settled = new Set(forbidden.map(([one, other]) => `${one} ${other}`));
  const apart = links.filter((link) => clusterOf.get(link.one) !== clusterOf.get(link.other) && !settled.has(`${link.one} ${link.other}`));
  const pairs = apart.map(({ one, other, score, reasons }) => {
    const [first = "", second = ""] = [ids[one] ?? "", ids[other] ?? ""].sort();
    return { one: first, other: second, score, reasons };
  });
  return pairs.sort((one, other) => other.score - one.score || (one.one + one.other < other.one + other.other ? -1 : 1));
}

/** The reasons of a join in one line, the weightiest first: `same code, A1; same unit, 某局`. */
export function formatReasons(reasons: readonly Reason[]): string {
  const ordered = reasons.toSorted((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
  return ordered.length === 0 ? "only reading" : ordered.map((reason) => reason.text).join("; ");
}
