import { joinFrom } from "./group-projects.ts";
import { sketchProject, type ProjectReadingFacts, type ProjectSketch } from "./project-sketch.ts";
import { scoreSeries } from "./score-pair.ts";

/** Where the canonical projects of a database are looked up, each by its group's key. */
export interface ProjectLookup {
  /** Projects that share a blocking key, of whatever year, with a project. */
  readonly findNear: (key: string) => Iterable<ProjectReadingFacts>;
  /** Projects that a person tied to a project as other years of it. */
  readonly findTied: (key: string) => Iterable<ProjectReadingFacts>;
}

/** All canonical projects that could be of one series with the given one, directly or through others; see `collectComponent`. */
export function collectSeries(seed: ProjectReadingFacts, lookup: ProjectLookup): ProjectReadingFacts[] {
  const collected = new Map([[seed.id, seed]]);
  const sketches = new Map<string, ProjectSketch>();
  // A Map goes on with what is added while it is walked.
  for (const facts of collected.values()) {
    for (const other of listSeriesNeighbours(facts, lookup, collected, sketches)) collected.set(other.id, other);
  }
  return [...collected.values()];
}

/**
 * The projects of other years that could be of one series with a project, and those that a person tied to it.
 * @param except Projects, by their groups' keys, that are not asked about.
 * @param sketches What was worked out of projects before, by their groups' keys; what is worked out now is added.
 */
export function listSeriesNeighbours(
  facts: ProjectReadingFacts,
  lookup: ProjectLookup,
  except: { readonly has: (key: string) => boolean } = new Set<string>(),
  sketches = new Map<string, ProjectSketch>(),
): ProjectReadingFacts[] {
  const sketch = (one: ProjectReadingFacts): ProjectSketch => getOrMake(sketches, one.id, () => sketchProject(one));
  const own = sketch(facts);
  const near = Array.from(lookup.findNear(facts.id)).filter((other) => {
    if (except.has(other.id)) return false;
    const next = sketch(other);
    if (next.year === null || own.year === null || next.year === own.year) return false;
    return scoreSeries(own, next).score >= joinFrom || scoreSeries(next, own).score >= joinFrom;
  });
  return [...near, ...Array.from(lookup.findTied(facts.id)).filter((other) => !except.has(other.id))];
}

function getOrMake<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
