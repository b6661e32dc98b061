import { listBlockingKeys } from "./blocking.ts";
import { doubtFrom, joinFrom, type IdentityDecision } from "./group-projects.ts";
import { sketchProject, type ProjectReadingFacts } from "./project-sketch.ts";
import { scorePair, type Reason } from "./score-pair.ts";

/** Where the readings of a database are looked up: by a blocking key (see `listBlockingKeys`), and by id. */
export interface ReadingLookup {
  readonly findByKeys: (keys: readonly number[]) => Iterable<ProjectReadingFacts>;
  readonly findById: (id: string) => ProjectReadingFacts | undefined;
}

/** A reading that may be of one project with another, with the evidence. */
export interface LikeReading {
  readonly facts: ProjectReadingFacts;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** The readings that are grouped together, and by id what is like each of them, down to what a person is asked about. */
export interface Neighbourhood {
  readonly readings: readonly ProjectReadingFacts[];
  readonly alike: ReadonlyMap<string, readonly LikeReading[]>;
}

/** The blocking keys of a reading, of whatever year, to be kept beside it in an index: they find its other years too. */
export function readingKeys(facts: ProjectReadingFacts): number[] {
  return listBlockingKeys(sketchProject(facts), false);
}

/**
 * All readings that the given ones could be one project with, directly or through others: what must be grouped again when
 * these readings are new, changed, or about to go. Grouping this set alone gives the groups that grouping the whole
 * database would give it, so an import costs as much as its neighbourhood, not as the database.
 */
export function collectComponent(
  seeds: readonly ProjectReadingFacts[],
  lookup: ReadingLookup,
  decisions: readonly IdentityDecision[] = [],
): ProjectReadingFacts[] {
  return [...collectNeighbourhood(seeds, lookup, decisions).readings];
}

/** As {@link collectComponent}, with what each reading was compared with and found alike, joined or not. */
export function collectNeighbourhood(
  seeds: readonly ProjectReadingFacts[],
  lookup: ReadingLookup,
  decisions: readonly IdentityDecision[] = [],
): Neighbourhood {
  const joined = listJoined(decisions);
  const collected = new Map(seeds.map((seed) => [seed.id, seed]));
  const alike = new Map<string, LikeReading[]>();
  // A Map goes on with what is added while it is walked.
  for (const facts of collected.values()) {
    const like = findAlike(facts, lookup);
    alike.set(facts.id, like);
    const near = like.filter(({ score }) => score >= joinFrom).map((one) => one.facts);
    for (const neighbour of [...near, ...(joined.get(facts.id) ?? []).flatMap((id) => lookup.findById(id) ?? [])]) {
      if (!collected.has(neighbour.id)) collected.set(neighbour.id, neighbour);
    }
  }
  return { readings: [...collected.values()], alike };
}

function findAlike(facts: ProjectReadingFacts, lookup: ReadingLookup): LikeReading[] {
  const sketch = sketchProject(facts);
  const others = new Map(Array.from(lookup.findByKeys(listBlockingKeys(sketch, false)), (other) => [other.id, other]));
  others.delete(facts.id);
  return Array.from(others.values()).flatMap((other) => {
    // Always in the order of their ids: reasons name the first before the second.
    const [first, second] = facts.id < other.id ? [sketch, sketchProject(other)] : [sketchProject(other), sketch];
    const { score, reasons } = scorePair(first, second);
    return score < doubtFrom ? [] : [{ facts: other, score, reasons }];
  });
}

function listJoined(decisions: readonly IdentityDecision[]): Map<string, string[]> {
  const joined = new Map<string, string[]>();
  const add = (one: string, other: string): void => void joined.set(one, [...(joined.get(one) ?? []), other]);
  for (const { kind, one, other } of decisions) {
    if (kind !== "join") continue;
    add(one, other);
    add(other, one);
  }
  return joined;
}
