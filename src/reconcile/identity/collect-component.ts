import { listBlockingKeys } from "./blocking.ts";
import { joinFrom, type IdentityDecision } from "./group-projects.ts";
import { sketchProject, type ProjectReadingFacts } from "./project-sketch.ts";
import { scorePair } from "./score-pair.ts";

/** Where the readings of a database are looked up: by a blocking key (see `listBlockingKeys`), and by id. */
export interface ReadingLookup {
  readonly findByKeys: (keys: readonly number[]) => Iterable<ProjectReadingFacts>;
  readonly findById: (id: string) => ProjectReadingFacts | undefined;
}

/** The blocking keys of a reading, to be kept beside it in an index. */
export function readingKeys(facts: ProjectReadingFacts): number[] {
  return listBlockingKeys(sketchProject(facts));
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
  const joined = listJoined(decisions);
  const collected = new Map(seeds.map((seed) => [seed.id, seed]));
  // A Map goes on with what is added while it is walked.
  for (const facts of collected.values()) {
    for (const neighbour of findNeighbours(facts, lookup, joined.get(facts.id) ?? [])) {
      if (!collected.has(neighbour.id)) collected.set(neighbour.id, neighbour);
    }
  }
  return [...collected.values()];
}

function findNeighbours(facts: ProjectReadingFacts, lookup: ReadingLookup, joined: readonly string[]): ProjectReadingFacts[] {
  const sketch = sketchProject(facts);
  const alike = Array.from(lookup.findByKeys(listBlockingKeys(sketch))).filter(
    (other) => other.id !== facts.id && scorePair(sketch, sketchProject(other)).score >= joinFrom,
  );
  return [...alike, ...joined.flatMap((id) => lookup.findById(id) ?? [])];
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
